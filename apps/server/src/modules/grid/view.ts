import type { GridNodeView } from '@lianxin/contract'

import { briefOf, type GridIndex } from './cache/grid-index.ts'
import type { OpenCounts, StoredGrid } from './store.ts'

/** Open and overdue tickets of every subtree, by its path. */
export type CountsByPath = ReadonlyMap<string, { readonly open: number; readonly overdue: number }>

/** Adds each grid's tickets to all grids above it. */
export function rollUp(counts: readonly OpenCounts[]): CountsByPath {
  const sums = new Map<string, { open: number; overdue: number }>()
  for (const { path, open, overdue } of counts) {
    for (let end = path.indexOf('.'); end >= 0; end = path.indexOf('.', end + 1)) {
      const prefix = path.slice(0, end + 1)
      const sum = sums.get(prefix)
      if (sum) {
        sum.open += open
        sum.overdue += overdue
      } else sums.set(prefix, { open, overdue })
    }
  }
  return sums
}

/** A node of the tree as the contract shows it. */
export function viewNode(grid: StoredGrid, index: GridIndex, counts: CountsByPath): GridNodeView {
  const version = grid.active ?? grid.draft
  const sum = counts.get(grid.path)
  return {
    ...briefOf(grid),
    parentId: grid.parentId,
    kind: grid.kind,
    setting: grid.setting,
    households: grid.households,
    validFrom: version?.validFrom ?? grid.validFrom,
    validTo: grid.validTo,
    status: grid.active ? 'active' : grid.draft ? 'draft' : 'none',
    childCount: index.childCount(grid.id),
    openTickets: sum?.open ?? 0,
    overdueTickets: sum?.overdue ?? 0,
  }
}
