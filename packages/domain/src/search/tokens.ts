import { isLatin } from './rank.ts'
import { initialsOf, type Spelled } from './spelled.ts'
import { cutsOf, isSyllable } from './syllables.ts'

/** Pairs of neighbours; a single one is itself. */
function pairsOf(text: string): readonly string[] {
  const characters = [...text]
  if (characters.length < 2) return characters
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`)
}

/** Pairs of initials are marked, for `xi` is a syllable too. */
const initialPairs = (initials: string): readonly string[] =>
  initials.length < 2 ? [] : pairsOf(initials).map((pair) => `~${pair}`)

/** What a name is found by with Latin letters: its syllables, and its initials in pairs. For an index of lists. */
export function spellingTokens(name: Spelled): readonly string[] {
  return [...new Set(name.readings.flatMap((syllables) => [...syllables, ...initialPairs(initialsOf(syllables))]))]
}

/** What a text is found by with Chinese characters: each of them, and its neighbours in pairs. */
export function characterTokens(text: string): readonly string[] {
  return [...new Set([...text, ...pairsOf(text)])]
}

/**
 * Sets of tokens of which one has to be held as a whole by every name that `rankOfName` accepts. A name may hold one and
 * still not answer: what is found is ranked afterwards.
 * @param query  made comparable before
 */
export function wantedTokens(query: string): readonly (readonly string[])[] {
  if (!isLatin(query)) return [pairsOf(query)]
  const wanted = new Map<string, readonly string[]>()
  const want = (tokens: readonly string[]): void => {
    if (tokens.length > 0) wanted.set(tokens.join(' '), tokens)
  }
  want(initialPairs(query))
  for (const pieces of cutsOf(query)) {
    // The last syllable may be typed in part.
    const whole = (pieces.length === 1 ? pieces : pieces.slice(0, -1)).filter((piece) => isSyllable(piece))
    want([...whole, ...initialPairs(initialsOf(pieces))])
  }
  return [...wanted.values()]
}

/** Likeness of two names by their pairs of characters: 2 × shared ÷ all (Dice), 0 to 1. */
export function pairLikeness(a: string, b: string): number {
  const [own, other] = [pairsOf(a), pairsOf(b)]
  const left = new Map<string, number>()
  for (const pair of other) left.set(pair, (left.get(pair) ?? 0) + 1)
  let shared = 0
  for (const pair of own) {
    const count = left.get(pair) ?? 0
    if (count > 0) shared++
    left.set(pair, count - 1)
  }
  return (2 * shared) / Math.max(1, own.length + other.length)
}

/**
 * Sets of tokens for a query with one slip in it: everything of it but what the slip spoils, for each place the slip may
 * be at. Short queries have none: any name would do.
 */
export function forgivingTokens(query: string): readonly (readonly string[])[] {
  const latin = isLatin(query)
  const pieces = latin ? (cutsOf(query)[0] ?? []) : [...query]
  if (pieces.length < 3) return []
  const without = (at: number): readonly string[] => {
    const whole = pieces.filter((piece, index) => index !== at && (!latin || isSyllable(piece)))
    return latin ? whole : [...whole, ...pairsOf(query).filter((_, index) => index !== at && index !== at - 1)]
  }
  const sets = new Map(pieces.map((_, at) => [without(at).join(' '), without(at)]))
  return [...sets.values()].filter((set) => set.length > 1)
}
