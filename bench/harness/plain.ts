import pg from 'pg'

/** What a demo person sees, for asking the same by plain SQL. */
export interface Sight {
  readonly districtId: number
  readonly personId: string
  readonly unitId: string
  readonly territory: string
  readonly unitIds: readonly string[]
}

const text = pg.escapeLiteral
const uuids = (ids: readonly string[]): string => `'{${ids.join(',')}}'::uuid[]`
const DUE = `coalesce(due_at, 'infinity'::timestamptz)`

/** What may be seen, as a condition that anybody would write. */
function seen({ districtId, territory, unitIds }: Sight): string {
  const involved = `involved_unit_ids && ${uuids(unitIds)}`
  return `district_id = ${districtId} and ${territory === '' ? involved : `(grid_path like ${text(`${territory}%`)} or ${involved})`}`
}

/** The work lists as plain conditions. */
export const PLAIN_LISTS: Readonly<Record<string, (sight: Sight) => string>> = {
  desk: () => `closed_at is null and state in ('reported', 'accepted', 'filed')`,
  mine: ({ unitId, personId }) => `closed_at is null and holder_unit_id = ${text(unitId)}
    and state in ('dispatched', 'acknowledged', 'inProgress', 'suspended')
    and (holder_person_id is null or holder_person_id = ${text(personId)})`,
  unit: ({ unitId }) => `closed_at is null and holder_unit_id = ${text(unitId)}`,
  nearDue: () => `closed_at is null and not paused and ${DUE} between now() and now() + interval '4 hours'`,
  overdue: () => `closed_at is null and not paused and ${DUE} < now()`,
  approval: () => `pending_kind is not null`,
  verification: () => `closed_at is null and state in ('resolved', 'verified')`,
  reopened: () => `closed_at is null and reopen_count > 0`,
  unlocated: () => `closed_at is null and grid_id is null`,
  open: () => `closed_at is null`,
  all: () => `true`,
}

const COLUMNS = `id, number, revision, state, channel, urgency, title, address, lon, lat, grid_id, grid_path,
  body->'class', holder_unit_id, body->'clock', pending_kind, photo_count, rating, reported_at, changed_at, closed_at, due_at`

export function plainList(sight: Sight, list: string): string {
  const order = list === 'all' ? 'changed_at desc, id desc' : `${DUE}, id`
  return `select ${COLUMNS} from ticket where ${seen(sight)} and ${PLAIN_LISTS[list]?.(sight)} order by ${order} limit 51`
}

export function plainCounts(sight: Sight): string {
  const counts = Object.entries(PLAIN_LISTS).map(
    ([list, condition]) =>
      `(select count(*) from (select 1 from ticket where ${seen(sight)} and ${condition(sight)} limit 1000) c) as "${list}"`,
  )
  return `select ${counts.join(', ')}`
}

/** @param pairs  the pairs of characters that the words hold */
export function plainSearch(sight: Sight, pairs: readonly string[]): string {
  return `select ${COLUMNS} from ticket where ${seen(sight)} and search_bigrams @> array[${pairs.map(text).join(',')}]
    order by changed_at desc, id desc limit 51`
}

export const plainTicket = (sight: Sight, id: string): readonly string[] => [
  `select * from ticket where ${seen(sight)} and id = ${text(id)}`,
  `select body from ticket_step where district_id = ${sight.districtId} and ticket_id = ${text(id)} order by seq`,
  `select * from photo where district_id = ${sight.districtId} and ticket_id = ${text(id)}`,
]

/** Reads how the person of a session stands, as the server does. */
export async function readSight(client: pg.Client, personId: string, unitId: string): Promise<Sight> {
  const { rows } = await client.query<{ district_id: number; kind: string; grid_path: string; line: string[] }>(
    `with recursive line as (
       select id from unit where id = $1 union all
       select u.id from unit u join line on u.parent_id = line.id where u.kind = 'department')
     select district_id, kind, grid_path, (select array_agg(id) from line) as line from unit where id = $1`,
    [unitId],
  )
  const [row] = rows
  if (!row) throw new Error('no such unit')
  const territory = row.kind === 'department' ? '' : row.grid_path
  const unitIds = row.kind === 'department' ? row.line : [unitId]
  return { districtId: row.district_id, personId, unitId, territory, unitIds }
}
