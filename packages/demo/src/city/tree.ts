import type { Draw } from './names.ts'
import { drawnUuid } from './random.ts'

/** What the partition gives for a grid, before it hangs on the tree. Coordinates are WGS 84 degrees. */
export interface PartitionGrid {
  readonly code: string
  readonly name: string
  readonly level: number
  readonly kind: 'area' | 'base' | 'micro' | 'dedicated' | 'unit'
  readonly setting: 'urban' | 'rural'
  readonly parentCode: string | null
  readonly households: number | null
  readonly area_m2: number
  readonly polygon: readonly (readonly (readonly (readonly number[])[])[])[]
  readonly fourBoundaries: {
    readonly north: string
    readonly east: string
    readonly south: string
    readonly west: string
  }
}

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
