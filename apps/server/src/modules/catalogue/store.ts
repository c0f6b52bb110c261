import type { ClassView } from '@lianxin/contract'
import type { Instant, WorkSpan } from '@lianxin/domain'
import { sql, type Kysely, type Selectable } from 'kysely'

import type { CatalogueClassTable, Schema } from '../../platform/db/schema.ts'
import { toTimestamp } from '../../platform/db/types.ts'

/** A transaction, or the owner's connection for seeding. */
export type Db = Kysely<Schema>

export interface VersionRow {
  readonly version: number
  readonly status: 'draft' | 'active' | 'retired'
  readonly note: string
}

export async function listVersions(db: Db, districtId: number): Promise<readonly VersionRow[]> {
  const rows = await db
    .selectFrom('catalogue_version')
    .select(['version', 'status', 'note'])
    .where('district_id', '=', districtId)
    .orderBy('version', 'desc')
    .execute()
  return rows as VersionRow[]
}

/** The version, locked against two people changing it at once. */
export async function lockVersion(db: Db, districtId: number, version: number): Promise<VersionRow | undefined> {
  const row = await db
    .selectFrom('catalogue_version')
    .select(['version', 'status', 'note'])
    .where('district_id', '=', districtId)
    .where('version', '=', version)
    .forUpdate()
    .executeTakeFirst()
  return row as VersionRow | undefined
}

export async function listClasses(
  db: Db,
  districtId: number,
  version?: number,
): Promise<readonly Selectable<CatalogueClassTable>[]> {
  const query = db.selectFrom('catalogue_class').selectAll().where('district_id', '=', districtId)
  return (version === undefined ? query : query.where('version', '=', version))
    .orderBy('version')
    .orderBy('kind', 'desc')
    .orderBy('code')
    .execute()
}

