import { countFacts, score, type AssessmentTemplate, type Counted, type Score } from '@lianxin/domain'

import type { StoredMark } from './store.ts'
import type { TicketFact } from './store-facts.ts'

/** Lists by what they have in common, in their order. */
export function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return groups
}

/** The item of a template; undefined where it has none of that id. */
export const itemOf = (template: AssessmentTemplate, itemId: string) =>
  template.parts.flatMap(({ items }) => items).find(({ id }) => id === itemId)

/**
 * The points of one unit from what was counted for it and the marks it was given, of which the last one of an item
 * counts. The same input gives the same number, whoever asks and whenever.
 */
export function scoreUnit(
  template: AssessmentTemplate,
  facts: readonly TicketFact[],
  marks: readonly Pick<StoredMark, 'item_id' | 'percent'>[],
): Score {
  const counted = new Map<string, Counted>(countFacts(template, facts))
  for (const { item_id, percent } of marks) counted.set(item_id, { numerator: percent, denominator: 100, excluded: 0 })
  return score(template, counted)
}
