import { useLang, useLook } from '@lianxin/ui'
import { useSyncExternalStore } from 'react'

import { preferences } from '../app/preferences.ts'
import { useSignOut } from '../app/sign-out.tsx'
import { useCommands, type PaletteCommand } from './registry.ts'

/** What can be done everywhere: look, language, tone, navigation, signing out. */
export function useAppCommands(): void {
  const [language, setLang] = useLang()
  const [look, setLook] = useLook()
  const { tone, navCollapsed } = useSyncExternalStore(preferences.subscribe, preferences.get)
  const signOut = useSignOut()
  const themes = (['light', 'dark', 'auto'] as const)
    .filter((theme) => theme !== look.theme)
    .map((theme): PaletteCommand => ({
      id: `theme-${theme}`,
      label: `palette.theme.${theme}`,
      run: () => setLook({ theme }),
    }))
  useCommands(
    [
      ...themes,
      {
        id: 'size',
        label: look.size === 'large' ? 'palette.normalType' : 'palette.largeType',
        run: () => setLook({ size: look.size === 'large' ? 'normal' : 'large' }),
      },
      {
        id: 'language',
        label: language === 'zh' ? 'palette.toEnglish' : 'palette.toChinese',
        run: () => setLang(language === 'zh' ? 'en' : 'zh'),
      },
      {
        id: 'tone',
        label: tone ? 'palette.toneOff' : 'palette.toneOn',
        run: () => preferences.change({ tone: !tone }),
      },
      {
        id: 'navigation',
        label: navCollapsed ? 'shell.expand' : 'shell.collapse',
        run: () => preferences.change({ navCollapsed: !navCollapsed }),
      },
      { id: 'sign-out', label: 'shell.signOut', run: () => signOut.mutate() },
    ],
    'app',
  )
}
