import type { TFunction } from 'i18next'
import { useSyncExternalStore } from 'react'

import { currentLang, currentWords, onLang, setLang, type Lang } from './setup.ts'

const change = (lang: Lang): void => void setLang(lang)

/** The language of the page and how to change it. */
export function useLang(): readonly [Lang, (lang: Lang) => void] {
  return [useSyncExternalStore(onLang, currentLang), change]
}

/**
 * The words of the page for the rows of long lists: `useTranslation` copies the library's whole state for each component
 * it is called in, which costs a third of the time of scrolling.
 */
export const useWords = (): TFunction => useSyncExternalStore(onLang, currentWords)
