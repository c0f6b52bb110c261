import type { Counts } from '@lianxin/domain'
import { FIGURES } from '@lianxin/domain'
import { sql, type RawBuilder } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import { COLUMN_OF } from './columns.ts'
import { planOf, splitFor, type Asked, type Piece } from './plan.ts'

type Sql = RawBuilder<unknown>

const SUMS = sql.join(FIGURES.map((figure) => sql`sum(${sql.ref(COLUMN_OF[figure])})::int as ${sql.ref(figure)}`))

/** What rows are told apart by; the level of a unit is looked up where the units are known. */
const KEYS: Readonly<Record<Asked['groupBy'], Sql>> = {
  none: sql`''`,
  unit: sql`unit_id::text`,
  level: sql`unit_id::text`,
  class: sql`class_code`,
  channel: sql`channel`,
  day: sql`day::text`,
  month: sql`date_trunc('month', day)::date::text`,
}

/** What lies under a node, byte by byte, so that the index may be used under row-level security. */
const under = (path: string): Sql => sql`grid_path ~>=~ ${path} and grid_path ~<~ ${`${path.slice(0, -1)}/`}`

/** Above every letter, so that a range ends behind all that begin alike. */
const LAST = '\u{10FFFF}'

/** What begins with a code, byte by byte like a path. */
const beginning = (code: string): Sql => sql`class_code ~>=~ ${code} and class_code ~<~ ${code + LAST}`

function pieceOf(districtId: number, asked: Asked, { source, from, to }: Piece): Sql {
  const { path, unitIds, classCode, channel } = asked
  const conditions = [sql`district_id = ${districtId}`, sql`day between ${from}::date and ${to}::date`]
  if (source === 'lines') conditions.push(under(path))
  else conditions.push(sql`span = ${source} and grid_path = ${path} and split = ${sql.lit(splitFor(asked))}`) // as written: an index is of one split
  if (unitIds !== null) conditions.push(sql`unit_id = any(${[...unitIds]}::uuid[])`)
  if (classCode !== undefined) conditions.push(beginning(classCode))
  if (channel !== undefined) conditions.push(sql`channel = ${channel}`)
  const table = sql.table(source === 'lines' ? 'figure_line' : 'figure_count')
  return sql`select ${KEYS[asked.groupBy]} as key, ${SUMS} from ${table} where ${sql.join(conditions, sql` and `)} group by 1`
}

/** Sums by key; what nothing was counted for is left out. What one may see, row-level security says. */
export async function listSums(tx: Tx, districtId: number, asked: Asked): Promise<({ key: string } & Counts)[]> {
  const pieces = planOf(asked).map((piece) => pieceOf(districtId, asked, piece))
  const { rows } = await sql<{ key: string } & Counts>`
    select key, ${sql.join(FIGURES.map((figure) => sql`sum(${sql.ref(figure)})::int as ${sql.ref(figure)}`))}
    from (${sql.join(pieces, sql` union all `)}) pieces group by key order by key`.execute(tx)
  return rows.filter((row) => FIGURES.some((figure) => row[figure] !== 0))
}

/** Offset of the district's days from UTC, minutes, and how far counting anew is; null when it is not under way. */
export async function readCounting(
  tx: Tx,
  districtId: number,
): Promise<{ readonly offset_min: number; readonly filled: number | null }> {
  const row = await tx
    .selectFrom('district')
    .leftJoin('figure_cursor', 'figure_cursor.district_id', 'district.district_id')
    .select(['utc_offset_minutes', 'filling_after', 'filled'])
    .where('district.district_id', '=', districtId)
    .executeTakeFirstOrThrow()
  const under_way = row.filled === null || row.filling_after !== null
  return { offset_min: row.utc_offset_minutes, filled: under_way ? (row.filled ?? 0) : null }
}
