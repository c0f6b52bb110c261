import Delaunator from 'delaunator'
import type { Sites } from './sites.ts'

/**
 * The land cut into small pieces (atoms), the Voronoi cells of the sites inside. Grids are put together from atoms, so
 * grids of all levels share their corners. Every corner joins exactly three edges.
 */
export interface Mesh {
  readonly atomCount: number
  /** Site of each atom, metres. */
  readonly x: Float64Array
  readonly y: Float64Array
  /** Patch the atom lies in. */
  readonly patch: Int32Array
  /** Corners, metres. */
  readonly cornerX: Float64Array
  readonly cornerY: Float64Array
  /** Edges: the atom on the left of from → to, and the one on the right (-1 outside the land). */
  readonly edgeCount: number
  readonly left: Int32Array
  readonly right: Int32Array
  readonly from: Int32Array
  readonly to: Int32Array
  readonly length_m: Float64Array
  /** Edges around each atom: those of atom a are `around[first[a]] … around[first[a + 1] - 1]`. */
  readonly first: Int32Array
  readonly around: Int32Array
  /** Sites outside the land, for the room beside a rim edge: by edge, the site on its right. */
  readonly rightX: Float64Array
  readonly rightY: Float64Array
}

/** Corners closer than this are pushed apart, so that they stay two on the lattice. */
const SHORTEST_EDGE_M = 2

/** Builds the mesh of the largest connected part of the inside sites. */
export function buildMesh(sites: Sites): Mesh {
  const { triangles, halfedges } = new Delaunator(sites.coordinates)
  const atomOf = numberAtoms(sites, triangles, halfedges)
  const atomCount = atomOf.reduce((most, atom) => Math.max(most, atom + 1), 0)
  const { cornerX, cornerY } = circumcentres(sites.coordinates, triangles)
  const edges: { left: number; right: number; from: number; to: number; site: number }[] = []
  for (let e = 0; e < triangles.length; e++) {
    const opposite = halfedges[e]!
    if (opposite < e) continue
    const p = triangles[e]!
    const q = triangles[e % 3 === 2 ? e - 2 : e + 1]!
    if (atomOf[p]! < 0 && atomOf[q]! < 0) continue
    const from = Math.floor(e / 3)
    const to = Math.floor(opposite / 3)
    const onLeft = turn(cornerX, cornerY, from, to, sites.coordinates, p) > 0 ? p : q
    const onRight = onLeft === p ? q : p
    if (atomOf[onLeft]! >= 0) edges.push({ left: atomOf[onLeft]!, right: atomOf[onRight]!, from, to, site: onRight })
    else edges.push({ left: atomOf[onRight]!, right: -1, from: to, to: from, site: onLeft })
  }
  for (const { from, to } of edges) pushApart(cornerX, cornerY, from, to)

  const mesh = {
    atomCount,
    x: new Float64Array(atomCount),
    y: new Float64Array(atomCount),
    patch: new Int32Array(atomCount),
    cornerX,
    cornerY,
    edgeCount: edges.length,
    left: Int32Array.from(edges, (e) => e.left),
    right: Int32Array.from(edges, (e) => e.right),
    from: Int32Array.from(edges, (e) => e.from),
    to: Int32Array.from(edges, (e) => e.to),
    length_m: Float64Array.from(edges, ({ from, to }) =>
      Math.hypot(cornerX[to]! - cornerX[from]!, cornerY[to]! - cornerY[from]!),
    ),
    rightX: Float64Array.from(edges, (e) => sites.coordinates[e.site * 2]!),
    rightY: Float64Array.from(edges, (e) => sites.coordinates[e.site * 2 + 1]!),
  }
  atomOf.forEach((atom, site) => {
    if (atom < 0) return
    mesh.x[atom] = sites.coordinates[site * 2]!
    mesh.y[atom] = sites.coordinates[site * 2 + 1]!
    mesh.patch[atom] = sites.patch[site]!
  })
  return { ...mesh, ...edgesAround(atomCount, mesh.left, mesh.right) }
}

