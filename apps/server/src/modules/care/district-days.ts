import { VISIT_CADENCES_days, type Instant, type LocalDate } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'

const MINUTE_MS = 60_000

/** The calendar of a district as visits need it: its day of an instant, and the cadences it offers. */
export interface DistrictDays {
  readonly cadences_days: readonly number[]
  readonly dayOf: (at: Instant) => LocalDate
}

/** Reads the offset and the cadences of the district (`visitCadences_days` of its settings). */
export async function readDistrictDays(tx: Tx, districtId: number): Promise<DistrictDays> {
  const { utc_offset_minutes: offset, settings } = await tx
    .selectFrom('district')
    .select(['utc_offset_minutes', 'settings'])
    .where('district_id', '=', districtId)
    .executeTakeFirstOrThrow()
  return {
    cadences_days: settings.visitCadences_days ?? VISIT_CADENCES_days,
    dayOf: (at) => new Date(at + offset * MINUTE_MS).toISOString().slice(0, 10),
  }
}
