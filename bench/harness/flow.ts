import type pg from 'pg'

import { tell } from './figures.ts'

/** The year the tickets lie in ends now. */
const DAYS = 365
/** Rows of one statement, so that progress can be told. */
const CHUNK = 100_000

const COLUMNS = [
  'received',
  'dispatched',
  'reported_up',
  'settled_of_received',
  'responded',
  'responded_in_time',
  'settled',
  'settled_dated',
  'settled_on_time',
  'settled_here',
  'rated',
  'satisfied',
  'reworked',
  'reopened',
  'failed_verifications',
  'ended_otherwise',
]
const NIL = `'00000000-0000-0000-0000-000000000000'::uuid`

/**
 * Tickets of a year by set-based SQL, in the proportions of the reports: a quarter with departments, 3 % passed up, 98 %
 * settled. Without histories and with an empty fold, so that a row is a third of a real one: what scans tickets is
 * favoured by it.
 */
export async function writeTickets(client: pg.Client, districtId: number, count: number): Promise<void> {
  await client.query(`create temp table base as select row_number() over (order by g.path) - 1 as nth, g.id, g.path, u.id as unit_id, u.level
    from grid g join unit u on u.district_id = g.district_id and u.grid_id = g.id and u.kind = 'territorial'
    where g.district_id = ${districtId} and g.kind = 'base'`)
  await client.query(`create temp table above as select u.id, u.level, u.grid_path from unit u
    where u.district_id = ${districtId} and u.kind = 'territorial' and u.level in (1, 2)`)
  await client.query(`create temp table bureau as select row_number() over (order by code) - 1 as nth, id, level from unit
    where district_id = ${districtId} and kind = 'department'`)
  await client.query(`create temp table classes as select row_number() over (order by code) - 1 as nth, code from (
    select distinct code from catalogue_class where district_id = ${districtId}) codes`)
  const channels = `array['residentQr','residentPage','gridWorker','hotline12345','patrolCar','department','camera','courtyardLeader','api']`
  for (let from = 0; from < count; from += CHUNK) {
    const to = Math.min(count, from + CHUNK)
    await client.query(`
      insert into ticket (district_id, id, number, revision, state, channel, urgency, title, description, address, lon, lat,
        grid_id, grid_path, class_code, holder_unit_id, holder_level, desk_unit_id, involved_unit_ids, clock_kind,
        clock_started_at, due_at, promised_at, rating, reported_at, filed_at, resolved_at, closed_at, changed_at, reopen_count,
        follow_hash, body)
      select ${districtId}, gen_random_uuid(), 'b' || n, 7, case when settled then 'closed' else 'inProgress' end, channel,
        'normal', '路灯不亮', '', '', null, null, base.id, base.path, classes.code, held.holder, held.level, desk, array[desk, held.holder],
        'verification', at, at + interval '5 days', at + interval '5 days',
        case when settled and random() < 0.5 then 1 + floor(pow(random(), 0.3) * 5)::int end, at, at,
        case when settled then at + took end, case when settled then at + took end, at + took, (random() < 0.02)::int,
        '\\x00', '{}'
      from (select n, now() - (n::float8 / ${count}) * interval '${DAYS} days' as at,
          floor(random() * (select count(*) from base))::int as grid, floor(pow(random(), 2) * (select count(*) from classes))::int as class,
          (${channels})[1 + floor(pow(random(), 1.5) * 9)::int] as channel, random() as whose,
          floor(pow(random(), 3) * (select count(*) from bureau))::int as office,
          random() < 0.98 as settled, pow(random(), 3) * interval '8 days' as took
        from generate_series(${from}, ${to - 1}) n) drawn
      join base on base.nth = grid join classes on classes.nth = class join bureau on bureau.nth = office
      cross join lateral (select id as desk from unit where district_id = ${districtId} and kind = 'desk' order by code limit 1) desk
      left join lateral (select id, level as up_level from above where starts_with(base.path, grid_path)
        and above.level = case when whose > 0.99 then 1 else 2 end limit 1) up on true
      cross join lateral (select case when whose < 0.25 then bureau.id when whose > 0.97 then coalesce(up.id, unit_id) else unit_id end as holder,
        case when whose < 0.25 then bureau.level when whose > 0.97 then coalesce(up_level, base.level) else base.level end as level) held`)
    tell(`${to} tickets written`)
  }
}

const day = (column: string): string => `(${column} at time zone 'Asia/Shanghai')::date`

