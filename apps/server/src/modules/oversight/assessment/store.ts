import type { AssessmentStanding, AssessmentTemplate, ItemScore, TimeLimit } from '@lianxin/domain'
import { sql, type Selectable } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import type {
  AssessmentMarkTable,
  AssessmentObjectionTable,
  AssessmentTable,
  Shown,
} from '../../../platform/db/schema-assessment.ts'
import { toTimestamp } from '../../../platform/db/types.ts'

export type StoredAssessment = Omit<
  Selectable<AssessmentTable>,
  'district_id' | 'counting_at' | 'made_by' | 'made_at' | 'changed_by' | 'changed_at'
>
export type StoredMark = Omit<Selectable<AssessmentMarkTable>, 'district_id' | 'shown' | 'unit_path'>
export type StoredObjection = Omit<Selectable<AssessmentObjectionTable>, 'district_id' | 'by_person_id' | 'answered_by'>
export interface StoredScore {
  readonly unit_id: string
  readonly total_centi: number | null
  readonly items: readonly ItemScore[]
}

const COLUMNS = [
  'id',
  'month',
  'subject',
  'version',
  'template_name',
  'template',
  'sign_within',
  'state',
  'counted_tickets',
  'counted_at',
  'objections_until',
  'published_at',
  'revision',
] as const satisfies readonly (keyof StoredAssessment)[]

const OBJECTION = [
  'id',
  'assessment_id',
  'unit_id',
  'unit_path',
  'item_id',
  'text',
  'at',
  'answer',
  'accepted',
  'excluded_tickets',
  'answered_at',
] as const satisfies readonly (keyof StoredObjection)[]

export const standingOf = (row: StoredAssessment): AssessmentStanding => ({
  state: row.state,
  objectionsUntil: row.objections_until,
  publishedAt: row.published_at,
})

/** Newest month first, corrections after what they correct. */
export function listStored(tx: Tx, districtId: number): Promise<StoredAssessment[]> {
  return tx
    .selectFrom('assessment')
    .select(COLUMNS)
    .where('district_id', '=', districtId)
    .orderBy('month', 'desc')
    .orderBy('subject')
    .orderBy('version')
    .limit(500)
    .execute()
}

