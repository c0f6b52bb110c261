import type {
  GridDetail,
  GridNodeView,
  listGrids as listOperation,
  QueryOf,
  readGrid as readOperation,
  readGridTile,
  readOutlines,
} from '@lianxin/contract'

import type { Tx } from '../../platform/db/database.ts'
import type { Call, Download } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { briefOf } from './cache/grid-index.ts'
import { dayOf, must, type GridDeps } from './context.ts'
import { breachesOf, viewStaff } from './staffing.ts'
import { countOpenTickets, getDistrict, listShapes, listVersions } from './store.ts'
import { listStaff } from './store-staff.ts'
import { rollUp, viewNode } from './view.ts'

/** As many as a list holds unless more are asked for. */
const DEFAULT_LIMIT = 2000

/** `grid.list`: the nodes that match, larger areas first, with the tickets the caller may see counted in one query. */
export async function listNodes(
  call: Call<typeof listOperation>,
  { grids }: GridDeps,
): Promise<{ items: GridNodeView[] }> {
  const { districtId } = sessionOf(call)
  const { parentId, level, under = '', q, limit = DEFAULT_LIMIT } = call.query
  const index = await grids.of(districtId)
  const named = q === undefined ? undefined : (await grids.searchOf(districtId)).findGridIds(q)
  const found = index.grids.filter(
    (grid) =>
      (parentId === undefined || grid.parentId === parentId) &&
      (level === undefined || grid.level === level) &&
      grid.path.startsWith(under) &&
      (named === undefined || named.has(grid.id)),
  )
  const counts = rollUp(await countOpenTickets(call.tx, districtId, new Date(call.now), under))
  return { items: found.slice(0, limit).map((grid) => viewNode(grid, index, counts)) }
}

/** `grid.read`: one grid with its boundaries, its staff of today and the staffing rules it breaks. */
export async function readNode(call: Call<typeof readOperation>, { grids }: GridDeps): Promise<GridDetail> {
  const { districtId } = sessionOf(call)
  const index = await grids.of(districtId)
  const grid = must(index.gridById(call.params.gridId))
  const { offset_minutes, settings } = await getDistrict(call.tx, districtId)
  const today = dayOf(call.now, offset_minutes)
  const staff = await listStaff(call.tx, districtId, { gridId: grid.id })
  const shapes = await listShapes(call.tx, districtId, { gridId: grid.id })
  const shape = shapes.find(({ status }) => status === 'active') ?? shapes[0]
  const counts = rollUp(await countOpenTickets(call.tx, districtId, new Date(call.now), grid.path))
  const versions = await listVersions(call.tx, districtId, grid.id)
  return {
    grid: viewNode(grid, index, counts),
    ancestors: index.ancestors(grid).map(briefOf),
    versions: versions.map(({ derived: _derived, ...version }) => version),
    polygon: shape?.polygon ?? null,
    staff: staff.filter(({ validTo }) => validTo === null || validTo > today).map(viewStaff),
    breaches: breachesOf(grid, staff, settings, today, call.lang),
  }
}

/** `grid.outlines`: outlines of one level, in force or as drafts. */
export function showOutlines(call: Call<typeof readOutlines>, { grids }: GridDeps) {
  return outlinesOf(call.tx, grids, sessionOf(call).districtId, call.query)
}

/** Outlines of one level as GeoJSON, in force unless drafts are asked for. */
export async function outlinesOf(
  tx: Tx,
  grids: GridDeps['grids'],
  districtId: number,
  { level, under, status = 'active' }: QueryOf<typeof readOutlines>,
) {
  const index = await grids.of(districtId)
  const shapes = await listShapes(tx, districtId, { level, status, ...(under === undefined ? {} : { under }) })
  const features = shapes.flatMap((shape) => {
    const grid = index.gridById(shape.gridId)
    if (!grid) return []
    const { node, kind } = grid
    return {
      type: 'Feature',
      id: node,
      properties: { ...briefOf(grid), kind, status },
      geometry: { type: 'MultiPolygon', coordinates: shape.polygon },
    }
  })
  return { type: 'FeatureCollection' as const, features }
}

/** How long a browser may keep a tile whose address names the revision it is of, seconds. */
const KEEP_s = 86_400

/** `grid.tile`: a vector tile of the boundaries in force. */
export async function readTile(call: Call<typeof readGridTile>, { grids }: GridDeps): Promise<Download> {
  const { level, z, x, y } = call.params
  const { districtId } = sessionOf(call)
  const { revision } = await grids.of(districtId)
  const source = await grids.tilesOf(districtId, level)
  const bytes = await source.tile(z, x, y)
  return call.query.v === revision ? { bytes, maxAge_s: KEEP_s } : { bytes }
}
