import { useLang, useLook, useTranslation } from '@lianxin/ui'
import type { ReactElement } from 'react'

/** Type size, sunlight and language, before anybody is signed in. */
export function LookBar(): ReactElement {
  const { t } = useTranslation()
  const [lang, setLang] = useLang()
  const [look, setLook] = useLook()
  const large = look.size === 'large'
  const sun = look.theme === 'sun'
  return (
    <div className="look-bar">
      <button type="button" className="lx-button" onClick={() => setLook({ size: large ? 'normal' : 'large' })}>
        {t(large ? 'me.normalType' : 'me.largeType')}
      </button>
      <button type="button" className="lx-button" onClick={() => setLook({ theme: sun ? 'auto' : 'sun' })}>
        {t(sun ? 'me.noSun' : 'me.sun')}
      </button>
      <button
        type="button"
        className="lx-button"
        lang={lang === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')}
      >
        {t('me.otherLanguage')}
      </button>
    </div>
  )
}
