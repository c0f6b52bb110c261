import { accept, refuse, type Result } from '../result.ts'
import type { Instant } from '../time.ts'
import { percentOf } from './orders.ts'
import { shuffled, type Lot } from './sampling.ts'

/** 属实 or 不属实: whether what was said to be done is what the inspector found. */
export const CHECK_VERDICTS = ['confirmed', 'refuted'] as const
export type CheckVerdict = (typeof CHECK_VERDICTS)[number]

/** By what a sample is layered: the unit that solved it, or the class of the matter. */
export const SAMPLE_STRATA = ['unit', 'class'] as const
export type SampleStrata = (typeof SAMPLE_STRATA)[number]

/** Most matters of one draw: what a handful of inspectors can look at in some weeks. */
export const SAMPLE_LIMIT = 500

/** A unit as far as own work goes. */
export interface UnitOfWork {
  readonly unitId: string
  /** Path of the grid it stands at, e.g. `1.4.17.`. */
  readonly gridPath: string
  /** 0 is the district. */
  readonly level: number
}

/**
 * Whether a matter is work of the inspector's own unit: solved, helped with or verified by it, or by a unit in its
 * territory. The office of the district itself stands above all of them and lends its name to citizen inspectors
 * (市民代表, function 51), so what lies below it is not its own work.
 * @param by  the units that solved the matter, helped with it or verified it
 */
export function isOwnWork(inspector: UnitOfWork, by: readonly UnitOfWork[]): boolean {
  return by.some(
    ({ unitId, gridPath }) =>
      unitId === inspector.unitId || (inspector.level > 0 && gridPath.startsWith(inspector.gridPath)),
  )
}

/** A matter to be given to an inspector. */
export interface DrawnMatter {
  readonly id: string
  readonly by: readonly UnitOfWork[]
}

export interface Inspector {
  readonly id: string
  readonly unit: UnitOfWork
}

/**
 * Gives each matter to the inspector who has fewest so far among those whose own work it is not. Who gets what follows
 * from the seed, so nobody picks that either.
 * @returns the inspector of each matter, or the matters that none of them may check
 */
export function assignChecks(
  matters: readonly DrawnMatter[],
  inspectors: readonly Inspector[],
  seed: string,
  lot: Lot,
): Result<ReadonlyMap<string, string>, { readonly code: 'inspection.nobody_free'; readonly ids: readonly string[] }> {
  const byId = new Map(matters.map((matter) => [matter.id, matter]))
  const order = shuffled(
    inspectors.map(({ id }) => id),
    `${seed}/inspectors`,
    lot,
  )
  const inOrder = inspectors.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
  const load = new Map(inspectors.map(({ id }) => [id, 0]))
  const loadOf = ({ id }: Inspector): number => load.get(id) ?? 0
  const given = new Map<string, string>()
  const nobody: string[] = []
  for (const id of shuffled([...byId.keys()], `${seed}/matters`, lot)) {
    const free = inOrder.filter(({ unit }) => !isOwnWork(unit, byId.get(id)?.by ?? []))
    const [first] = free.toSorted((a, b) => loadOf(a) - loadOf(b))
    if (!first) {
      nobody.push(id)
      continue
    }
    load.set(first.id, loadOf(first) + 1)
    given.set(id, first.id)
  }
  return nobody.length > 0 ? refuse({ code: 'inspection.nobody_free', ids: nobody }) : accept(given)
}

/** One matter of a sample: with whom it is, and what was found. */
export interface Check {
  readonly inspectorId: string
  readonly by: readonly UnitOfWork[]
  readonly verdict: CheckVerdict | null
  readonly seen: string
  readonly checkedAt: Instant | null
}

export type CheckRefusal =
  | { readonly code: 'inspection.not_assigned' }
  | { readonly code: 'inspection.own_work' }
  | { readonly code: 'inspection.done_already' }

/**
 * Records what the inspector found. Sent again it changes nothing; what was found stays found.
 * @param inspector  the acting person, with the unit of the acting post: it may have changed since the draw
 */
export function recordCheck(
  check: Check,
  found: { readonly verdict: CheckVerdict; readonly seen: string },
  inspector: Inspector,
  now: Instant,
): Result<Check, CheckRefusal> {
  if (check.inspectorId !== inspector.id) return refuse({ code: 'inspection.not_assigned' })
  if (check.verdict !== null)
    return check.verdict === found.verdict && check.seen === found.seen
      ? accept(check)
      : refuse({ code: 'inspection.done_already' })
  if (isOwnWork(inspector.unit, check.by)) return refuse({ code: 'inspection.own_work' })
  return accept({ ...check, ...found, checkedAt: now })
}

/** What a sample says of a unit: of so many checked so many were as told. Never of a person. */
export function confirmedShare(counts: { readonly checked: number; readonly confirmed: number }): number | null {
  return percentOf(counts.confirmed, counts.checked)
}
