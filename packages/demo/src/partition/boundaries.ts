import type { FourBoundaries } from '@lianxin/domain'
import { roadName } from '../names/roads.ts'
import type { Mesh } from './mesh.ts'
import type { Patch } from './sites.ts'

/** What the edges of the mesh are called; -1 as atom stands for the land beyond. */
export interface EdgeNames {
  readonly nameOf: (edge: number) => string
}

export interface Waters {
  readonly name: string
  /** 1 for atoms of the water. */
  readonly atoms: Uint8Array
}

/** Rows of atoms between two named roads. */
const ROWS_PER_ROAD = 3

/**
 * Names the edges: those along one row of a patch get one road, those across one street; the rim is 区界, and where
 * the land meets water, the water. Both sides of an edge read the same name.
 */
export function nameEdges(
  mesh: Mesh,
  patches: readonly Patch[],
  isUrban: (atom: number) => boolean,
  water: Waters | null,
): EdgeNames {
  const roads = new Map<string, string>()
  const names = Array.from({ length: mesh.edgeCount }, (_, e) => {
    const left = mesh.left[e]!
    const right = mesh.right[e]!
    if (right < 0) return '区界'
    if (water && (water.atoms[left] === 1 || water.atoms[right] === 1)) return water.name
    const patch = patches[mesh.patch[left]!]!
    const x = (mesh.cornerX[mesh.from[e]!]! + mesh.cornerX[mesh.to[e]!]!) / 2 - patch.x
    const y = (mesh.cornerY[mesh.from[e]!]! + mesh.cornerY[mesh.to[e]!]!) / 2 - patch.y
    const [cos, sin] = [Math.cos(patch.turn), Math.sin(patch.turn)]
    const dx = mesh.cornerX[mesh.to[e]!]! - mesh.cornerX[mesh.from[e]!]!
    const dy = mesh.cornerY[mesh.to[e]!]! - mesh.cornerY[mesh.from[e]!]!
    const alongRow = Math.abs(dx * cos + dy * sin) > Math.abs(dy * cos - dx * sin)
    const band = Math.round((alongRow ? y * cos - x * sin : x * cos + y * sin) / (patch.spacing_m * ROWS_PER_ROAD))
    const direction = alongRow === Math.abs(cos) > Math.abs(sin) ? 'eastWest' : 'northSouth'
    const key = `${mesh.patch[left]} ${alongRow} ${band}`
    const known = roads.get(key)
    if (known !== undefined) return known
    const name = roadName(roads.size, isUrban(left) ? 'urban' : 'rural', direction)
    roads.set(key, name)
    return name
  })
  return { nameOf: (edge) => names[edge]! }
}

/**
 * 四至 of sets of atoms: on each side the name that accompanies the border longest. A side is a quarter of the compass
 * seen from the middle of the set.
 */
export function fourBoundariesOf(mesh: Mesh, names: EdgeNames, labels: Int32Array, count: number): FourBoundaries[] {
  const sumX = new Float64Array(count)
  const sumY = new Float64Array(count)
  const atoms = new Int32Array(count)
  labels.forEach((label, atom) => {
    if (label < 0) return
    sumX[label]! += mesh.x[atom]!
    sumY[label]! += mesh.y[atom]!
    atoms[label]!++
  })
  const sides = Array.from({ length: count * 4 }, () => new Map<string, number>())
  const add = (label: number, e: number): void => {
    const dx = (mesh.cornerX[mesh.from[e]!]! + mesh.cornerX[mesh.to[e]!]!) / 2 - sumX[label]! / atoms[label]!
    const dy = (mesh.cornerY[mesh.from[e]!]! + mesh.cornerY[mesh.to[e]!]!) / 2 - sumY[label]! / atoms[label]!
    const side = Math.abs(dy) > Math.abs(dx) ? (dy > 0 ? 0 : 2) : dx > 0 ? 1 : 3
    const sums = sides[label * 4 + side]!
    const name = names.nameOf(e)
    sums.set(name, (sums.get(name) ?? 0) + mesh.length_m[e]!)
  }
  for (let e = 0; e < mesh.edgeCount; e++) {
    const left = labels[mesh.left[e]!]!
    const right = mesh.right[e]! < 0 ? -1 : labels[mesh.right[e]!]!
    if (left === right) continue
    if (left >= 0) add(left, e)
    if (right >= 0) add(right, e)
  }
  return Array.from({ length: count }, (_, label) => {
    const [north, east, south, west] = [0, 1, 2, 3].map((side) => longest(sides[label * 4 + side]!))
    return { north: north ?? '区界', east: east ?? '区界', south: south ?? '区界', west: west ?? '区界' }
  })
}

function longest(sums: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined
  for (const [name, length] of sums) if (best === undefined || length > sums.get(best)!) best = name
  return best
}
