import { localDay, VISIT_CADENCES_days, type Instant, type LocalDate } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { readVisitSettings } from './store.ts'

/** The calendar of a district as visits need it: its day of an instant, and the cadences it offers. */
export interface DistrictDays {
  readonly cadences_days: readonly number[]
  readonly dayOf: (at: Instant) => LocalDate
}

/** Reads the offset and the cadences of the district (`visitCadences_days` of its settings). */
export async function readDistrictDays(tx: Tx, districtId: number): Promise<DistrictDays> {
  const { offset_min, cadences_days } = await readVisitSettings(tx, districtId)
  return { cadences_days: cadences_days ?? VISIT_CADENCES_days, dayOf: (at) => localDay(at, offset_min) }
}
