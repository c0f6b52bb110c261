import { useLang } from '@lianxin/ui'
import { App, ConfigProvider, theme as antdTheme, type ThemeConfig } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useEffect, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { useShownLook } from './shown-look.ts'

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
const px = (name: string): number => Number.parseFloat(token(name))

/** Sizes of the shared tokens in the words of the component library. */
function sizes(): ThemeConfig['token'] {
  return {
    fontSize: px('--lx-text'),
    fontSizeSM: px('--lx-fine'),
    fontSizeLG: px('--lx-lead'),
    controlHeight: px('--lx-target'),
    controlHeightSM: px('--lx-target-small'),
    controlHeightLG: Math.max(px('--lx-target'), Math.round(40 * px('--lx-scale'))),
    controlInteractiveSize: Math.round(16 * px('--lx-scale')),
  }
}

/** The shared tokens in the words of the component library; read after theme and size were set. */
function themeOf(dark: boolean): ThemeConfig {
  return {
    algorithm: dark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      // The dark algorithm darkens what it is given; this lands on enough contrast with the shared dark surface.
      colorPrimary: dark ? '#a9d3ff' : token('--lx-primary'),
      colorLink: token('--lx-primary'),
      // Hovering underlines; a lighter blue would fall below the contrast of 4.5.
      colorLinkHover: token('--lx-primary'),
      colorLinkActive: token('--lx-primary'),
      linkHoverDecoration: 'underline',
      colorText: token('--lx-ink'),
      colorTextSecondary: token('--lx-ink-2'),
      colorTextTertiary: token('--lx-ink-2'),
      colorTextDescription: token('--lx-ink-2'),
      colorTextPlaceholder: token('--lx-ink-2'),
      colorTextDisabled: token('--lx-ink-2'),
      colorError: token('--lx-bad'),
      colorSuccess: token('--lx-good'),
      colorWarning: token('--lx-warn'),
      colorErrorBg: token('--lx-bad-soft'),
      colorErrorBorder: token('--lx-bad'),
      colorSuccessBg: token('--lx-good-soft'),
      colorSuccessBorder: token('--lx-good'),
      colorWarningBg: token('--lx-warn-soft'),
      colorWarningBorder: token('--lx-warn'),
      colorBgContainer: token('--lx-surface'),
      colorBgElevated: token('--lx-surface'),
      colorBgLayout: token('--lx-ground'),
      colorBorder: token('--lx-line-strong'),
      colorBorderSecondary: token('--lx-line'),
      colorTextLightSolid: dark ? '#06121f' : '#ffffff',
      fontFamily: token('--lx-font'),
      borderRadius: 6,
      // Nothing moves at the desk: there is nothing to wait for, and no spinner whose leaving can be interrupted.
      motion: false,
      ...sizes(),
    },
    components: { Button: { primaryShadow: 'none' }, Tooltip: { colorTextLightSolid: '#ffffff' } },
  }
}

/** The look of every component: shared tokens, light and dark, in the language of the page. */
export function Look({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const look = useShownLook()
  useEffect(() => {
    document.title = t('app.title')
  }, [t])
  // The tokens follow from the look; it says when to read them again.
  const theme = useMemo(() => themeOf(look.startsWith('dark')), [look])
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
      <App className="lc-app">{children}</App>
    </ConfigProvider>
  )
}
