import type { Instant, LocalDate } from '@lianxin/domain'
import { sql, type Selectable } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import type { VisitPlanTable, VisitTable } from '../../platform/db/schema-care.ts'
import { toTimestamp } from '../../platform/db/types.ts'

export type StoredPlan = Omit<
  Selectable<VisitPlanTable>,
  'district_id' | 'made_by' | 'made_at' | 'changed_by' | 'changed_at'
>
/** A plan with the ticket that came of its last visit, where the caller sees that ticket. */
export type ListedPlan = StoredPlan & { readonly ticket_id: string | null; readonly ticket_number: string | null }
export type StoredVisit = Pick<Selectable<VisitTable>, 'id' | 'plan_id' | 'grid_path' | 'at' | 'outcome' | 'ticket_id'>

export interface Author {
  readonly personId: string
  readonly now: Instant
}

const COLUMNS = [
  'id',
  'grid_id',
  'grid_path',
  'subject_kind',
  'name',
  'address',
  'service',
  'cadence_days',
  'agreed_on',
  'last_done_on',
  'tried_on',
  'rests_since',
  'ended_on',
  'due_on',
  'revision',
] as const satisfies readonly (keyof StoredPlan)[]

const DUE_ORDER = sql<string>`coalesce(visit_plan.due_on, date 'infinity')`

/** Where a page ended; `day` is `infinity` among plans that rest. */
export interface PlanCursor {
  readonly day: string
  readonly id: string
}

export interface PlanFilter {
  readonly gridId?: string | undefined
  /** Path prefix. */
  readonly under?: string | undefined
  /** Only those due on that day or before. */
  readonly dueOn?: LocalDate | undefined
  readonly after?: PlanCursor | undefined
  readonly limit: number
}

/** Plans that are kept, due first, those that rest last. What one may see, row-level security says. */
export function listStoredPlans(tx: Tx, districtId: number, filter: PlanFilter): Promise<ListedPlan[]> {
  const { gridId, under, dueOn, after, limit } = filter
  let found = withTicket(tx, districtId).where('visit_plan.ended_on', 'is', null)
  if (gridId !== undefined) found = found.where('visit_plan.grid_id', '=', gridId)
  if (under !== undefined) {
    // The characters after which nothing below the prefix sorts: '.' is followed by '/'.
    const end = `${under.slice(0, -1)}/`
    found = found.where(sql<boolean>`visit_plan.grid_path ~>=~ ${under} and visit_plan.grid_path ~<~ ${end}`)
  }
  if (dueOn !== undefined) found = found.where('visit_plan.due_on', '<=', dueOn)
  if (after) found = found.where(sql<boolean>`(${DUE_ORDER}, visit_plan.id) > (${after.day}::date, ${after.id}::uuid)`)
  return found.orderBy(DUE_ORDER).orderBy('visit_plan.id').limit(limit).execute()
}

function withTicket(tx: Tx, districtId: number) {
  return tx
    .selectFrom('visit_plan')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('visit')
          .select('visit.ticket_id')
          .where('visit.district_id', '=', districtId)
          .whereRef('visit.plan_id', '=', 'visit_plan.id')
          .orderBy('visit.at', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .leftJoin('ticket', (join) =>
      join.onRef('ticket.district_id', '=', 'visit_plan.district_id').onRef('ticket.id', '=', 'last.ticket_id'),
    )
    .select(COLUMNS.map((name) => `visit_plan.${name}` as const))
    .select(['ticket.id as ticket_id', 'ticket.number as ticket_number'])
    .where('visit_plan.district_id', '=', districtId)
}

/** A plan as it is listed, also one that ended; undefined where there is none in reach. */
export function findListedPlan(tx: Tx, districtId: number, id: string): Promise<ListedPlan | undefined> {
  return withTicket(tx, districtId).where('visit_plan.id', '=', id).executeTakeFirst()
}

/** Holds a plan until the end of the transaction; undefined where there is none in reach. */
export function lockPlan(tx: Tx, districtId: number, id: string): Promise<StoredPlan | undefined> {
  return tx
    .selectFrom('visit_plan')
    .select(COLUMNS)
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** @returns false where the id is taken, also by a plan out of reach */
export async function insertPlan(tx: Tx, districtId: number, plan: StoredPlan, by: Author): Promise<boolean> {
  const at = toTimestamp(by.now)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('visit_plan')
    .values({
      ...plan,
      district_id: districtId,
      made_by: by.personId,
      made_at: at,
      changed_by: by.personId,
      changed_at: at,
    })
    .onConflict((taken) => taken.columns(['district_id', 'id']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Writes a locked plan as it is now. */
export async function updatePlan(tx: Tx, districtId: number, { id, ...plan }: StoredPlan, by: Author): Promise<void> {
  await tx
    .updateTable('visit_plan')
    .set({ ...plan, changed_by: by.personId, changed_at: toTimestamp(by.now) })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

export function findVisit(tx: Tx, districtId: number, id: string): Promise<StoredVisit | undefined> {
  return tx
    .selectFrom('visit')
    .select(['id', 'plan_id', 'grid_path', 'at', 'outcome', 'ticket_id'])
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** @returns false where the id is taken by a visit out of reach */
export async function insertVisit(
  tx: Tx,
  districtId: number,
  visit: StoredVisit,
  by: Author & { readonly unitId: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('visit')
    .values({
      ...visit,
      at: toTimestamp(visit.at),
      district_id: districtId,
      by_person_id: by.personId,
      by_unit_id: by.unitId,
      recorded_at: toTimestamp(by.now),
    })
    .onConflict((taken) => taken.columns(['district_id', 'id']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** What the district says about its days and visits. */
export async function readVisitSettings(
  tx: Tx,
  districtId: number,
): Promise<{ readonly offset_min: number; readonly cadences_days: readonly number[] | undefined }> {
  const { utc_offset_minutes, settings } = await tx
    .selectFrom('district')
    .select(['utc_offset_minutes', 'settings'])
    .where('district_id', '=', districtId)
    .executeTakeFirstOrThrow()
  return { offset_min: utc_offset_minutes, cadences_days: settings.visitCadences_days }
}
