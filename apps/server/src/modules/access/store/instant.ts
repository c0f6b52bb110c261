import type { Instant } from '@lianxin/domain'
import { sql, type RawBuilder } from 'kysely'

import { toTimestamp } from '../../../platform/db/types.ts'

/** An instant to compare a `timestamptz` column with: columns read as Instant but take a Date as parameter. */
export function instantParameter(at: Instant): RawBuilder<Instant> {
  return sql<Instant>`${toTimestamp(at)}::timestamptz`
}

/** The local day of district `d` of the statement at an instant. */
export function localDay(at: Instant): RawBuilder<unknown> {
  return sql`(${toTimestamp(at)}::timestamptz at time zone 'UTC' + make_interval(mins => d.utc_offset_minutes))::date`
}