/** What those tickets add to the figures, as the rules of the domain would have it of such histories. */
export async function writeLines(client: pg.Client, districtId: number): Promise<void> {
  const head = 'district_id, ticket_id, day, unit_id, unit_level, grid_path, class_code, channel'
  const from = `from ticket where district_id = ${districtId}`
  await client.query(`insert into figure_line (${head}, received, dispatched, reported_up, settled_of_received)
    select district_id, id, ${day('reported_at')}, holder_unit_id, holder_level, grid_path, class_code, channel, 1,
      (holder_level not in (1, 2))::int, (holder_level in (1, 2))::int, (resolved_at is not null)::int ${from}`)
  await client.query(`insert into figure_line (${head}, responded, responded_in_time)
    select district_id, id, ${day('reported_at')}, desk_unit_id, 0, grid_path, class_code, channel, 1, 1 ${from}
    on conflict do nothing`)
  await client.query(`insert into figure_line (${head}, settled, settled_dated, settled_on_time, settled_here, rated, satisfied, reopened)
    select district_id, id, ${day('resolved_at')}, holder_unit_id, holder_level, grid_path, class_code, channel, 1, 1,
      (resolved_at <= promised_at)::int, (holder_level not in (1, 2))::int, (rating is not null)::int,
      (rating is not null and rating >= 4)::int, reopen_count ${from} and resolved_at is not null
    on conflict (district_id, ticket_id, day, unit_id) do update set settled = 1, settled_dated = 1,
      settled_on_time = excluded.settled_on_time, settled_here = excluded.settled_here, rated = excluded.rated,
      satisfied = excluded.satisfied, reopened = excluded.reopened`)
}

const SPLITS = ['', 'unit', 'class', 'channel', 'unit class', 'unit channel', 'class channel', 'unit class channel']
const DIMENSIONS = [
  ['unit', 'unit_id', NIL],
  ['class', 'class_code', `''`],
  ['channel', 'channel', `''`],
] as const

/** The counters the server would have kept, by the same rule of what is kept (modules/oversight/figures/tally.ts). */
export async function writeCounts(client: pg.Client, districtId: number): Promise<void> {
  const sums = COLUMNS.map((column) => `sum(${column})`).join(', ')
  for (const depth of [1, 2, 3, 4]) {
    await client.query(`drop table if exists node; create temp table node as select path,
      substring(path from '^(?:[0-9]+\\.){${depth}}') as over from grid where district_id = ${districtId}`)
    await client.query('analyze node')
    for (const span of ['day', 'month']) {
      const kept = SPLITS.filter((split) => {
        const parts = split === '' ? 0 : split.split(' ').length
        return (
          parts === 0 ||
          (parts === 1 ? span === 'month' || depth <= 3 : (parts === 2 || span === 'month') && depth <= 2)
        )
      })
      const sets = kept.map((split) => {
        const columns = DIMENSIONS.filter(([name]) => split.split(' ').includes(name)).map(([, column]) => column)
        return `(${['over', 'of_day', ...columns].join(', ')})`
      })
      // Only what some set groups by may be asked whether this row is grouped by it.
      const isUsed = (name: string): boolean => kept.some((split) => split.split(' ').includes(name))
      const values = DIMENSIONS.map(([name, column, none]) =>
        isUsed(name) ? `case when grouping(${column}) = 0 then ${column} else ${none} end` : none,
      )
      const names = DIMENSIONS.map(([name, column]) =>
        isUsed(name) ? `case when grouping(${column}) = 0 then '${name}' end` : 'null',
      )
      await client.query(`insert into figure_count (district_id, span, grid_path, split, day, unit_id, class_code, channel, ${COLUMNS.join(', ')})
        select ${districtId}, '${span}', over, coalesce(nullif(concat_ws(' ', ${names.join(', ')}), ''), 'all'), of_day, ${values.join(', ')}, ${sums}
        from (select over, ${span === 'day' ? 'day' : `date_trunc('month', day)::date`} as of_day, line.*
          from figure_line line join node on node.path = line.grid_path and node.over is not null
          where district_id = ${districtId}) lines
        group by grouping sets (${sets.join(', ')})`)
      tell(`counters of level ${depth} by ${span}`)
    }
  }
  await client.query(`insert into figure_cursor (district_id, at, filling_after) values (${districtId}, now(), null)
    on conflict (district_id) do update set filling_after = null`)
}

/**
 * Writes into tables without the indexes that only reading needs, and makes them again afterwards.
 * @param left  indexes of these names stay away
 */
export async function withoutIndexes(
  client: pg.Client,
  table: string,
  work: () => Promise<void>,
  left = /^$/,
): Promise<void> {
  const { rows } = await client.query<{ indexname: string; indexdef: string }>(
    `select indexname, indexdef from pg_indexes where tablename = $1 and indexdef not like 'CREATE UNIQUE%'`,
    [table],
  )
  for (const { indexname } of rows) await client.query(`drop index ${indexname}`)
  await work()
  for (const { indexdef } of rows.filter(({ indexname }) => !left.test(indexname))) await client.query(indexdef)
  tell(`indexes of ${table} made`)
}
