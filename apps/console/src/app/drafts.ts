const PREFIX = 'lx.console.draft.'

/** The text kept under a key on this machine, or nothing. */
export function readDraft(key: string): string {
  try {
    return localStorage.getItem(PREFIX + key) ?? ''
  } catch (error) {
    console.info('drafts are not readable', error)
    return ''
  }
}

/** Keeps a text under a key on this machine; an empty one is forgotten. */
export function keepDraft(key: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(PREFIX + key)
    else localStorage.setItem(PREFIX + key, text)
  } catch (error) {
    console.info('drafts are not kept', error)
  }
}

/** Forgets every draft of this machine: on signing out, so that the next person at the desk reads none. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key)
  } catch (error) {
    console.info('drafts are not readable', error)
  }
}
