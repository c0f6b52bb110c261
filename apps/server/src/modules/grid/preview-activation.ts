import type { previewActivation, ReplyOf } from '@lianxin/contract'
import { area_m2, type MultiPolygon } from '@lianxin/domain'

import { systemScope } from '../../platform/db/scope.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { proposeTree, type ProposedTree } from './activate-grids.ts'
import { briefOf } from './cache/grid-index.ts'
import { dayOf } from './context.ts'
import { checkTree } from './coverage.ts'
import { buildLocator } from './spatial/locate.ts'
import { countStaffOf, listOpenTicketsOf, type OpenTicket } from './store-edits.ts'
import { getDistrict, type StoredGrid } from './store.ts'

type Preview = ReplyOf<typeof previewActivation>

const LOCATED: ReadonlySet<string> = new Set(['base', 'dedicated'])

/** What the drafts would change; everything stays as it is until they are activated. */
export async function showPreview(call: Call<typeof previewActivation>): Promise<Preview> {
  const { districtId } = sessionOf(call)
  const tree = await proposeTree(call.tx, districtId)
  const changed = tree.grids.filter((grid) => grid.draft)
  const ids = changed.map(({ id }) => id)
  const { offset_minutes } = await getDistrict(call.tx, districtId)
  const staff = await countStaffOf(call.tx, districtId, ids, dayOf(call.now, offset_minutes))
  // Whoever keeps the grids may see no ticket; how many there are is no secret.
  const tickets = await call.inScope(systemScope(districtId), (tx) => listOpenTicketsOf(tx, districtId, ids))
  const { findings } = await checkTree(tree.covered)
  return {
    grids: changed.map((grid) => ({
      ...briefOf(grid),
      ...changeOf(grid, tree),
      households: grid.households,
      staff: staff.get(grid.id) ?? 0,
      openTickets: tickets.filter(({ gridId }) => gridId === grid.id).length,
    })),
    moves: movesOf(tree, tickets),
    findings: findings.length,
  }
}

function changeOf({ active, draft }: StoredGrid, { shapes }: ProposedTree) {
  const shapeOf = (id: string | undefined): MultiPolygon => (id === undefined ? [] : (shapes.get(id) ?? []))
  const [before, after] = [shapeOf(active?.id), shapeOf(draft?.id)]
  const change: Preview['grids'][number]['change'] = after.length === 0 ? 'gone' : active ? 'changed' : 'new'
  return { change, areaBefore_m2: area_m2(before), areaAfter_m2: area_m2(after) }
}

/** Open tickets whose place will lie in another base grid than the one they belong to. */
function movesOf({ grids, covered }: ProposedTree, tickets: readonly OpenTicket[]): Preview['moves'] {
  const byId = new Map(grids.map((grid) => [grid.id, grid]))
  const cells = covered.filter(({ id, drawn }) => drawn?.length && LOCATED.has(byId.get(id)?.kind ?? ''))
  const locator = buildLocator(cells.map(({ drawn }) => drawn ?? []))
  const counts = new Map<string, { from: StoredGrid; to: StoredGrid | null; tickets: number }>()
  for (const { gridId, lon, lat } of tickets) {
    const from = byId.get(gridId)
    if (!from || !LOCATED.has(from.kind)) continue
    const to = byId.get(cells[locator.find(lon, lat)]?.id ?? '') ?? null
    if (to?.id === gridId) continue
    const key = `${gridId} ${to?.id ?? ''}`
    const known = counts.get(key)
    counts.set(key, { from, to, tickets: (known?.tickets ?? 0) + 1 })
  }
  return [...counts.values()].map(({ from, to, tickets }) => ({
    from: briefOf(from),
    to: to && briefOf(to),
    tickets,
  }))
}
