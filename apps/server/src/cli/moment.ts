import type { Instant } from '@lianxin/domain'

const MINUTE_MS = 60_000
/** Date, time of day, offset: `2019-02-14T20:00:00+08:00`, `2019/1/8 9:05`, `2019年1月8日 9时05分`, `2019.1.8`. */
const MOMENT =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:时点](\d{1,2})?分?(?::?(\d{1,2})(?:\.\d+)?秒?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i

/** Minutes east of UTC. */
function offsetOf(text: string): number {
  if (/^z$/i.test(text)) return 0
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(text) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/**
 * Reads a moment as people and other systems write it. Days that do not exist are none.
 * @param utcOffset_minutes  of the district, for texts that name no offset
 */
export function findMoment(text: string, utcOffset_minutes: number): Instant | undefined {
  const found = MOMENT.exec(text.trim())
  if (!found) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0))
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const isReal =
    local.getUTCMonth() === month - 1 &&
    local.getUTCDate() === day &&
    local.getUTCHours() === hour &&
    local.getUTCMinutes() === minute &&
    second < 60
  if (!isReal) return undefined
  return local.getTime() - (found[7] === undefined ? utcOffset_minutes : offsetOf(found[7])) * MINUTE_MS
}