/** Makes the next version as a draft and returns its number; two at once meet at the primary key. */
export async function insertDraft(db: Db, districtId: number, note: string): Promise<number> {
  const row = await db
    .insertInto('catalogue_version')
    .columns(['district_id', 'version', 'status', 'note'])
    .expression((eb) =>
      eb
        .selectFrom('catalogue_version')
        .where('district_id', '=', districtId)
        .select(({ fn, val, lit }) => [
          val(districtId).as('district_id'),
          eb(fn.coalesce(fn.max('version'), lit(0)), '+', lit(1)).as('version'),
          val('draft').as('status'),
          val(note).as('note'),
        ]),
    )
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

export async function insertClasses(
  db: Db,
  districtId: number,
  version: number,
  classes: readonly ClassView[],
): Promise<void> {
  for (let start = 0; start < classes.length; start += 500)
    await db
      .insertInto('catalogue_class')
      .values(classes.slice(start, start + 500).map((entry) => toRow(districtId, version, entry)))
      .execute()
}

export async function putClassRow(db: Db, districtId: number, version: number, entry: ClassView): Promise<void> {
  const { district_id: _district, version: _version, code: _code, ...changed } = toRow(districtId, version, entry)
  await db
    .insertInto('catalogue_class')
    .values(toRow(districtId, version, entry))
    .onConflict((conflict) => conflict.columns(['district_id', 'version', 'code']).doUpdateSet(changed))
    .execute()
}

function toRow(districtId: number, version: number, entry: ClassView) {
  return {
    district_id: districtId,
    version,
    code: entry.code,
    kind: entry.kind,
    major: entry.major,
    major_en: entry.majorEn,
    minor: entry.minor,
    minor_en: entry.minorEn,
    filing_condition: entry.filingCondition,
    closing_condition: entry.closingCondition,
    stages: JSON.stringify(entry.stages),
    evidence_required: entry.evidenceRequired,
    urgent: entry.urgent,
    confidential: entry.confidential,
    responsible: JSON.stringify(entry.responsible),
    standard_replies: JSON.stringify(entry.standardReplies),
    source: entry.source,
  }
}

/** Takes a draft away with its classes. */
export async function deleteDraft(db: Db, districtId: number, version: number): Promise<void> {
  for (const table of ['catalogue_class', 'catalogue_version'] as const)
    await db.deleteFrom(table).where('district_id', '=', districtId).where('version', '=', version).execute()
}

export async function deleteClassRow(db: Db, districtId: number, version: number, code: string): Promise<void> {
  await db
    .deleteFrom('catalogue_class')
    .where('district_id', '=', districtId)
    .where('version', '=', version)
    .where('code', '=', code)
    .execute()
}

/** Names of classes, in force or drafted, that name a unit by its code as responsible. */
export async function listClassesNaming(db: Db, districtId: number, unitCode: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct c.minor as name from catalogue_class c
    join catalogue_version v on v.district_id = c.district_id and v.version = c.version and v.status <> 'retired'
    where c.district_id = ${districtId}
      and exists (select 1 from jsonb_each_text(c.responsible) r where r.value = ${unitCode})
    order by c.minor`.execute(db)
  return rows.map(({ name }) => name)
}

/** Puts one version in force and retires the one before, in this order because only one may be active. */
export async function activateVersion(db: Db, districtId: number, version: number): Promise<void> {
  await db
    .updateTable('catalogue_version')
    .set({ status: 'retired' })
    .where('district_id', '=', districtId)
    .where('status', '=', 'active')
    .execute()
  await db
    .updateTable('catalogue_version')
    .set({ status: 'active' })
    .where('district_id', '=', districtId)
    .where('version', '=', version)
    .execute()
}

export interface CalendarRows {
  readonly utcOffset_minutes: number
  readonly years: readonly { readonly year: number; readonly source: string }[]
  readonly exceptions: readonly { readonly day: string; readonly working: boolean; readonly name: string }[]
  readonly spans: readonly WorkSpan[]
}

export async function readCalendarRows(db: Db, districtId: number): Promise<CalendarRows> {
  const district = await db
    .selectFrom('district')
    .select('utc_offset_minutes')
    .where('district_id', '=', districtId)
    .executeTakeFirst()
  const years = await db
    .selectFrom('calendar_year')
    .select(['year', 'source'])
    .where('district_id', '=', districtId)
    .orderBy('year')
    .execute()
  const exceptions = await db
    .selectFrom('calendar_exception')
    .select(['day', 'working', 'name'])
    .where('district_id', '=', districtId)
    .orderBy('day')
    .execute()
  const hours = await db
    .selectFrom('working_hours')
    .select(['from_minute', 'to_minute'])
    .where('district_id', '=', districtId)
    .orderBy('from_minute')
    .execute()
  return {
    utcOffset_minutes: district?.utc_offset_minutes ?? 480,
    years,
    exceptions,
    spans: hours.map((row) => ({ fromMinute: row.from_minute, toMinute: row.to_minute })),
  }
}

export interface YearData {
  readonly year: number
  readonly source: string
  readonly exceptions: readonly { readonly day: string; readonly working: boolean; readonly name: string }[]
}

/** Replaces what is known of some years. */
export async function putYears(db: Db, districtId: number, years: readonly YearData[]): Promise<void> {
  for (const { year } of years)
    await db
      .deleteFrom('calendar_exception')
      .where('district_id', '=', districtId)
      .where('day', '>=', `${year}-01-01`)
      .where('day', '<=', `${year}-12-31`)
      .execute()
  const days = years.flatMap((year) => year.exceptions.map((day) => ({ district_id: districtId, ...day })))
  if (days.length > 0) await db.insertInto('calendar_exception').values(days).execute()
  if (years.length === 0) return
  await db
    .insertInto('calendar_year')
    .values(years.map(({ year, source }) => ({ district_id: districtId, year, source })))
    .onConflict((conflict) =>
      conflict.columns(['district_id', 'year']).doUpdateSet((eb) => ({ source: eb.ref('excluded.source') })),
    )
    .execute()
}

/** Open dates at or after an instant are to be computed again; with what was asked for and is not done yet. */
export async function askReplan(db: Db, districtId: number, year: number, from: Instant, now: Instant): Promise<void> {
  await db
    .updateTable('calendar_year')
    .set(({ fn, ref, val }) => ({
      replan_from: fn<Date>('least', [ref('replan_from'), val(toTimestamp(from))]),
      replan_asked_at: toTimestamp(now),
    }))
    .where('district_id', '=', districtId)
    .where('year', '=', year)
    .execute()
}

/** From when on dates are to be computed again, and when that was asked for last; null where nothing is. */
export async function findReplan(
  db: Db,
  districtId: number,
): Promise<{ readonly from: Instant; readonly askedAt: Instant } | null> {
  const row = await db
    .selectFrom('calendar_year')
    .select(({ fn }) => [fn.min('replan_from').as('from'), fn.max('replan_asked_at').as('askedAt')])
    .where('district_id', '=', districtId)
    .where('replan_from', 'is not', null)
    .executeTakeFirst()
  return row?.from && row.askedAt ? { from: row.from, askedAt: row.askedAt } : null
}

/** Dates are computed again; what was asked for meanwhile stays. */
export async function replanDone(db: Db, districtId: number, askedAt: Instant): Promise<void> {
  await db
    .updateTable('calendar_year')
    .set({ replan_from: null })
    .where('district_id', '=', districtId)
    .where(sql<boolean>`replan_asked_at <= ${toTimestamp(askedAt)}`)
    .execute()
}

/** Takes a year away: deadlines in it are refused from then on. */
export async function deleteYear(db: Db, districtId: number, year: number): Promise<void> {
  await putYears(db, districtId, [{ year, source: '', exceptions: [] }])
  await db.deleteFrom('calendar_year').where('district_id', '=', districtId).where('year', '=', year).execute()
}

export async function putHours(db: Db, districtId: number, spans: readonly WorkSpan[]): Promise<void> {
  await db.deleteFrom('working_hours').where('district_id', '=', districtId).execute()
  await db
    .insertInto('working_hours')
    .values(spans.map((span) => ({ district_id: districtId, from_minute: span.fromMinute, to_minute: span.toMinute })))
    .execute()
}
