const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Length of a usual working day; only for wording, deadlines are computed by the server's calendar. */
const WORKDAY_MS = 8 * HOUR_MS
const DAY_MS = 24 * HOUR_MS

/** The text function of i18next, as far as it is used here. */
export type Say = (key: string, values?: Record<string, unknown>) => string

/**
 * Remaining working time in words: 还剩 3 工作时 / 3 working hours left; negative is overdue. Rounded down to the largest
 * fitting unit, so that nobody is promised more time than there is.
 * @param natural the limit counts every hour, not working hours
 */
export function formatWorkingLeft(ms: number, say: Say, natural = false): string {
  const side = ms < 0 ? 'over' : 'left'
  const size = Math.abs(ms)
  if (size < HOUR_MS) return say(`${side}.minutes`, { n: Math.max(1, Math.floor(size / MINUTE_MS)) })
  const day_ms = natural ? DAY_MS : WORKDAY_MS
  const large = size >= 2 * day_ms
  const n = Math.floor(size / (large ? day_ms : HOUR_MS))
  const unit = natural ? (large ? 'day' : 'hour') : large ? 'workDay' : 'workHour'
  return n === 1 ? say(`${side}.${unit}`) : say(`${side}.${unit}s`, { n })
}
