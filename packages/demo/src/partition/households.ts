import { area_m2, boundsOf, centroidOf, numberCells } from '@lianxin/domain'
import { allot } from './allot.ts'
import { outlinesOf } from './borders.ts'
import type { Lines } from './borders.ts'
import { fourBoundariesOf } from './boundaries.ts'
import type { EdgeNames } from './boundaries.ts'
import type { PartitionGrid, ShapedGrid } from './types.ts'
import type { Mesh } from './mesh.ts'
import { communityPlan } from './plan.ts'
import { shareOut } from './random.ts'
import type { Random } from './random.ts'
import type { Splitter } from './split.ts'

export type CountedGrid = PartitionGrid & { readonly atoms: Int32Array }

/** One grid in this many is outside of the 300–500 households a grid should have, so that warnings exist. */
const ONE_IN_OUTSIDE = 16

/** Counts households: most base grids between 300 and 500, areas the sum of what is below them. */
export function householdsOf(
  shaped: readonly ShapedGrid[],
  random: Random,
): { households: readonly number[]; grids: CountedGrid[] } {
  const households = shaped.map(({ plan }) => {
    if (plan.level !== 3) return 0
    if (random.whole(1, ONE_IN_OUTSIDE) > 1) return random.whole(300, 500)
    return random.whole(0, 1) === 0 ? random.whole(180, 299) : random.whole(501, 640)
  })
  for (let g = shaped.length - 1; g > 0; g--) households[shaped[g]!.parent]! += households[g]!
  const grids = shaped.map(({ plan, parent, atoms, polygon, fourBoundaries }, g) => ({
    code: plan.code,
    name: plan.name,
    level: plan.level,
    kind: plan.kind,
    parentCode: parent < 0 ? null : shaped[parent]!.plan.code,
    setting: plan.setting,
    households: households[g]!,
    area_m2: area_m2(polygon),
    polygon,
    fourBoundaries,
    statisticalCode: plan.statisticalCode,
    atoms,
  }))
  return { households, grids }
}

interface MicroCall {
  readonly mesh: Mesh
  readonly lines: Lines
  readonly names: EdgeNames
  readonly splitter: Splitter
  readonly random: Random
  readonly grids: readonly CountedGrid[]
  readonly households: readonly number[]
  /** Codes of the communities whose base grids are cut further. */
  readonly communities: readonly string[]
}

/** Households of a micro-grid: 50–70 is asked for (Zhengzhou); a grid too small for that many pieces gets fewer. */
const MICRO_HOUSEHOLDS = 60

/** Cuts the base grids of some communities into micro-grids. */
export function layMicroGrids(call: MicroCall): PartitionGrid[] {
  return call.grids
    .filter((grid) => grid.level === 3 && grid.parentCode !== null && call.communities.includes(grid.parentCode))
    .flatMap((grid) => cutIntoMicroGrids(call, grid))
}

function cutIntoMicroGrids({ mesh, lines, names, splitter, random }: MicroCall, grid: CountedGrid): PartitionGrid[] {
  const count = Math.max(
    2,
    Math.min(Math.round(grid.households / MICRO_HOUSEHOLDS), Math.floor(grid.atoms.length / 1.5)),
  )
  const pieces = allot(communityPlan(grid.code, grid.name, grid.setting, count, null), grid.atoms, splitter).slice(1)
  const labels = new Int32Array(mesh.atomCount).fill(-1)
  pieces.forEach(({ atoms }, label) => atoms.forEach((atom) => (labels[atom] = label)))
  const outlines = outlinesOf(mesh, lines, labels, count)
  const boundaries = fourBoundariesOf(mesh, names, labels, count)
  const even = Math.floor(grid.households / count)
  const shares = shareOut(random, grid.households, count, Math.max(1, even - 8), even + 9)
  const numbers = numberCells(
    outlines.map((polygon) => {
      const [lon, lat] = centroidOf(polygon)
      const [, south, , north] = boundsOf(polygon)
      return { lon, lat, height: north - south }
    }),
  )
  return outlines.map((polygon, i) => ({
    code: grid.code + String(numbers[i]).padStart(2, '0'),
    name: `${grid.name}${numbers[i]}号微网格`,
    level: 4,
    kind: 'micro',
    parentCode: grid.code,
    setting: grid.setting,
    households: shares[i]!,
    area_m2: area_m2(polygon),
    polygon,
    fourBoundaries: boundaries[i]!,
    statisticalCode: null,
  }))
}
