import type { ClassSuggestion, ClassView } from '@lianxin/contract'

import { bigrams } from './bigrams.ts'

/** What is known of the classes of other tickets; codes that are no longer in force are left out. */
export interface ClassEvidence {
  /** Likeness of newest tickets by class, the higher the liker. */
  readonly alike: ReadonlyMap<string, number>
  /** Number of newest tickets of the grid by class. */
  readonly here: ReadonlyMap<string, number>
  /** Number of newest tickets of the district by class. */
  readonly often: ReadonlyMap<string, number>
}

/** How many fit a glance; also the most the contract allows. */
const MOST = 6
/** A name fits from half of its pairs on, or when the thing it ends with is said: 垃圾 for 暴露垃圾, not 公共 for 公共厕所. */
const NAME_FITS = 0.34
const THING_SAID = 0.5
/** Words of the filing condition say less than the name. */
const CONDITION_WEIGHT = 0.3
/** What others called the like says at most as much as the name; below this likeness it says nothing. */
const ALIKE_FITS = 0.2
/**
 * How many times liker than those of all other classes the tickets of a class must be. What is said in every report,
 * such as a gate or a crossing, makes all classes alike and points at none.
 */
const STANDS_OUT = 4
/** A few tickets of a rare class prove little. */
const FEW_TICKETS = 3

function shareOf(pairs: readonly string[], said: ReadonlySet<string>): number {
  return pairs.length === 0 ? 0 : pairs.filter((pair) => said.has(pair)).length / pairs.length
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, one) => all + one, 0)

/** Classes whose own tickets are liker than those of the others, with their likeness per ticket (0 to 1, root of squares). */
function standingOut({ alike, often }: ClassEvidence): ReadonlyMap<string, number> {
  const likeness = sum(alike.values())
  const tickets = sum(often.values())
  const found = [...alike].flatMap(([code, own]): [string, number][] => {
    const count = often.get(code) ?? 0
    const mean = own / (count + FEW_TICKETS)
    const elsewhere = (likeness - own) / Math.max(1, tickets - count)
    return mean >= ALIKE_FITS ** 2 && mean >= STANDS_OUT * elsewhere ? [[code, Math.min(1, Math.sqrt(mean))]] : []
  })
  return new Map(found)
}

/** How much of a name is said; the thing it ends with counts as half of it. */
function nameSaid(name: string, said: ReadonlySet<string>): number {
  const pairs = bigrams(name)
  const thing = pairs.at(-1)
  return Math.max(shareOf(pairs, said), thing !== undefined && said.has(thing) ? THING_SAID : 0)
}

function byWords(text: string, classes: readonly ClassView[], evidence: ClassEvidence): readonly string[] {
  const said = new Set(bigrams(text))
  if (said.size === 0) return []
  const alike = standingOut(evidence)
  return classes
    .map((one) => {
      const name = Math.max(nameSaid(one.minor, said), shareOf(bigrams(one.minorEn), said) / 2)
      const condition = shareOf([...said], new Set(bigrams(one.filingCondition))) * CONDITION_WEIGHT
      const others = alike.get(one.code) ?? 0
      const fits = name >= NAME_FITS || others > 0 || condition >= CONDITION_WEIGHT / 2
      return { code: one.code, score: fits ? name + condition + others : 0 }
    })
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
    .map(({ code }) => code)
}

const byNumber = (uses: ReadonlyMap<string, number>): readonly string[] =>
  [...uses].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code]) => code)

/**
 * The likeliest classes: first those the words point at, then those common in this grid, then those common in the
 * district. Each class once, with the first reason. A confidential class is proposed by words only, so that nobody
 * learns from the list that such a matter was reported here.
 */
export function rankClasses(
  text: string,
  classes: readonly ClassView[],
  evidence: ClassEvidence,
): readonly ClassSuggestion[] {
  const inForce = new Map(classes.map((one) => [one.code, one]))
  const named = new Set(byWords(text, classes, evidence).slice(0, MOST))
  const found = new Map<string, ClassSuggestion>()
  const add = (codes: Iterable<string>, reason: ClassSuggestion['reason']): void => {
    for (const code of codes) {
      const entry = inForce.get(code)
      if (!entry || found.has(code) || (entry.confidential && reason !== 'words')) continue
      found.set(code, { code, name: { zh: entry.minor, en: entry.minorEn || entry.minor }, reason })
    }
  }
  add(named, 'words')
  add(byNumber(evidence.here), 'here')
  add(byNumber(evidence.often), 'often')
  return [...found.values()].slice(0, MOST)
}
