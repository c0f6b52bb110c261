import chineseDays from 'chinese-days'

import { putYears, type Db, type YearData } from './store.ts'

/** Years of which the package `chinese-days` 1.5.7 has the State Council's notices. It silently guesses others. */
export const FIRST_KNOWN_YEAR = 2004
export const LAST_KNOWN_YEAR = 2026
const DAY_MS = 86_400_000

/**
 * The days of a year that deviate from Monday to Friday.
 * @throws RangeError for a year without published data: a holiday is never guessed
 */
export function knownYear(year: number): YearData {
  if (year < FIRST_KNOWN_YEAR || year > LAST_KNOWN_YEAR) throw new RangeError(`no holiday data for ${year}`)
  const exceptions: YearData['exceptions'][number][] = []
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10)
    const weekday = new Date(at).getUTCDay()
    const detail = chineseDays.getDayDetail(day)
    if (detail.work === (weekday !== 0 && weekday !== 6)) continue
    exceptions.push({ day, working: detail.work, name: detail.name.split(',')[1] ?? detail.name })
  }
  return { year, source: '国务院办公厅关于部分节假日安排的通知 (chinese-days 1.5.7)', exceptions }
}

/** Enters the published holidays and make-up workdays of some years. */
export async function seedCalendarYears(db: Db, districtId: number, years: readonly number[]): Promise<void> {
  await putYears(db, districtId, years.map(knownYear))
}
