import { boundsOf, centroidOf, numberCells } from '@lianxin/domain'
import { chineseNumeral } from '../names/numerals.ts'
import { allot } from './allot.ts'
import type { AllottedGrid } from './allot.ts'
import { drawLines, outlinesOf } from './borders.ts'
import type { Anchor, Lines } from './borders.ts'
import { fourBoundariesOf, nameEdges } from './boundaries.ts'
import type { EdgeNames, Waters } from './boundaries.ts'
import { householdsOf, layMicroGrids } from './households.ts'
import { buildMesh } from './mesh.ts'
import type { Mesh } from './mesh.ts'
import type { PlanNode } from './plan.ts'
import { randomFrom } from './random.ts'
import type { Partition, ShapedGrid } from './types.ts'
import { placeSites } from './sites.ts'
import type { Land, Patch } from './sites.ts'
import { splitterOf } from './split.ts'

/** What to make a district of. */
export interface PartitionSpec {
  readonly seed: string
  readonly districtId: number
  readonly anchor: Anchor
  readonly land: Land
  readonly plan: PlanNode
  readonly lake: { readonly name: string; readonly covers: (x: number, y: number) => boolean } | null
  /** Base grids of these communities get micro-grids. */
  readonly communitiesWithMicroGrids: readonly string[]
  /** Distance of the bends in a line, metres. */
  readonly step_m: number
}

/**
 * Makes a district: cuts made-up land into atoms, shares them out along the plan, draws their borders and numbers the
 * grids. The same spec gives the same district everywhere. All borders are shared corner by corner.
 */
export function buildPartition(spec: PartitionSpec): Partition {
  const random = randomFrom(spec.seed)
  const mesh = buildMesh(placeSites(spec.land, random))
  const lakeAtoms = Uint8Array.from({ length: mesh.atomCount }, (_, a) =>
    spec.lake?.covers(mesh.x[a]!, mesh.y[a]!) ? 1 : 0,
  )
  const dry = Int32Array.from({ length: mesh.atomCount }, (_, a) => a).filter((a) => lakeAtoms[a] === 0)
  const splitter = splitterOf(mesh)
  const allotted = allot(spec.plan, dry, splitter)
  const waters = spec.lake ? { name: spec.lake.name, atoms: lakeAtoms } : null

  const settings = settingsOf(mesh, allotted)
  const isUrban = (atom: number): boolean => settings[atom] === 1
  const lines = drawLines(
    mesh,
    spec.anchor,
    random,
    (atom) => roughnessOf(spec.land.patches[mesh.patch[atom]!]!),
    spec.step_m,
  )
  const names = nameEdges(mesh, spec.land.patches, isUrban, waters)
  const shaped = shapeLevels(mesh, lines, names, waters ? withLake(mesh, allotted, waters) : allotted)
  const numbered = numberBaseGrids(shaped)
  const { households, grids } = householdsOf(numbered, random)
  const micro = layMicroGrids({
    mesh,
    lines,
    names,
    splitter,
    random,
    grids,
    households,
    communities: spec.communitiesWithMicroGrids,
  })
  return {
    districtId: spec.districtId,
    grids: [...grids.map(({ atoms: _atoms, ...grid }) => grid), ...micro],
    lake: waters
      ? outlinesOf(
          mesh,
          lines,
          Int32Array.from(lakeAtoms, (is) => is - 1),
          1,
        )[0]!
      : [],
  }
}

/** Streets are drawn with a ruler, brooks and field paths are not. */
function roughnessOf(patch: Patch): number {
  return patch.jitter < 0.2 ? 0.02 : 0.2
}

function settingsOf(mesh: Mesh, allotted: readonly AllottedGrid[]): Uint8Array {
  const urban = new Uint8Array(mesh.atomCount)
  for (const { plan, atoms } of allotted)
    if (plan.level === 3 && plan.setting === 'urban') for (const a of atoms) urban[a] = 1
  return urban
}

/** Adds the lake to the base grid with the longest shore, and to all grids above it. */
function withLake(mesh: Mesh, allotted: readonly AllottedGrid[], { atoms: lake }: Waters): AllottedGrid[] {
  const owner = new Int32Array(mesh.atomCount).fill(-1)
  allotted.forEach(({ plan, atoms }, g) => plan.level === 3 && atoms.forEach((a) => (owner[a] = g)))
  const shore = new Map<number, number>()
  for (let e = 0; e < mesh.edgeCount; e++) {
    const [left, right] = [mesh.left[e]!, mesh.right[e]!]
    if (right < 0 || lake[left] === lake[right]) continue
    const grid = owner[lake[left] === 1 ? right : left]!
    shore.set(grid, (shore.get(grid) ?? 0) + mesh.length_m[e]!)
  }
  const [keeper] = [...shore].sort((a, b) => b[1] - a[1])[0] ?? [-1]
  const above = new Set<number>()
  for (let g = keeper; g >= 0; g = allotted[g]!.parent) above.add(g)
  const water = lake.reduce<number[]>((list, is, atom) => (is === 1 ? [...list, atom] : list), [])
  return allotted.map((grid, g) =>
    above.has(g) ? { ...grid, atoms: Int32Array.from([...grid.atoms, ...water]) } : grid,
  )
}

function shapeLevels(mesh: Mesh, lines: Lines, names: EdgeNames, allotted: readonly AllottedGrid[]): ShapedGrid[] {
  const shaped = new Map<number, ShapedGrid>()
  for (const level of [0, 1, 2, 3]) {
    const members = [...allotted.keys()].filter((g) => allotted[g]!.plan.level === level)
    const labels = new Int32Array(mesh.atomCount).fill(-1)
    members.forEach((g, label) => allotted[g]!.atoms.forEach((atom) => (labels[atom] = label)))
    const outlines = outlinesOf(mesh, lines, labels, members.length)
    const boundaries = fourBoundariesOf(mesh, names, labels, members.length)
    members.forEach((g, label) =>
      shaped.set(g, { ...allotted[g]!, polygon: outlines[label]!, fourBoundaries: boundaries[label]! }),
    )
  }
  return [...allotted.keys()].map((g) => shaped.get(g)!)
}

/** Gives base grids their numbers, west to east and north to south in each community, and their names. */
function numberBaseGrids(shaped: readonly ShapedGrid[]): ShapedGrid[] {
  const byParent = new Map<number, number[]>()
  shaped.forEach(({ plan, parent }, g) => {
    if (plan.level === 3) byParent.set(parent, [...(byParent.get(parent) ?? []), g])
  })
  const numbered = [...shaped]
  for (const [parent, children] of byParent) {
    const numbers = numberCells(
      children.map((g) => {
        const [lon, lat] = centroidOf(shaped[g]!.polygon)
        const [, south, , north] = boundsOf(shaped[g]!.polygon)
        return { lon, lat, height: north - south }
      }),
    )
    const above = shaped[parent]!.plan
    children.forEach((g, i) => {
      const number = numbers[i]!
      const code = above.code + String(number).padStart(3, '0')
      const name = `${above.name}第${chineseNumeral(number)}网格`
      numbered[g] = { ...shaped[g]!, plan: { ...shaped[g]!.plan, code, name } }
    })
  }
  return numbered
}
