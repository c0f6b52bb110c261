import type { GridBrief, UnitBrief } from '@lianxin/contract'
import type { GridRef, Position, SkippedLevel, UnitRef } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'

/** A grid with the boundary version that is in force. `level` 0 is the district. */
export interface GridPlace extends GridBrief {
  /** Null where the grid has no boundary in force; then nothing can be located in it. */
  readonly versionId: string | null
}

/** A unit with its place in the tree of grids. */
export interface UnitPlace extends UnitBrief {
  readonly code: string
  readonly gridId: string | null
  readonly gridPath: string
  /** False once dissolved: it keeps its name in the history and gets no more work. */
  readonly active: boolean
}

/** A unit in which somebody works, and those left out on the way to it. */
export interface Owner {
  readonly unit: UnitPlace
  readonly skipped: readonly SkippedLevel[]
}
/** The same where there may be nobody. */
export interface Above {
  readonly unit: UnitPlace | undefined
  readonly skipped: readonly SkippedLevel[]
}

/** Grids and units of one district as they stand at the time of a request. */
export interface Places {
  /** The lowest grid in force that contains the place; undefined outside of the district. */
  gridAt(position: Position): GridPlace | undefined
  gridById(id: string): GridPlace | undefined
  /** The grids of a path from the district down, the grid itself last. */
  gridsOf(path: string): readonly GridPlace[]
  unitById(id: string): UnitPlace | undefined
  unitByCode(code: string): UnitPlace | undefined
  /** The unit of a grid, or of the next grid above whose unit somebody works in (每一寸土地上都有人负责). */
  ownerOf(path: string): Owner | undefined
  /**
   * Where a unit escalates to: one level up the territory, leaving out vacant units; from the district to the city, where
   * the organisation has such a unit (网格—社区—镇街—区—市, functions 54 and 55).
   */
  above(unit: UnitPlace): Above
  /** The desk that dispatches for a place: the nearest one upwards, at last the fallback desk. */
  deskOf(path: string): UnitPlace
  /** The desk that answers for what has no place (兜底): the one of the district. */
  readonly fallbackDesk: UnitPlace
  /** Units at the same grid that one post may act for: a territorial unit that doubles as desk, and the other way round. */
  twinsOf(unit: UnitPlace): readonly UnitPlace[]
}

/** A place from a QR code. */
export interface CodedPlace {
  readonly gridId: string
  readonly address: string
  readonly position: Position | null
}

/** Where grids and units come from; given by the composition root. */
export interface PlaceSource {
  open(tx: Tx, districtId: number): Promise<Places>
  findPlaceCode(tx: Tx, districtId: number, code: string): Promise<CodedPlace | undefined>
}

export const unitRef = (unit: UnitPlace): UnitRef => ({ unitId: unit.id, level: unit.level })

/** What a ticket keeps of its grid; undefined where no boundary is in force. */
export function gridRef(grid: GridPlace | undefined): GridRef | undefined {
  if (!grid || grid.versionId === null) return undefined
  return { gridId: grid.id, gridVersionId: grid.versionId, path: grid.path }
}
