import type { PlaceView, locateGrid, readGridCard, readPlaceCode } from '@lianxin/contract'

import { publicDistrict } from '../../platform/district.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { briefOf } from './cache/grid-index.ts'
import { dayOf, must, type GridDeps } from './context.ts'
import { viewStaff } from './staffing.ts'
import { getDistrict } from './store.ts'
import { findPlace } from './store-places.ts'
import { listStaff } from './store-staff.ts'

function districtOf(call: Pick<Call, 'request' | 'session'>, { platform }: GridDeps): number {
  return publicDistrict(call.request, call.session, platform.config)
}

/** `grid.locate`: answered from memory, without a transaction. */
export async function locate(call: Call<typeof locateGrid>, deps: GridDeps) {
  const index = await deps.grids.of(districtOf(call, deps))
  const located = index.gridAt(call.query)
  if (!located) return { grid: null, versionId: null, names: [] }
  return { grid: briefOf(located.grid), versionId: located.ref.gridVersionId, names: [...located.names] }
}

/** `grid.card` (网格明白卡): who looks after a grid today. Volunteers are residents and not named here. */
export async function showCard(call: Call<typeof readGridCard>, deps: GridDeps) {
  const districtId = districtOf(call, deps)
  const index = await deps.grids.of(districtId)
  const grid = must(index.gridById(call.params.gridId))
  const { offset_minutes } = await getDistrict(call.tx, districtId)
  const staff = await listStaff(call.tx, districtId, { gridId: grid.id, on: dayOf(call.now, offset_minutes) })
  const { north = '', east = '', south = '', west = '' } = grid.active ?? {}
  return {
    grid: briefOf(grid),
    names: index.namesOf(grid),
    fourBoundaries: { north, east, south, west },
    staff: staff
      .filter(({ duty }) => duty !== 'gridVolunteer')
      .map((each) => ({ name: each.personName, duty: viewStaff(each).duty, telephone: each.telephone })),
  }
}

/** `place.read`: the place of a QR code. */
export async function readPlace(call: Call<typeof readPlaceCode>, deps: GridDeps): Promise<PlaceView> {
  const districtId = districtOf(call, deps)
  const index = await deps.grids.of(districtId)
  const place = await findPlace(call.tx, districtId, call.params.code)
  const grid = place && index.gridById(place.gridId)
  if (!grid) throw new Refusal('grid.not_found')
  const { code, name, address, position } = place
  return { code, name, address, position, grid: briefOf(grid) }
}
