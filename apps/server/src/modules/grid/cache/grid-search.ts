import { characterTokens, comparable, initialsOf, isLatin, spell, spellingTokens, wantedTokens } from '@lianxin/domain'

import { syllablesOf } from '../../../platform/spelling.ts'
import type { GridIndex } from './grid-index.ts'
import { IN_ADDRESS, rankOfGrid, type NamedGrid } from './rank-place.ts'

/**
 * The names of the grids of one district as of one revision, held in memory with an index over their characters,
 * syllables and initials.
 */
export class GridSearch {
  readonly #named: readonly NamedGrid[]
  readonly #byToken = new Map<string, number[]>()
  readonly #begins: readonly (readonly string[])[]

  constructor(index: GridIndex) {
    this.#named = index.grids.map((grid) => ({
      grid,
      name: spell(grid.name, syllablesOf),
      address: comparable(index.namesOf(grid).join('')),
    }))
    this.#begins = this.#named.map(({ grid, name }) => [
      grid.code.toLowerCase(),
      name.text,
      ...name.readings.flatMap((syllables) => [syllables.join(''), initialsOf(syllables)]),
    ])
    for (const [at, { name }] of this.#named.entries())
      for (const token of new Set([...spellingTokens(name), ...characterTokens(name.text)])) {
        const places = this.#byToken.get(token)
        if (places) places.push(at)
        else this.#byToken.set(token, [at])
      }
  }

  /** Grids that may answer; the caller ranks them. @param query made comparable before */
  candidates(query: string): readonly NamedGrid[] {
    if (query === '') return []
    const found = new Set<number>()
    for (const [at, begins] of this.#begins.entries()) if (begins.some((one) => one.startsWith(query))) found.add(at)
    for (const tokens of wantedTokens(query)) for (const at of this.#holding(tokens)) found.add(at)
    if (found.size === 0 && !isLatin(query))
      for (const [at, { address }] of this.#named.entries()) if (address.includes(query)) found.add(at)
    return [...found].flatMap((at) => this.#named[at] ?? [])
  }

  /** Ids of the grids whose name or code fits. */
  findGridIds(question: string): ReadonlySet<string> {
    const query = comparable(question)
    return new Set(
      this.candidates(query).flatMap((named) => (rankOfGrid(query, named) < IN_ADDRESS ? [named.grid.id] : [])),
    )
  }

  /** Places of the grids that hold every one of the tokens, from the rarest on. */
  #holding(tokens: readonly string[]): readonly number[] {
    const [rarest = [], ...others] = tokens
      .map((token) => this.#byToken.get(token) ?? [])
      .toSorted((a, b) => a.length - b.length)
    const sets = others.map((places) => new Set(places))
    return rarest.filter((at) => sets.every((places) => places.has(at)))
  }
}
