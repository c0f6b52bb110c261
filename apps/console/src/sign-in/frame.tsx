import { TranslationOutlined } from '@ant-design/icons'
import { useLang } from '@lianxin/ui'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { SizeButton } from '../app/size-button.tsx'

/** The page before the door: name, language, one card. */
export function Frame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useTranslation()
  const [language, setLang] = useLang()
  return (
    <div className="lc-door">
      <header>
        <span className="lc-brand">
          <span className="lc-logo" aria-hidden />
          {t('app.name')}
        </span>
        <span className="lc-grow" />
        <SizeButton />
        <Button
          type="text"
          icon={<TranslationOutlined />}
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLang(language === 'zh' ? 'en' : 'zh')}
        >
          {t('app.other')}
        </Button>
      </header>
      <main>
        <h1>{title}</h1>
        {children}
      </main>
      <footer>{t('app.promise')}</footer>
    </div>
  )
}
