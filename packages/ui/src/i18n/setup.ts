import i18next, { type Resource, type TFunction } from 'i18next'
import { initReactI18next } from 'react-i18next'

import { en } from './en.ts'
import { zh } from './zh.ts'

export type Lang = 'zh' | 'en'
const STORE = 'lianxin.lang'

const isLang = (value: unknown): value is Lang => value === 'zh' || value === 'en'

/** The language chosen before, else the browser's, else Chinese. */
export function firstLang(): Lang {
  const kept = localStorage.getItem(STORE)
  if (isLang(kept)) return kept
  return navigator.language.startsWith('en') ? 'en' : 'zh'
}

/** The language of the page now; for the client, which asks at every call. */
export function currentLang(): Lang {
  return i18next.language === 'en' ? 'en' : 'zh'
}

const listeners = new Set<() => void>()
let say = i18next.t

/** Words for whoever does not draw with hooks of the library; another function with each language. */
export const currentWords = (): TFunction => say
/** Tells when the language has changed. @returns ends it */
export function onLang(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function renew(): void {
  say = ((...words: Parameters<TFunction>) => i18next.t(...words)) as TFunction
  for (const listener of listeners) listener()
}

/** Changes the language, remembers it and tells assistive software. */
export async function setLang(lang: Lang): Promise<void> {
  localStorage.setItem(STORE, lang)
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
  await i18next.changeLanguage(lang)
  renew()
}

/**
 * Starts the texts of a page. `page` holds its own words in both languages (namespace `page`, the default); the shared
 * words (namespace `shared`) are found without a prefix.
 */
export async function setUpTexts(page: { readonly zh: object; readonly en: object }): Promise<void> {
  const resources: Resource = {
    zh: { page: { ...page.zh }, shared: zh },
    en: { page: { ...page.en }, shared: en },
  }
  const lang = firstLang()
  await i18next.use(initReactI18next).init({
    resources,
    lng: lang,
    fallbackLng: 'zh',
    defaultNS: 'page',
    fallbackNS: 'shared',
    ns: ['page', 'shared'],
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  renew()
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
}
