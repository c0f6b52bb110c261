/** A point in time: milliseconds since 1970-01-01T00:00:00Z. On the wire an ISO 8601 string. */
export type Instant = number

/** A calendar day in the tenant's time zone, `YYYY-MM-DD`. */
export type LocalDate = string
