import { useCallback, useState } from 'react'

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

/**
 * A text that survives a reload, a crash and an expired session: kept on this machine under `key` until it is cleared.
 * @returns the text, how to change it and how to forget it once it was sent
 */
export function useDraft(key: string): readonly [string, (text: string) => void, () => void] {
  const [state, setState] = useState(() => ({ key, text: readDraft(key) }))
  const text = state.key === key ? state.text : readDraft(key)
  const change = useCallback(
    (next: string) => {
      keepDraft(key, next)
      setState({ key, text: next })
    },
    [key],
  )
  const clear = useCallback(() => change(''), [change])
  return [text, change, clear]
}

/** Forgets every draft of this machine: on signing out, so that the next person at the desk reads none. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key)
  } catch (error) {
    console.info('drafts are not readable', error)
  }
}
