import type { Mesh } from './mesh.ts'
import type { Divide, SortKey } from './plan.ts'

/**
 * Cuts sets of atoms in two, both sides connected. Several directions are tried and the shortest cut is taken, which
 * gives compact pieces. One splitter serves a whole tree: it keeps its working arrays.
 */
export interface Splitter {
  /**
   * @param share  part of the atoms that should go to the first side
   * @param least  fewest atoms each side needs
   * @param divide where the sides lie, if that matters; otherwise the best direction is looked for
   * @throws RangeError if no cut leaves both sides connected and large enough
   */
  readonly cut: (
    atoms: Int32Array,
    share: number,
    least: readonly [number, number],
    divide?: Divide,
  ) => [Int32Array, Int32Array]
}

const DIRECTIONS = [0, 2, 1, 3].map((n) => (n * Math.PI) / 4)
const MORE_DIRECTIONS = [0.5, 1.5, 2.5, 3.5, 4, 5, 6, 7].map((n) => (n * Math.PI) / 4)

export function splitterOf(mesh: Mesh): Splitter {
  const side = new Int8Array(mesh.atomCount).fill(-1)
  const seen = new Uint8Array(mesh.atomCount)
  const keys = new Float64Array(mesh.atomCount)
  const stack: number[] = []

  /** The connected pieces of the atoms on one side, largest first. */
  function piecesOn(atoms: Int32Array, which: number): number[][] {
    const pieces: number[][] = []
    for (const start of atoms) {
      if (side[start] !== which || seen[start]) continue
      const piece: number[] = []
      seen[start] = 1
      stack.push(start)
      for (let atom = stack.pop(); atom !== undefined; atom = stack.pop()) {
        piece.push(atom)
        for (let i = mesh.first[atom]!; i < mesh.first[atom + 1]!; i++) {
          const e = mesh.around[i]!
          const other = mesh.left[e] === atom ? mesh.right[e]! : mesh.left[e]!
          if (other < 0 || seen[other] || side[other] !== which) continue
          seen[other] = 1
          stack.push(other)
        }
      }
      pieces.push(piece)
    }
    for (const atom of atoms) seen[atom] = 0
    return pieces.sort((a, b) => b.length - a.length)
  }

  /** Gives every stray piece to the other side, which it must touch: then both sides are connected. */
  function mend(atoms: Int32Array): void {
    for (const which of [0, 1]) {
      for (const stray of piecesOn(atoms, which).slice(1)) for (const atom of stray) side[atom] = 1 - which
    }
  }

  function cutLength(atoms: Int32Array): number {
    let sum = 0
    for (const atom of atoms) {
      if (side[atom] !== 0) continue
      for (let i = mesh.first[atom]!; i < mesh.first[atom + 1]!; i++) {
        const e = mesh.around[i]!
        const other = mesh.left[e] === atom ? mesh.right[e]! : mesh.left[e]!
        if (other >= 0 && side[other] === 1) sum += mesh.length_m[e]!
      }
    }
    return sum
  }

  function cutBy(atoms: Int32Array, count: number, key: SortKey): void {
    for (const atom of atoms) keys[atom] = key(mesh.x[atom]!, mesh.y[atom]!)
    const order = atoms.slice()
    selectSmallest(order, keys, count)
    order.forEach((atom, i) => (side[atom] = i < count ? 0 : 1))
    mend(atoms)
  }

  return {
    cut(atoms, share, least, divide) {
      const wanted =
        divide?.at === 'zero'
          ? atoms.filter((atom) => divide.key(mesh.x[atom]!, mesh.y[atom]!) < 0).length
          : Math.round(atoms.length * share)
      const count = Math.min(atoms.length - least[1], Math.max(least[0], wanted))
      let best: [Int32Array, Int32Array] | undefined
      let shortest = Infinity
      const attempt = (by: SortKey): void => {
        cutBy(atoms, count, by)
        const first = atoms.filter((atom) => side[atom] === 0)
        const off = Math.abs(first.length - count) / count
        const cost = cutLength(atoms) * (1 + 3 * off)
        if (first.length >= least[0] && atoms.length - first.length >= least[1] && cost < shortest) {
          shortest = cost
          best = [first, atoms.filter((atom) => side[atom] === 1)]
        }
        for (const atom of atoms) side[atom] = -1
      }
      const along = (angle: number): SortKey => {
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
        return (x, y) => x * cos + y * sin
      }
      if (divide) attempt(divide.key)
      else for (const angle of DIRECTIONS) attempt(along(angle))
      if (!best) for (const angle of MORE_DIRECTIONS) attempt(along(angle))
      if (!best) throw new RangeError(`no way to cut ${atoms.length} atoms into ${least[0]} and ${least[1]}`)
      return best
    },
  }
}

/** Moves the `count` items with the smallest keys to the front (quickselect). */
function selectSmallest(order: Int32Array, keys: Float64Array, count: number): void {
  let low = 0
  let high = order.length - 1
  while (low < high) {
    const pivot = keys[order[(low + high) >> 1]!]!
    let i = low
    let j = high
    while (i <= j) {
      while (keys[order[i]!]! < pivot) i++
      while (keys[order[j]!]! > pivot) j--
      if (i <= j) {
        const swap = order[i]!
        order[i] = order[j]!
        order[j] = swap
        i++
        j--
      }
    }
    if (count - 1 <= j) high = j
    else if (count - 1 >= i) low = i
    else return
  }
}
