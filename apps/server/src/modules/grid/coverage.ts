import type { CoverageFinding } from '@lianxin/contract'
import { checkCoverage, outlineOf, type GridKind, type MultiPolygon } from '@lianxin/domain'

/** A grid as it would be in force. */
export interface CoveredGrid {
  readonly id: string
  readonly code: string
  readonly parentId: string | null
  readonly level: number
  readonly kind: GridKind
  /** What somebody drew; null where the outline follows from the grids below. */
  readonly drawn: MultiPolygon | null
}

/**
 * Mean width below which a place is no finding, metres: what fitting corners within `REPAIR_TOLERANCE_M` of each other
 * may leave between shapes that are not written anew.
 */
const TOLERANCE_M = 0.05
/** How long the check may hold up other work of the process before it lets it in, ms. */
const SLICE_MS = 30

export interface Coverage {
  /** Largest places first. */
  readonly findings: readonly CoverageFinding[]
  /** Outlines that follow from the grids below, by grid id. */
  readonly derived: ReadonlyMap<string, MultiPolygon>
}

/** Lets other work of the process in. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * Checks every parent: its children must cover it exactly once (functions 1, 2). Unit grids (单元网格) are a partition
 * of their own beside base and dedicated grids. Children of a parent nobody drew are checked against each other only
 * (overlaps and enclosed gaps), and their outline is passed on to the level above.
 */
export async function checkTree(grids: readonly CoveredGrid[]): Promise<Coverage> {
  const children = new Map<string, CoveredGrid[]>()
  for (const grid of grids) {
    if (grid.parentId === null) continue
    const list = children.get(grid.parentId)
    if (list) list.push(grid)
    else children.set(grid.parentId, [grid])
  }
  const codes = new Map(grids.map((grid) => [grid.id, grid.code]))
  const derived = new Map<string, MultiPolygon>()
  const findings: CoverageFinding[] = []
  let began_ms = performance.now()
  for (const parent of grids.toSorted((a, b) => b.level - a.level)) {
    for (const group of partitions(children.get(parent.id) ?? [])) {
      const cells = group.flatMap((grid) => {
        const polygon = grid.drawn ?? derived.get(grid.id)
        return polygon ? [{ gridId: grid.id, polygon }] : []
      })
      if (cells.length === 0) continue
      findings.push(...findingsOf(parent, cells, codes))
      if (parent.drawn === null && !derived.has(parent.id))
        derived.set(parent.id, outlineOf(cells.map((cell) => cell.polygon)))
      if (performance.now() - began_ms > SLICE_MS) {
        await breathe()
        began_ms = performance.now()
      }
    }
  }
  return { findings: findings.sort((a, b) => b.area_m2 - a.area_m2), derived }
}

function partitions(children: readonly CoveredGrid[]): CoveredGrid[][] {
  const unit = children.filter((grid) => grid.kind === 'unit')
  return [children.filter((grid) => grid.kind !== 'unit'), unit]
}

function findingsOf(
  parent: CoveredGrid,
  cells: readonly { gridId: string; polygon: MultiPolygon }[],
  codes: ReadonlyMap<string, string>,
): CoverageFinding[] {
  const found = checkCoverage(cells, parent.drawn ?? undefined, { tolerance_m: TOLERANCE_M })
  return found.map((finding) => ({
    kind: finding.kind,
    level: parent.level + 1,
    parentCode: parent.code,
    gridCodes: finding.gridIds.map((id) => codes.get(id) ?? id),
    area_m2: Math.round(finding.area_m2 * 100) / 100,
    at: { lon: finding.centroid[0], lat: finding.centroid[1] },
    ring: finding.ring.map(([lon, lat]) => [lon, lat]),
  }))
}
