import type { Place, Position } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { tickets, type TicketDeps } from '../ticket/index.ts'

/** What a report says of its place. */
export interface PlaceGiven {
  readonly address?: string
  readonly position?: Position
  /** Code of a QR sign. */
  readonly placeCode?: string
  readonly gridId?: string
}

export interface FoundPlace {
  readonly place: Place
  /** A position was given and lies outside of every grid. */
  readonly outside: boolean
}

/**
 * The place of a report: by its position, by the sign that was scanned, by the grid that staff chose, by where the first
 * photo was taken; else unknown. An unknown sign is as good as none.
 * @throws Refusal grid.not_found only where staff chose a grid that does not exist
 */
export async function placeOf(
  tx: Tx,
  deps: TicketDeps,
  { districtId, places }: tickets.Surroundings,
  given: PlaceGiven,
  photoPosition: Position | null,
): Promise<FoundPlace> {
  const code =
    given.placeCode === undefined ? undefined : await deps.places.findPlaceCode(tx, districtId, given.placeCode)
  const address = given.address?.trim() || (code?.address ?? '')
  const at = (position: Position | null, gridId?: string): Place | undefined => {
    const found = (position && places.gridAt(position)) ?? (gridId === undefined ? undefined : places.gridById(gridId))
    const grid = tickets.gridRef(found)
    return grid && { position, address, grid }
  }
  if (given.gridId !== undefined) {
    const chosen = tickets.gridRef(places.gridById(given.gridId))
    if (!chosen) throw new Refusal('grid.not_found', {}, '/gridId')
    const inside = given.position && tickets.gridRef(places.gridAt(given.position))
    const grid = inside?.path.startsWith(chosen.path) ? inside : chosen
    return { place: { position: given.position ?? null, address, grid }, outside: false }
  }
  if (given.position) {
    const place = at(given.position)
    if (place) return { place, outside: false }
  }
  const byCode = code && at(code.position, code.gridId)
  if (byCode) return { place: byCode, outside: false }
  if (given.position) return { place: { position: given.position, address, grid: null }, outside: true }
  const byPhoto = photoPosition && at(photoPosition)
  return { place: byPhoto ?? { position: null, address, grid: null }, outside: false }
}
