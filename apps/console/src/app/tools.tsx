import { BellOutlined, BulbOutlined, MutedOutlined, SettingOutlined, TranslationOutlined } from '@ant-design/icons'
import { useLang, useLook } from '@lianxin/ui'
import { Button, Popover, Tooltip } from 'antd'
import { useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

import { preferences } from './preferences.ts'
import { useIsPhone } from './shown-look.ts'
import { SizeButton } from './size-button.tsx'

/** Tone, type, colours and language: icons on the desk, with their words where they stand below each other. */
function Buttons({ withWords }: { readonly withWords: boolean }) {
  const { t } = useTranslation()
  const [language, setLang] = useLang()
  const [{ theme }, setLook] = useLook()
  const { tone } = useSyncExternalStore(preferences.subscribe, preferences.get)
  const nextTheme = theme === 'light' ? 'dark' : theme === 'dark' ? 'auto' : 'light'
  const themeWords = `${t('shell.themeLabel')}: ${t(`shell.theme.${theme}`)}`
  return (
    <>
      <Tooltip title={withWords ? null : t(tone ? 'shell.toneOn' : 'shell.toneOff')}>
        <Button
          type="text"
          aria-pressed={withWords ? undefined : tone}
          aria-label={withWords ? undefined : t('shell.tone')}
          icon={tone ? <BellOutlined /> : <MutedOutlined />}
          onClick={() => preferences.change({ tone: !tone })}
        >
          {withWords && t(tone ? 'shell.toneOn' : 'shell.toneOff')}
        </Button>
      </Tooltip>
      <SizeButton withWords={withWords} />
      <Tooltip title={withWords ? null : t(`shell.theme.${theme}`)}>
        <Button
          type="text"
          aria-label={withWords ? undefined : themeWords}
          icon={<BulbOutlined />}
          onClick={() => setLook({ theme: nextTheme })}
        >
          {withWords && themeWords}
        </Button>
      </Tooltip>
      <Button
        type="text"
        icon={<TranslationOutlined />}
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => setLang(language === 'zh' ? 'en' : 'zh')}
      >
        {t('app.other')}
      </Button>
    </>
  )
}

/** How this device shows and sounds. On a telephone behind one button, so that the bar stays one line. */
export function Tools() {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const [isOpen, setOpen] = useState(false)
  if (!isPhone) return <Buttons withWords={false} />
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      content={
        <div className="lc-tools-list">
          <Buttons withWords />
        </div>
      }
    >
      <Button
        type="text"
        className="lc-tools-open"
        aria-expanded={isOpen}
        aria-label={t('shell.tools')}
        icon={<SettingOutlined />}
      />
    </Popover>
  )
}
