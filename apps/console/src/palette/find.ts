import { rankOfQuestion } from '@lianxin/domain'

import { GROUPS, type Entry, type Findable, type Group, type Section } from './entries.ts'

/** Most lines of one group; who finds more had better type more. */
const MOST: Readonly<Record<Group, number>> = {
  recent: 6,
  ticket: 8,
  screen: 8,
  app: 8,
  go: 12,
  tickets: 6,
  units: 5,
  grids: 4,
  places: 6,
}

interface Ranked {
  readonly entry: Entry
  readonly rank: number
}

/** What answers a question among entries that are at hand, best first. */
export function findAmong(findables: readonly Findable[], question: string): readonly Ranked[] {
  return findables
    .flatMap(({ entry, names }) => {
      const ranks = names.flatMap((name) => rankOfQuestion(question, name) ?? [])
      return ranks.length === 0 ? [] : [{ entry, rank: Math.min(...ranks) }]
    })
    .toSorted((a, b) => a.rank - b.rank)
}

/** Groups with their headings: the one with the best answer first, else in the usual order. */
export function sectionsOf(ranked: readonly Ranked[]): readonly Section[] {
  const best = (group: Group): number =>
    Math.min(...ranked.filter(({ entry }) => entry.group === group).map(({ rank }) => rank))
  return GROUPS.filter((group) => ranked.some(({ entry }) => entry.group === group))
    .toSorted((a, b) => best(a) - best(b))
    .map((group) => ({
      group,
      entries: ranked
        .filter(({ entry }) => entry.group === group)
        .slice(0, MOST[group])
        .map(({ entry }) => entry),
    }))
}