/** Numbers the inside sites of the largest connected part; -1 for all others. */
function numberAtoms(sites: Sites, triangles: Uint32Array, halfedges: Int32Array): Int32Array {
  const count = sites.inside.length
  const parent = Int32Array.from({ length: count }, (_, i) => i)
  const rootOf = (site: number): number => {
    let root = site
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!
      root = parent[root]!
    }
    return root
  }
  for (let e = 0; e < triangles.length; e++) {
    const p = triangles[e]!
    const q = triangles[e % 3 === 2 ? e - 2 : e + 1]!
    // A site whose edge lies on the hull has an open cell: it belongs to the margin.
    if (halfedges[e]! < 0 && (sites.inside[p] || sites.inside[q]))
      throw new RangeError('the margin around the land is too thin')
    if (sites.inside[p] && sites.inside[q]) parent[rootOf(p)] = rootOf(q)
  }
  const size = new Int32Array(count)
  for (let site = 0; site < count; site++) if (sites.inside[site]) size[rootOf(site)]!++
  const largest = size.reduce((best, n, site) => (n > size[best]! ? site : best), 0)
  let atoms = 0
  return Int32Array.from({ length: count }, (_, site) =>
    sites.inside[site] && rootOf(site) === largest ? atoms++ : -1,
  )
}

function circumcentres(at: Float64Array, triangles: Uint32Array): { cornerX: Float64Array; cornerY: Float64Array } {
  const count = triangles.length / 3
  const cornerX = new Float64Array(count)
  const cornerY = new Float64Array(count)
  for (let t = 0; t < count; t++) {
    const [a, b, c] = [triangles[t * 3]! * 2, triangles[t * 3 + 1]! * 2, triangles[t * 3 + 2]! * 2]
    const dx = at[b]! - at[a]!
    const dy = at[b + 1]! - at[a + 1]!
    const ex = at[c]! - at[a]!
    const ey = at[c + 1]! - at[a + 1]!
    const bl = dx * dx + dy * dy
    const cl = ex * ex + ey * ey
    const d = 0.5 / (dx * ey - dy * ex)
    cornerX[t] = at[a]! + (ey * bl - dy * cl) * d
    cornerY[t] = at[a + 1]! + (dx * cl - ex * bl) * d
  }
  return { cornerX, cornerY }
}

function turn(
  cornerX: Float64Array,
  cornerY: Float64Array,
  from: number,
  to: number,
  at: Float64Array,
  site: number,
): number {
  const dx = cornerX[to]! - cornerX[from]!
  const dy = cornerY[to]! - cornerY[from]!
  return dx * (at[site * 2 + 1]! - cornerY[from]!) - dy * (at[site * 2]! - cornerX[from]!)
}

function pushApart(cornerX: Float64Array, cornerY: Float64Array, from: number, to: number): void {
  const dx = cornerX[to]! - cornerX[from]!
  const dy = cornerY[to]! - cornerY[from]!
  const length = Math.hypot(dx, dy)
  if (length >= SHORTEST_EDGE_M || length === 0) return
  const by = (SHORTEST_EDGE_M - length) / 2 / length
  cornerX[from]! -= dx * by
  cornerY[from]! -= dy * by
  cornerX[to]! += dx * by
  cornerY[to]! += dy * by
}

function edgesAround(
  atomCount: number,
  left: Int32Array,
  right: Int32Array,
): { first: Int32Array; around: Int32Array } {
  const first = new Int32Array(atomCount + 1)
  for (let e = 0; e < left.length; e++) {
    first[left[e]! + 1]!++
    if (right[e]! >= 0) first[right[e]! + 1]!++
  }
  for (let a = 1; a <= atomCount; a++) first[a]! += first[a - 1]!
  const fill = first.slice()
  const around = new Int32Array(first[atomCount]!)
  for (let e = 0; e < left.length; e++) {
    around[fill[left[e]!]!++] = e
    if (right[e]! >= 0) around[fill[right[e]!]!++] = e
  }
  return { first, around }
}
