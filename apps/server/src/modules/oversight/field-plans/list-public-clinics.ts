import type { listPublicClinics, ReplyOf } from '@lianxin/contract'
import { nextClinicDay } from '@lianxin/domain'

import { publicDistrict } from '../../../platform/district.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Call } from '../../../platform/serve.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { todayOf, weeklyOf } from './clinic-view.ts'
import { listClinicRows } from './store.ts'

/** `clinic.public`: of the grid and those it lies in; a clinic of the community is for its grids too. */
export async function listForResidents(
  call: Call<typeof listPublicClinics>,
  deps: OversightDeps,
  platform: Platform,
): Promise<ReplyOf<typeof listPublicClinics>> {
  const districtId = publicDistrict(call.request, call.session, platform.config)
  const { today, calendar } = await todayOf(call, deps, districtId)
  const places = await deps.places.open(call.tx, districtId)
  const grid = places.gridById(call.params.gridId)
  if (!grid) return { items: [] }
  const gridIds = places.gridsOf(grid.path).map(({ id }) => id)
  const rows = await listClinicRows(call.tx, districtId, {
    endedAfter: today,
    gridIds: [...new Set([grid.id, ...gridIds])],
    own: null,
  })
  return {
    items: rows.map((row) => {
      const unit = tickets.unitBrief(places, row.unit_id)
      return {
        id: row.id,
        unitName: unit.name,
        unitNameEn: unit.nameEn,
        weekday: row.weekday,
        fromMinute: row.from_minute,
        toMinute: row.to_minute,
        place: row.place,
        matters: row.matters,
        to: row.to_day,
        next: nextClinicDay(weeklyOf(row), today, calendar),
      }
    }),
  }
}
