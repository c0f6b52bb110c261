import { useSyncExternalStore } from 'react'

/**
 * The part of i18next and react-i18next that the pages use, in one kilobyte instead of twenty. The resident page, which
 * has to open on a weak network, is built with both names pointing here (see its vite.config.ts); a test compares
 * every text with the real library's.
 */
interface Options {
  readonly resources: Record<string, Record<string, object>>
  readonly lng: string
  readonly fallbackLng: string
  readonly ns: readonly string[]
}
type Values = Readonly<Record<string, string | number | null | undefined>>
export type LightSay = (key: string, values?: Values) => string

let options: Options = { resources: {}, lng: 'zh', fallbackLng: 'zh', ns: [] }
const listeners = new Set<() => void>()

function textAt(texts: unknown, key: string): string | undefined {
  let found = texts
  for (const part of key.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined
    found = (found as Record<string, unknown>)[part]
  }
  return typeof found === 'string' ? found : undefined
}

function say(lang: string, key: string, values: Values): string {
  for (const tongue of [lang, options.fallbackLng])
    for (const space of options.ns) {
      const text = textAt(options.resources[tongue]?.[space], key)
      if (text !== undefined) return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
    }
  return key
}

const light = {
  language: 'zh',
  use() {
    return light
  },
  async init(given: Options): Promise<void> {
    options = given
    light.language = given.lng
    light.renew()
  },
  async changeLanguage(lang: string): Promise<void> {
    light.language = lang
    light.renew()
    for (const listener of listeners) listener()
  },
  t: ((key, values = {}) => say(light.language, key, values)) as LightSay,
  /** A new `t` with each language, so that what depends on it is drawn anew. */
  renew(): void {
    const { language } = light
    light.t = (key, values = {}) => say(language, key, values)
  },
}
export default light
export const initReactI18next = null

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useTranslation(): { readonly t: LightSay; readonly i18n: typeof light } {
  const t = useSyncExternalStore(subscribe, () => light.t)
  return { t, i18n: light }
}
