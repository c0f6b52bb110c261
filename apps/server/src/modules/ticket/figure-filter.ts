import { parseFigureFilter } from '@lianxin/contract'
import type { Figure } from '@lianxin/domain'
import { sql, type RawBuilder } from 'kysely'

import { Refusal } from '../../platform/refusal.ts'

/** `settledOnTime` is the column `settled_on_time`; the figure was checked against the list of all. */
const columnOf = (figure: Figure): string => figure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/**
 * The tickets behind a number of the statistics screen, by what each was counted for: so many are listed as were counted.
 * @throws Refusal request.invalid
 */
export function figureCondition(text: string): RawBuilder<unknown> {
  const filter = parseFigureFilter(text)
  if (!filter) throw new Refusal('request.invalid', {}, '/figure')
  const { figure, from, to, unitId, level, classCode, channel, under } = filter
  const conditions: RawBuilder<unknown>[] = [
    sql`line.district_id = ticket.district_id`,
    sql`line.ticket_id = ticket.id`,
    sql`line.day between ${from}::date and ${to}::date`,
    sql`line.${sql.ref(columnOf(figure))} > 0`,
  ]
  if (unitId !== undefined) conditions.push(sql`line.unit_id = ${unitId}::uuid`)
  if (level !== undefined) conditions.push(sql`line.unit_level = ${level}`)
  if (classCode !== undefined)
    conditions.push(classCode === '' ? sql`line.class_code = ''` : sql`starts_with(line.class_code, ${classCode})`)
  if (channel !== undefined) conditions.push(sql`line.channel = ${channel}`)
  if (under !== undefined) conditions.push(sql`starts_with(line.grid_path, ${under})`)
  return sql`exists (select from figure_line line where ${sql.join(conditions, sql` and `)})`
}
