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
/** A name fits from half of its pairs on: 垃圾 for 暴露垃圾 does, 公共 for 公共厕所 does not alone. */
const NAME_FITS = 0.34
/** Words of the filing condition say less than the name. */
const CONDITION_WEIGHT = 0.3
/** What others called the like says at most as much as the name. */
const ALIKE_WEIGHT = 1

function shareOf(pairs: readonly string[], said: ReadonlySet<string>): number {
  return pairs.length === 0 ? 0 : pairs.filter((pair) => said.has(pair)).length / pairs.length
}

function byWords(text: string, classes: readonly ClassView[], alike: ReadonlyMap<string, number>): readonly string[] {
  const said = new Set(bigrams(text))
  if (said.size === 0) return []
  const strongest = Math.max(1, ...alike.values())
  return classes
    .map((one) => {
      const name = Math.max(shareOf(bigrams(one.minor), said), shareOf(bigrams(one.minorEn), said) / 2)
      const condition = shareOf([...said], new Set(bigrams(one.filingCondition))) * CONDITION_WEIGHT
      const others = ((alike.get(one.code) ?? 0) / strongest) * ALIKE_WEIGHT
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
  const named = new Set(byWords(text, classes, evidence.alike).slice(0, MOST))
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
