import type { Instant } from '../time.ts'

/** Local hours in which no telephone rings, as minutes of the day; the end may lie on the next morning. */
export interface QuietHours {
  readonly from_minute: number
  readonly to_minute: number
}

/** Nine in the evening to eight in the morning: the hours most offices' rules on messages to residents leave out. */
export const QUIET_HOURS: QuietHours = { from_minute: 21 * 60, to_minute: 8 * 60 }

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** When something that makes a noise may go out: now, or at the end of the quiet hours. */
export function afterQuietHours(now: Instant, quiet: QuietHours, utcOffset_minutes: number): Instant {
  const from = quiet.from_minute * MINUTE_MS
  const to = quiet.to_minute * MINUTE_MS
  const time = (now + utcOffset_minutes * MINUTE_MS) % DAY_MS
  const isQuiet = from < to ? time >= from && time < to : from !== to && (time >= from || time < to)
  return isQuiet ? now + ((to - time + DAY_MS) % DAY_MS) : now
}
