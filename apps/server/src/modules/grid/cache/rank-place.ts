import { comparable, isLatin, pairLikeness, rankOfName, type Spelled } from '@lianxin/domain'

import { spelled } from '../../../platform/spelling.ts'
import type { StoredGrid } from '../store.ts'

/** Where the code of a sign or grid begins as typed. */
const BY_CODE = 3.5
/** Found by its address and not by its name. */
export const IN_ADDRESS = 10
/** Written otherwise but spoken the same (杭运 for 航运): what an input method gets wrong. */
const SPOKEN_SAME = 11
/** One slip in what was typed. */
const SLIP = 20
/** Least likeness in pairs of characters at which a slip is forgiven. */
const LEAST_LIKENESS = 0.3

const least = (...ranks: readonly (number | undefined)[]): number => Math.min(...ranks.map((rank) => rank ?? Infinity))

/** A grid with what is typed to find it. */
export interface NamedGrid {
  readonly grid: StoredGrid
  readonly name: Spelled
  /** Names from the top down, for a search by the place it lies in. */
  readonly address: string
}

/** How well a grid answers; Infinity where it does not. @param query made comparable before */
export function rankOfGrid(query: string, { grid, name, address }: NamedGrid): number {
  return least(
    rankOfName(query, name),
    grid.code.toLowerCase().startsWith(query) ? BY_CODE : undefined,
    spokenAlike(query, name),
    address.includes(query) ? IN_ADDRESS : undefined,
  )
}

/** What is known of a place besides. */
export interface NamedPlace {
  readonly code: string
  readonly name: string
  readonly address: string
}

/** How well a place of the register answers; Infinity where it does not. */
export function rankOfPlace(query: string, { code, name, address }: NamedPlace): number {
  const inAddress = rankOfName(query, spelled(address))
  return least(
    rankOfName(query, spelled(name)),
    code.toLowerCase().startsWith(query) ? BY_CODE : undefined,
    inAddress === undefined ? undefined : IN_ADDRESS + inAddress / 100,
    spokenAlike(query, spelled(name)),
  )
}

function spokenAlike(query: string, name: Spelled): number | undefined {
  const spoken = spokenOf(query)
  const rank = spoken === undefined ? undefined : rankOfName(spoken, name)
  return rank === undefined ? undefined : SPOKEN_SAME + rank / 100
}

/** The pinyin of what was typed in characters; a single one is spoken like too many. */
export function spokenOf(query: string): string | undefined {
  if (isLatin(query) || query.length < 2) return undefined
  return spelled(query).readings[0]?.join('')
}

/** How well a name answers with one slip in what was typed; Infinity where it does not. */
export function rankWithSlip(query: string, name: string): number {
  const latin = isLatin(query)
  const texts = latin ? spelled(name).readings.map((syllables) => syllables.join('')) : [comparable(name)]
  // Only as much of the name as was typed, with room for the slip: a long name is no worse than a short one.
  const likeness = Math.max(
    ...texts.map((text) => Math.max(pairLikeness(query, text), pairLikeness(query, text.slice(0, query.length + 1)))),
  )
  return likeness < LEAST_LIKENESS ? Infinity : SLIP + 1 - likeness
}
