interface Scored {
  readonly unitId: string
  /** Hundredths of a point; null where no item counts. */
  readonly total_centi: number | null
}

/** A unit with its place; null where there is none to tell. */
export interface Placed<T> {
  readonly score: T
  readonly place: number | null
}

/**
 * Units from the best on, those without a total last; where points are equal by their id, which says nothing. Equal
 * totals share a place, and the next one is as far behind as units stand before it (1, 2, 2, 4). Before it is published
 * nobody has a place: a unit sees its own points and nothing to compare them with. Units are ranked, never persons.
 */
export function placed<T extends Scored>(scores: readonly T[], isPublished: boolean): readonly Placed<T>[] {
  const rank = ({ total_centi }: Scored): number => total_centi ?? Number.NEGATIVE_INFINITY
  const sorted = scores.toSorted((a, b) =>
    rank(a) === rank(b) ? (a.unitId < b.unitId ? -1 : 1) : rank(b) > rank(a) ? 1 : -1,
  )
  return sorted.map((score) => {
    if (!isPublished || score.total_centi === null) return { score, place: null }
    return { score, place: 1 + sorted.findIndex(({ total_centi }) => total_centi === score.total_centi) }
  })
}
