/** Languages of the answers; Chinese unless English is preferred. */
export type Lang = 'zh' | 'en'

/** The language a request prefers by its Accept-Language (RFC 9110 §12.5.4); Chinese where it says nothing. */
export function preferredLanguage(header: string | undefined): Lang {
  let best: { lang: Lang; quality: number } = { lang: 'zh', quality: 0 }
  for (const part of (header ?? '').split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const quality = Number(/^\s*q=([\d.]+)$/.exec(parameters[0] ?? 'q=1')?.[1] ?? 1)
    const lang = /^en\b/.test(tag) ? 'en' : /^zh\b/.test(tag) ? 'zh' : undefined
    if (lang && quality > best.quality) best = { lang, quality }
  }
  return best.lang
}
