import { comparable, initialsOf, type Spelled } from './spelled.ts'

/** Whether text was typed on a Latin keyboard alone, so that it may be pinyin or initials. */
export const isLatin = (query: string): boolean => /^[a-z0-9]+$/.test(query)

/**
 * Whether the query is made of beginnings of syllables that follow each other: whole ones (pinyin), first letters
 * (initials) or a mixture (`xingfl` for 幸福里).
 */
export function beginsSyllables(query: string, syllables: readonly string[], from = 0): boolean {
  const [dead, width] = [new Set<number>(), syllables.length + 1]
  const fits = (at: number, index: number): boolean => {
    if (at === query.length) return true
    const syllable = syllables[index]
    if (syllable === undefined || dead.has(at * width + index)) return false
    let length = 0
    while (length < syllable.length && query[at + length] === syllable[length]) length++
    for (; length > 0; length--) if (fits(at + length, index + 1)) return true
    dead.add(at * width + index)
    return false
  }
  return fits(0, from)
}

/** Whether the letters written out begin with the query at the beginning of some syllable. */
function beginsAtSyllable(query: string, syllables: readonly string[]): boolean {
  const full = syllables.join('')
  let at = 0
  for (const syllable of syllables) {
    if (full.startsWith(query, at)) return true
    at += syllable.length
  }
  return false
}

/** Letters of which a mixture of pinyin and initials has to be made to count in the middle of a name. */
const MIDDLE_LETTERS = 3

function rankOfReading(query: string, syllables: readonly string[]): number | undefined {
  const [full, initials] = [syllables.join(''), initialsOf(syllables)]
  if (full === query || initials === query) return 2
  if (full.startsWith(query)) return 4
  if (initials.startsWith(query)) return 5
  if (beginsAtSyllable(query, syllables)) return 6
  if (query.length > 1 && initials.includes(query)) return 7
  if (beginsSyllables(query, syllables)) return 8
  const inside =
    query.length >= MIDDLE_LETTERS && syllables.some((_, index) => beginsSyllables(query, syllables, index))
  return inside ? 9 : undefined
}

/** Another reading than the usual one counts less than it, by this much. */
const OTHER_READING = 0.5

/**
 * How well a name answers what was typed: by its characters, its pinyin, its initials or a mixture of both.
 * @param query  made comparable before
 * @returns 0 the very name … 9 somewhere inside; undefined where it does not answer at all
 */
export function rankOfName(query: string, name: Spelled): number | undefined {
  if (name.text === query) return 0
  if (name.text.startsWith(query)) return 1
  if (name.text.includes(query)) return 3
  if (!isLatin(query)) return undefined
  const ranks = name.readings.flatMap((syllables, index) => {
    const rank = rankOfReading(query, syllables)
    return rank === undefined ? [] : [rank + (index === 0 ? 0 : OTHER_READING)]
  })
  return ranks.length === 0 ? undefined : Math.min(...ranks)
}

/**
 * How well a name answers several words typed with blanks between them, all of which must occur; the words together are
 * tried first, since syllables too are typed with blanks.
 */
export function rankOfQuestion(question: string, name: Spelled): number | undefined {
  const whole = comparable(question)
  if (whole === '') return undefined
  const together = rankOfName(whole, name)
  const words = question.trim().split(/\s+/).map(comparable)
  if (together !== undefined || words.length < 2) return together
  const ranks = words.map((word) => rankOfName(word, name))
  return ranks.every((rank) => rank !== undefined) ? Math.max(...ranks) + 1 : undefined
}
