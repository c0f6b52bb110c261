import { createClient } from '@lianxin/client'
import { currentLang } from '@lianxin/ui'

const listeners = new Set<() => void>()

/** Tells when an answer said that the session is over, so that the shell can ask for the password above the page. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The API in the language of the screen. */
export const { call, urlOf } = createClient({
  lang: currentLang,
  onSignedOut: () => {
    for (const listener of listeners) listener()
  },
})
