import { collectEdges, leftoverEdges } from './edges.ts'
import { traceFaces } from './faces.ts'
import { fromLattice } from './lattice.ts'
import { orientPolygon } from './measure.ts'
import { nodeEdges } from './noding.ts'
import type { LonLat, MultiPolygon } from './types.ts'

/**
 * The outline of cells that share their corners: what a community without a drawn boundary covers. Edges two cells
 * share cancel out, the rest is followed around. Gaps inside stay as holes; run `checkCoverage` on the cells first.
 * @returns one part for each piece; empty for no cells
 */
export function outlineOf(cells: readonly MultiPolygon[]): MultiPolygon {
  const noded = nodeEdges(leftoverEdges(collectEdges(cells, undefined)))
  const parts = traceFaces(noded)
    .filter((face) => face.excess > 0)
    .map((face) =>
      face.rings.map((ring) => {
        const open = ring.map((p): LonLat => [fromLattice(noded.points.x(p)), fromLattice(noded.points.y(p))])
        return [...open, open[0]!]
      }),
    )
  return orientPolygon(parts)
}
