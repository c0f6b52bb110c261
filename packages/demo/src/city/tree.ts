import type { PartitionGrid } from '../partition/index.ts'
import type { Draw } from './names.ts'
import { drawnUuid } from './random.ts'

/** A grid with its place in the tree. */
export interface DemoGrid extends PartitionGrid {
  readonly id: string
  readonly versionId: string
  readonly parentId: string | null
  readonly node: number
  readonly path: string
}

/** Gives every grid its id, node number and path. Parents come before their children in `grids`. */
export function plantTree(draw: Draw, grids: readonly PartitionGrid[], bornAt: number): readonly DemoGrid[] {
  const byCode = new Map<string, DemoGrid>()
  return grids.map((grid, index) => {
    const parent = grid.parentCode === null ? null : byCode.get(grid.parentCode)
    if (parent === undefined) throw new Error(`grid ${grid.code} comes before its parent ${grid.parentCode}`)
    const node = index + 1
    const planted: DemoGrid = {
      ...grid,
      id: drawnUuid(draw, bornAt),
      versionId: drawnUuid(draw, bornAt),
      parentId: parent?.id ?? null,
      node,
      path: `${parent?.path ?? ''}${node}.`,
    }
    byCode.set(grid.code, planted)
    return planted
  })
}
