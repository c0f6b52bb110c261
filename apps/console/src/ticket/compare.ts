/** What two people can have changed at the same time, in the order in which it is read. */
export const COMPARED = ['state', 'holder', 'class', 'place', 'due', 'reply'] as const
export type ComparedField = (typeof COMPARED)[number]
/** One state of a ticket in words; '' where there is nothing. */
export type Version = Readonly<Record<ComparedField, string>>

export interface ComparedRow {
  readonly field: ComparedField
  readonly before: string
  readonly theirs: string
  /** What the open form would make of it; null where it does not touch it. */
  readonly mine: string | null
  /** Somebody else changed it since the form was opened. */
  readonly changed: boolean
}

/** The fields in which the versions differ or which the form would set. */
export function compareVersions(
  before: Version,
  theirs: Version,
  mine: Readonly<Partial<Record<ComparedField, string>>>,
): readonly ComparedRow[] {
  return COMPARED.map((field) => ({
    field,
    before: before[field],
    theirs: theirs[field],
    mine: mine[field] ?? null,
    changed: before[field] !== theirs[field],
  })).filter(({ changed, mine: own }) => changed || own !== null)
}

/** Whether somebody else changed anything that a decision hangs on. A note or a photo is none of it. */
export const matters = (rows: readonly ComparedRow[]): boolean => rows.some(({ changed }) => changed)
