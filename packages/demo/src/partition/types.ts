import type { FourBoundaries, GridKind, MultiPolygon } from '@lianxin/domain'
import type { PlanNode, Setting } from './plan.ts'

/** A grid of a made-up district. */
export interface PartitionGrid {
  readonly code: string
  readonly name: string
  /** 0 district, 1 subdistrict, 2 community, 3 base grid, 4 micro-grid. */
  readonly level: number
  readonly kind: GridKind
  readonly parentCode: string | null
  readonly setting: Setting
  readonly households: number
  readonly area_m2: number
  readonly polygon: MultiPolygon
  readonly fourBoundaries: FourBoundaries
  /** Code of the official statistics where the place exists there. */
  readonly statisticalCode: string | null
}

export interface Partition {
  readonly districtId: number
  /** Parents before their children; seamless on every level down to the base grids. */
  readonly grids: readonly PartitionGrid[]
  /** The lake, for the map; empty where there is none. It belongs to one base grid. */
  readonly lake: MultiPolygon
}

/** A grid with its shape and its atoms, on the way to a `PartitionGrid`. */
export interface ShapedGrid {
  readonly plan: PlanNode
  readonly parent: number
  readonly atoms: Int32Array
  readonly polygon: MultiPolygon
  readonly fourBoundaries: FourBoundaries
}
