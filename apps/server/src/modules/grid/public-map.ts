import type { BaseMapView, readBaseMap, readGridCardQr, readPlaceOutline } from '@lianxin/contract'
import { simplifyPolygon } from '@lianxin/domain'
import { toString as drawQr } from 'qrcode'

import { BASE_MAP_ADDRESS } from '../../platform/base-map.ts'
import { publicDistrict } from '../../platform/district.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call, Download } from '../../platform/serve.ts'
import { briefOf } from './cache/grid-index.ts'
import { must, type GridDeps } from './context.ts'
import { listShapes } from './store.ts'
import { findPlace } from './store-places.ts'
import { findSignOfGrid } from './store-signs.ts'

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

/** `grid.cardQr`: leads to the reporting page at the sign of the grid; an area without a sign leads to the page alone. */
export async function drawCardQr(call: Call<typeof readGridCardQr>, { platform, grids }: GridDeps): Promise<Download> {
  const { config } = platform
  const districtId = publicDistrict(call.request, call.session, config)
  const grid = must((await grids.of(districtId)).gridById(call.params.gridId))
  const sign = (await findSignOfGrid(call.tx, districtId, grid.id)) ?? (grid.kind === 'area' ? null : grid.code)
  const page = `${config.publicUrl || `${call.request.protocol}://${call.request.host}`}/r/`
  const bytes = await drawQr(sign === null ? page : `${page}?p=${encodeURIComponent(sign)}`, {
    type: 'svg',
    errorCorrectionLevel: 'M',
    margin: 1,
  })
  return { bytes }
}
