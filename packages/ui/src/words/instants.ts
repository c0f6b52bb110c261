import type { Lang } from '../i18n/setup.ts'

const LOCALE = { zh: 'zh-CN', en: 'en-GB' } as const satisfies Record<Lang, string>
const PARTS = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString()

/**
 * A point in time as people say it: the hour today, day and hour this year, else the whole date.
 * @param instant ISO 8601 text or milliseconds
 */
export function formatInstant(instant: string | number, lang: Lang, now: number = Date.now()): string {
  const at = new Date(instant)
  const today = new Date(now)
  if (sameDay(at, today)) {
    const hour = new Intl.DateTimeFormat(LOCALE[lang], PARTS).format(at)
    return lang === 'zh' ? `今天 ${hour}` : `today ${hour}`
  }
  const year = at.getFullYear() === today.getFullYear() ? {} : { year: 'numeric' as const }
  return new Intl.DateTimeFormat(LOCALE[lang], {
    ...year,
    month: lang === 'zh' ? 'long' : 'short',
    day: 'numeric',
    ...PARTS,
  }).format(at)
}

/** A day as people say it; `day` is YYYY-MM-DD. */
export function formatDay(day: string, lang: Lang): string {
  const options = { year: 'numeric', month: lang === 'zh' ? 'long' : 'short', day: 'numeric' } as const
  return new Intl.DateTimeFormat(LOCALE[lang], options).format(new Date(`${day}T00:00:00`))
}
