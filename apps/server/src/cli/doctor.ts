import { sql, type Kysely, type RawBuilder } from 'kysely'
import { Command } from 'commander'

import { pendingMigrations } from '../platform/db/migrate.ts'
import type { Schema } from '../platform/db/schema.ts'
import type { Line, Task } from './task.ts'

type Level = 'good' | 'warning' | 'bad'
interface Finding {
  readonly level: Level
  readonly zh: string
  readonly en: string
}

const MARKS: Readonly<Record<Level, string>> = { good: '✓', warning: '!', bad: '✗' }
const OLDEST_POSTGRES = 15
/** The State Council publishes the next year's holidays in November. */
const CALENDAR_WARNING_DAYS = 45
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

const finding = (level: Level, zh: string, en: string): Finding => ({ level, zh, en })

async function numberOf(db: Kysely<Schema>, from: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${from}`.execute(db)
  return rows[0]?.n ?? 0
}

async function schemaFindings({ db, migrations }: Task): Promise<readonly Finding[]> {
  const { rows } = await db.owner.query<{ version: string; major: number }>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major`,
  )
  const { version = '?', major = 0 } = rows[0] ?? {}
  const server = finding(
    major >= OLDEST_POSTGRES ? 'good' : 'bad',
    `PostgreSQL ${version}`,
    `needs ${OLDEST_POSTGRES} or newer`,
  )
  const pending = await pendingMigrations(db.owner, migrations)
  if (pending.length === 0) return [server, finding('good', '库结构最新', 'the schema is up to date')]
  const names = pending.map(({ name }) => name).join(', ')
  return [
    server,
    finding('bad', `待执行迁移 ${names}，启动系统即执行`, 'pending migrations; start the server to apply them'),
  ]
}

async function calendarFinding(db: Kysely<Schema>, { districtId, now }: Task): Promise<Finding> {
  const row = await db
    .selectFrom('calendar_year')
    .select(({ fn }) => fn.max('year').as('year'))
    .where('district_id', '=', districtId)
    .executeTakeFirst()
  const year = row?.year
  if (!year) return finding('bad', '没有工作日历：lianxin calendar import <年>', 'no working calendar; import a year')
  const left = Math.floor((Date.UTC(year + 1, 0, 1) - now) / DAY_MS)
  const level = left <= 0 ? 'bad' : left < CALENDAR_WARNING_DAYS ? 'warning' : 'good'
  return finding(level, `工作日历至 ${year}-12-31`, `the calendar is valid until ${year}-12-31`)
}

const orphans = (districtId: number) => sql`ticket t
  left join unit u on u.district_id = t.district_id and u.id = t.holder_unit_id
  where t.district_id = ${districtId} and t.closed_at is null and (u.id is null or not u.active)`

/** A paused clock has no date of its own; it comes with the end of the pause. */
const clockless = (districtId: number) => sql`ticket where district_id = ${districtId} and closed_at is null
  and due_at is null and calendar_missing_year is null and not paused`

const waiting = (districtId: number) => sql`ticket where district_id = ${districtId} and closed_at is null
  and calendar_missing_year is not null`

const overdue = (districtId: number, at: string) => sql`ticket where district_id = ${districtId} and closed_at is null
  and due_at < ${at}::timestamptz`

const unstaffed = (districtId: number, day: string) => sql`grid g
  where g.district_id = ${districtId} and g.kind = 'base' and g.valid_to is null and not exists (
    select from grid_staff s where s.district_id = g.district_id and s.grid_id = g.id
      and s.duty = 'fullTimeGridWorker' and s.valid_from <= ${day}::date
      and (s.valid_to is null or s.valid_to > ${day}::date))`

const vacant = (districtId: number, day: string) => sql`unit u
  where u.district_id = ${districtId} and u.active and not exists (
    select from post p where p.district_id = u.district_id and p.unit_id = u.id and p.valid_from <= ${day}::date
      and (p.valid_to is null or p.valid_to > ${day}::date))`

const setAside = (districtId: number) => sql`outbox_set_aside where district_id = ${districtId}`

const classesInForce = (districtId: number) => sql`catalogue_class
  join catalogue_version v using (district_id, version) where district_id = ${districtId} and v.status = 'active'`

async function districtFindings(db: Kysely<Schema>, task: Task): Promise<readonly Finding[]> {
  const { districtId, now } = task
  const district = await db
    .selectFrom('district')
    .select(['name', 'utc_offset_minutes'])
    .where('district_id', '=', districtId)
    .executeTakeFirst()
  if (!district) return [finding('bad', `没有区划 ${districtId}`, `there is no district ${districtId}`)]
  const today = new Date(now + district.utc_offset_minutes * MINUTE_MS).toISOString().slice(0, 10)
  const none = async (level: Level, from: RawBuilder<unknown>, zh: string, en: string): Promise<Finding> => {
    const n = await numberOf(db, from)
    return finding(n === 0 ? 'good' : level, `${zh} ${n}`, `${en}: ${n}`)
  }
  const classes = await numberOf(db, classesInForce(districtId))
  return [
    finding('good', `${district.name}（${districtId}）`, 'the district'),
    finding(classes > 0 ? 'good' : 'bad', `现行目录 ${classes} 类`, 'classes in force'),
    await calendarFinding(db, task),
    await none('bad', orphans(districtId), '无承办单位的事件', 'tickets without owner'),
    await none('bad', clockless(districtId), '无期限的事件', 'tickets without clock'),
    await none('warning', waiting(districtId), '等待日历的事件', 'tickets that wait for the calendar'),
    await none(
      'bad',
      setAside(districtId),
      '无法处理、正在重试的消息',
      'messages that cannot be taken and are tried again',
    ),
    await none('warning', overdue(districtId, new Date(now).toISOString()), '已超期的事件', 'overdue tickets'),
    await none('warning', unstaffed(districtId, today), '无专职网格员的网格', 'base grids without full-time worker'),
    await none('warning', vacant(districtId, today), '无人任职的单位', 'units without anybody in post'),
  ]
}

/** Looks at everything that must hold. */
async function examine(task: Task): Promise<readonly Finding[]> {
  const schema = await schemaFindings(task)
  if (schema.some(({ level }) => level === 'bad')) return schema
  return [...schema, ...(await task.db.asOwner((db) => districtFindings(db, task)))]
}

/** `lianxin doctor`: changes nothing; the exit code is 1 where something must be mended. */
export function doctorCommand({ withTask, terminal, fail }: Line): Command {
  return new Command('doctor').description('体检 / check that all is well').action(async () => {
    const findings = await withTask(examine, { migrate: false })
    for (const { level, zh, en } of findings) terminal.line(`${MARKS[level]} ${zh} / ${en}`)
    if (findings.some(({ level }) => level === 'bad')) fail()
  })
}
