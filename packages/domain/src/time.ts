/** A point in time: milliseconds since 1970-01-01T00:00:00Z. On the wire an ISO 8601 string. */
export type Instant = number

/** A calendar day in the tenant's time zone, `YYYY-MM-DD`. */
export type LocalDate = string

/**
 * The day it is in a district.
 * @param offset_min  offset of the district's days from UTC, minutes
 */
export function localDay(at: Instant, offset_min: number): LocalDate {
  return new Date(at + offset_min * 60_000).toISOString().slice(0, 10)
}
