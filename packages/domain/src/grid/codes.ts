import { accept, refuse } from '../result.ts'
import type { Result } from '../result.ts'
import type { GridKind } from './types.ts'

/** Kind of the third-level unit, digits 7–9 of a statistical division code. */
export type SubdistrictKind = 'street' | 'town' | 'township' | 'farm'
/** Kind of the fourth-level unit, digits 10–12. `merged` (from 601) is CJ/T 349-2010. */
export type CommunityKind = 'residents' | 'villagers' | 'quasi' | 'merged'

export interface GridCode {
  readonly code: string
  readonly level: 0 | 1 | 2 | 3 | 4
  readonly district: string
  readonly subdistrict: string | null
  readonly subdistrictKind: SubdistrictKind | null
  readonly community: string | null
  readonly communityKind: CommunityKind | null
  /** Number of the base, dedicated or unit grid in its community, 1–999. */
  readonly sequence: number | null
  /** Number of the micro-grid in its base grid, 1–99. */
  readonly microSequence: number | null
}

export type GridCodeFault =
  | 'notDigits'
  | 'length'
  | 'province'
  | 'subdistrict'
  | 'community'
  | 'sequence'
  | 'microSequence'
export interface GridCodeRefusal {
  readonly code: 'grid.code_malformed'
  readonly fault: GridCodeFault
  readonly value: string
}

const DIGITS_AT_LEVEL = [6, 9, 12, 15, 17] as const

/**
 * Reads a grid code: 6 district (GB/T 2260) + 3 subdistrict + 3 community + 3 grid (+ 2 micro-grid).
 * Digits 7–9 and 10–12 follow the State Statistics Bureau's rules for division codes; the grid's three digits follow
 * the Beijing and Xi'an standards for grid division.
 */
export function parseGridCode(value: string): Result<GridCode, GridCodeRefusal> {
  const fault = (reason: GridCodeFault) =>
    refuse<GridCodeRefusal>({ code: 'grid.code_malformed', fault: reason, value })
  if (!/^[0-9]+$/.test(value)) return fault('notDigits')
  const level = DIGITS_AT_LEVEL.findIndex((digits) => digits === value.length)
  if (level < 0) return fault('length')
  const province = Number(value.slice(0, 2))
  if (province < 11 || province > 82 || value.slice(2, 6) === '0000') return fault('province')
  const subdistrictKind = level >= 1 ? subdistrictKindOf(Number(value.slice(6, 9))) : null
  if (level >= 1 && subdistrictKind === null) return fault('subdistrict')
  const communityKind = level >= 2 ? communityKindOf(Number(value.slice(9, 12))) : null
  if (level >= 2 && communityKind === null) return fault('community')
  const sequence = level >= 3 ? Number(value.slice(12, 15)) : null
  if (sequence === 0) return fault('sequence')
  const microSequence = level >= 4 ? Number(value.slice(15, 17)) : null
  if (microSequence === 0) return fault('microSequence')
  return accept({
    code: value,
    level: level as GridCode['level'],
    district: value.slice(0, 6),
    subdistrict: level >= 1 ? value.slice(0, 9) : null,
    subdistrictKind,
    community: level >= 2 ? value.slice(0, 12) : null,
    communityKind,
    sequence,
    microSequence,
  })
}

/** 001–099 streets, 100–199 towns, 200–399 townships, 400–599 state farms and the like. */
function subdistrictKindOf(number: number): SubdistrictKind | null {
  if (number < 1 || number > 599) return null
  if (number < 100) return 'street'
  if (number < 200) return 'town'
  return number < 400 ? 'township' : 'farm'
}

/** 001–199 residents' committees, 200–399 villagers' committees, 400–599 places like them, from 601 merged ones. */
function communityKindOf(number: number): CommunityKind | null {
  if (number < 1 || number === 600) return null
  if (number < 200) return 'residents'
  if (number < 400) return 'villagers'
  return number < 600 ? 'quasi' : 'merged'
}

/** Kinds a code of this level may carry; the digits alone do not tell base, dedicated and unit grids apart. */
export function kindsAtLevel(level: GridCode['level']): readonly GridKind[] {
  if (level < 3) return ['area']
  return level === 3 ? ['base', 'dedicated', 'unit'] : ['micro']
}

/** The code one level up; null for a district. The code must be well formed. */
export function parentCode(code: string): string | null {
  const level = DIGITS_AT_LEVEL.findIndex((digits) => digits === code.length)
  const digits = DIGITS_AT_LEVEL[level - 1]
  return digits === undefined ? null : code.slice(0, digits)
}

/** Groups the digits for reading: `370890 002 001 003 02`. */
export function formatGridCode(code: string): string {
  return [code.slice(0, 6), code.slice(6, 9), code.slice(9, 12), code.slice(12, 15), code.slice(15)]
    .filter((part) => part !== '')
    .join(' ')
}

/** The code of the n-th grid below a community (12 → 15 digits) or a base grid (15 → 17 digits). */
export function childCode(parent: string, sequence: number): Result<string, GridSequenceRefusal> {
  const digits = parent.length === 12 ? 3 : parent.length === 15 ? 2 : 0
  const most = 10 ** digits - 1
  if (digits === 0 || !Number.isInteger(sequence) || sequence < 1 || sequence > most)
    return refuse({ code: 'grid.sequence_exhausted', parent, most })
  return accept(parent + String(sequence).padStart(digits, '0'))
}

export interface GridSequenceRefusal {
  readonly code: 'grid.sequence_exhausted'
  readonly parent: string
  /** The highest number the digits allow; 0 where grids may not hang below the parent at all. */
  readonly most: number
}

/**
 * The next free code below a parent: one more than the highest ever used, so that a code is never given twice.
 * @param used  all codes ever given below the parent, also of grids that are closed now
 */
export function nextChildCode(parent: string, used: Iterable<string>): Result<string, GridSequenceRefusal> {
  let highest = 0
  for (const code of used) {
    if (code.startsWith(parent) && code.length > parent.length)
      highest = Math.max(highest, Number(code.slice(parent.length)))
  }
  return childCode(parent, highest + 1)
}

/** A cell to be numbered: its middle and its height, all in degrees. */
export interface NumberedCell {
  readonly lon: number
  readonly lat: number
  readonly height: number
}

/**
 * Numbers the cells of one community row by row from north to south, in each row from west to east
 * (自西向东、自北向南; Beijing DB11 and Xi'an DB6101/T 3185).
 * Cells are irregular, so a row takes every cell whose middle lies less than half a cell south of the row's first one.
 * @returns for each cell its number, from 1
 */
export function numberCells(cells: readonly NumberedCell[]): number[] {
  const bySouth = cells
    .map((cell, index) => ({ cell, index }))
    .sort((a, b) => b.cell.lat - a.cell.lat || a.cell.lon - b.cell.lon)
  const numbers = Array.from({ length: cells.length }, () => 0)
  let next = 1
  let from = 0
  while (from < bySouth.length) {
    const first = bySouth[from]!.cell
    let to = from
    while (to < bySouth.length && first.lat - bySouth[to]!.cell.lat <= first.height / 2) to++
    const row = bySouth.slice(from, to).sort((a, b) => a.cell.lon - b.cell.lon || b.cell.lat - a.cell.lat)
    for (const { index } of row) numbers[index] = next++
    from = to
  }
  return numbers
}
