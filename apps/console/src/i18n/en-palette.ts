import type { zhPalette } from './zh-palette.ts'

/** English words of the palette (Ctrl K). */
export const enPalette: typeof zhPalette = {
  palette: {
    title: 'Find commands, screens, tickets, units, grids, places',
    open: 'Find',
    placeholder: 'Type Chinese, pinyin or initials',
    results: 'Results',
    none: 'Nothing found. Say it differently, or type a few initials.',
    found: '{{count}} found; ↑↓ to choose, Enter to take',
    foundByTouch: '{{count}} found, tap to open',
    state: {
      asking: 'Looking for tickets and places…',
      failed: 'Tickets and places could not be searched; try again. Commands, screens and units still work.',
      offline: 'The network is gone: only commands, screens and units can be found.',
    },
    group: {
      recent: 'Recent',
      ticket: 'Open ticket',
      screen: 'On this screen',
      app: 'Everywhere',
      go: 'Go to',
      tickets: 'Tickets',
      units: 'Units',
      grids: 'Grids',
      places: 'Places',
    },
    theme: {
      light: 'Light look',
      dark: 'Dark look',
      auto: 'Look as the system has it',
    },
    largeType: 'Large type',
    normalType: 'Normal type',
    toEnglish: 'Switch to English',
    toChinese: 'Switch to Chinese',
    toneOn: 'Turn the urgent tone on',
    toneOff: 'Turn the urgent tone off',
  },
}
