import type { BaseMapView, readBaseMap, readPlaceOutline } from '@lianxin/contract'
import { simplifyPolygon } from '@lianxin/domain'

import { BASE_MAP_ADDRESS } from '../../platform/base-map.ts'
import { publicDistrict } from '../../platform/district.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { briefOf } from './cache/grid-index.ts'
import { must, type GridDeps } from './context.ts'
import { listShapes } from './store.ts'
import { findPlace } from './store-places.ts'

/** Tiles of the state map carry this source; the approval number changes with each edition and is configured. */
const TIANDITU_NOTE = '天地图 · 国家地理信息公共服务平台'
/** Corners closer than this to the line between their neighbours are left out for the public. */
const COARSE_M = 10

/** `baseMap.read`: what the process was configured with. */
export function showBaseMap(_call: Call<typeof readBaseMap>, { platform }: GridDeps): Promise<BaseMapView> {
  const { baseMap, tiandituKey, baseMapNote } = platform.config
  const views: Readonly<Record<typeof baseMap, BaseMapView>> = {
    none: { kind: 'none' },
    tianditu: { kind: 'tianditu', key: tiandituKey, note: baseMapNote || TIANDITU_NOTE },
    pmtiles: { kind: 'pmtiles', url: BASE_MAP_ADDRESS, note: baseMapNote },
  }
  return Promise.resolve(views[baseMap])
}

/** `place.outline`: the grid of one sign and nothing around it, coarse. */
export async function showPlaceOutline(call: Call<typeof readPlaceOutline>, { platform, grids }: GridDeps) {
  const districtId = publicDistrict(call.request, call.session, platform.config)
  const place = await findPlace(call.tx, districtId, call.params.code)
  if (!place) throw new Refusal('grid.not_found')
  const grid = must((await grids.of(districtId)).gridById(place.gridId))
  const [shape] = await listShapes(call.tx, districtId, { gridId: grid.id, status: 'active' })
  if (!shape) throw new Refusal('grid.not_found')
  return { grid: briefOf(grid), polygon: simplifyPolygon(shape.polygon, COARSE_M) }
}
