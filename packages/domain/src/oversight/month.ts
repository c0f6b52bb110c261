import type { Period } from './facts.ts'

/**
 * A month of a district from its first local moment on.
 * @param month       `YYYY-MM`
 * @param offset_min  offset of the district's days from UTC, minutes
 */
export function monthPeriod(month: string, offset_min: number): Period {
  const [year = 0, nth = 1] = month.split('-').map(Number)
  const offset_ms = offset_min * 60_000
  return { from: Date.UTC(year, nth - 1) - offset_ms, to: Date.UTC(year, nth) - offset_ms }
}