export function findAssessment(tx: Tx, districtId: number, id: string): Promise<StoredAssessment | undefined> {
  return tx
    .selectFrom('assessment')
    .select(COLUMNS)
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** A version of the assessment of a month. */
export function findVersion(
  tx: Tx,
  districtId: number,
  of: Pick<StoredAssessment, 'month' | 'subject' | 'version'>,
): Promise<StoredAssessment | undefined> {
  return tx
    .selectFrom('assessment')
    .select(COLUMNS)
    .where('district_id', '=', districtId)
    .where('month', '=', of.month)
    .where('subject', '=', of.subject)
    .where('version', '=', of.version)
    .executeTakeFirst()
}

/** Holds it until the end of the transaction. */
export function lockAssessment(tx: Tx, districtId: number, id: string): Promise<StoredAssessment | undefined> {
  return tx
    .selectFrom('assessment')
    .select(COLUMNS)
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export interface NewAssessment {
  readonly id: string
  /** First local day. */
  readonly month: string
  readonly subject: AssessmentTable['subject']
  readonly version: number
  readonly template_name: string
  readonly template: AssessmentTemplate
  readonly sign_within: TimeLimit
}

/** @returns false where somebody else began the same version */
export async function insertAssessment(
  tx: Tx,
  districtId: number,
  one: NewAssessment,
  by: { readonly personId: string; readonly now: number },
): Promise<boolean> {
  const at = toTimestamp(by.now)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('assessment')
    .values({
      ...one,
      district_id: districtId,
      template: JSON.stringify(one.template),
      sign_within: JSON.stringify(one.sign_within),
      state: 'draft',
      revision: 1,
      made_by: by.personId,
      made_at: at,
      changed_by: by.personId,
      changed_at: at,
    })
    .onConflict((taken) => taken.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Writes where it stands; who it is shown to follows. */
export async function updateStanding(
  tx: Tx,
  districtId: number,
  id: string,
  standing: AssessmentStanding,
  by: { readonly personId: string | null; readonly now: number },
): Promise<void> {
  await tx
    .updateTable('assessment')
    .set((row) => ({
      state: standing.state,
      objections_until: standing.objectionsUntil === null ? null : toTimestamp(standing.objectionsUntil),
      published_at: standing.publishedAt === null ? null : toTimestamp(standing.publishedAt),
      revision: row('revision', '+', 1),
      ...(by.personId === null ? {} : { changed_by: by.personId }),
      changed_at: toTimestamp(by.now),
    }))
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const shown = shownIn(standing.state)
  for (const table of ['assessment_score', 'assessment_fact', 'assessment_mark'] as const)
    await tx
      .updateTable(table)
      .set({ shown })
      .where('district_id', '=', districtId)
      .where('assessment_id', '=', id)
      .execute()
}

/** Who beside the assessors sees what belongs to an assessment in that state. */
export function shownIn(state: AssessmentStanding['state']): Shown {
  return state === 'draft' ? 'nobody' : state === 'preview' ? 'own' : 'all'
}

/** A count begins: what was counted before stays until the new count stands. */
export async function resetCount(tx: Tx, districtId: number, id: string, now: number): Promise<void> {
  await tx
    .updateTable('assessment')
    .set((row) => ({
      counted_tickets: 0,
      counted_at: null,
      counting_at: null,
      revision: row('revision', '+', 1),
      changed_at: toTimestamp(now),
    }))
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/**
 * Takes a draft that waits for its count, unless another count of it was at work since `idleSince`.
 * @returns whether this one may count
 */
export async function claimCount(
  tx: Tx,
  districtId: number,
  id: string,
  { now, idleSince }: { readonly now: number; readonly idleSince: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('assessment')
    .set({ counting_at: toTimestamp(now) })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .where('counted_at', 'is', null)
    .where(sql<boolean>`(counting_at is null or counting_at < ${toTimestamp(idleSince)})`)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export function listScores(tx: Tx, districtId: number, id: string): Promise<StoredScore[]> {
  return tx
    .selectFrom('assessment_score')
    .select(['unit_id', 'total_centi', 'items'])
    .where('district_id', '=', districtId)
    .where('assessment_id', '=', id)
    .execute()
}

/** Marks of an assessment in the order they were given. */
export function listMarks(tx: Tx, districtId: number, id: string): Promise<(StoredMark & { readonly by: string })[]> {
  return tx
    .selectFrom('assessment_mark as m')
    .innerJoin('person as p', (join) =>
      join.onRef('p.district_id', '=', 'm.district_id').onRef('p.id', '=', 'm.by_person_id'),
    )
    .select([
      'm.id',
      'm.assessment_id',
      'm.unit_id',
      'm.item_id',
      'm.percent',
      'm.reason',
      'm.by_person_id',
      'm.at',
      'm.taken_from',
      'p.name as by',
    ])
    .where('m.district_id', '=', districtId)
    .where('m.assessment_id', '=', id)
    .orderBy('m.at')
    .orderBy('m.id')
    .execute()
}

/** @returns false where the id is taken */
export async function insertMark(
  tx: Tx,
  districtId: number,
  mark: StoredMark,
  of: { readonly unit_path: string; readonly shown: Shown },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('assessment_mark')
    .values({ ...mark, ...of, district_id: districtId, at: toTimestamp(mark.at) })
    .onConflict((taken) => taken.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export function listObjections(tx: Tx, districtId: number, id: string): Promise<StoredObjection[]> {
  return tx
    .selectFrom('assessment_objection')
    .select(OBJECTION)
    .where('district_id', '=', districtId)
    .where('assessment_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

/** Objections without an answer, by assessment. */
export async function countOpenObjections(tx: Tx, districtId: number): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('assessment_objection')
    .select(['assessment_id', sql<number>`count(*)::int`.as('open')])
    .where('district_id', '=', districtId)
    .where('answered_at', 'is', null)
    .groupBy('assessment_id')
    .execute()
  return new Map(rows.map((row) => [row.assessment_id, row.open]))
}

export function lockObjection(tx: Tx, districtId: number, id: string): Promise<StoredObjection | undefined> {
  return tx
    .selectFrom('assessment_objection')
    .select(OBJECTION)
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export function findObjection(tx: Tx, districtId: number, id: string): Promise<StoredObjection | undefined> {
  return tx
    .selectFrom('assessment_objection')
    .select(OBJECTION)
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** @returns false where the id is taken */
export async function insertObjection(
  tx: Tx,
  districtId: number,
  one: Pick<StoredObjection, 'id' | 'assessment_id' | 'unit_id' | 'unit_path' | 'item_id' | 'text' | 'at'>,
  personId: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('assessment_objection')
    .values({ ...one, district_id: districtId, by_person_id: personId, at: toTimestamp(one.at) })
    .onConflict((taken) => taken.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function answerObjection(
  tx: Tx,
  districtId: number,
  id: string,
  answer: {
    readonly text: string
    readonly accepted: boolean
    readonly tickets: readonly string[]
    readonly personId: string
    readonly now: number
  },
): Promise<void> {
  await tx
    .updateTable('assessment_objection')
    .set({
      answer: answer.text,
      accepted: answer.accepted,
      excluded_tickets: [...answer.tickets],
      answered_by: answer.personId,
      answered_at: toTimestamp(answer.now),
    })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}
