/** What a person chose on this machine. Nothing of it leaves the browser. */
export interface Preferences {
  readonly tone: boolean
  readonly navCollapsed: boolean
  /** The legend of the map gives its corner free. */
  readonly legendFolded: boolean
}

const KEY = 'lx.console.preferences'
const DEFAULTS: Preferences = { tone: true, navCollapsed: false, legendFolded: false }

/** Reads the stored choice; anything unreadable counts as not chosen. */
export function readPreferences(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return typeof stored === 'object' && stored !== null ? { ...DEFAULTS, ...stored } : DEFAULTS
  } catch (error) {
    // Private windows refuse storage: the session then simply starts with the defaults.
    console.info('preferences are not readable', error)
    return DEFAULTS
  }
}

let current = readPreferences()
const listeners = new Set<() => void>()

/** The store behind `usePreferences`: one object, replaced on change. */
export const preferences = {
  get: () => current,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  change: (part: Partial<Preferences>) => {
    current = { ...current, ...part }
    try {
      localStorage.setItem(KEY, JSON.stringify(current))
    } catch (error) {
      console.info('preferences are not kept', error)
    }
    for (const listener of listeners) listener()
  },
}
