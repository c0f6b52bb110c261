import type {
  countTickets,
  findCount,
  listPoints,
  listTickets,
  mapTickets,
  ReplyOf,
  TicketPoint,
} from '@lianxin/contract'
import { DEEPEST } from '@lianxin/contract'
import { addWorkingTime, dayNumberOf, dayStart, HOUR_MS } from '@lianxin/domain'

import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import type { TicketDeps } from './deps.ts'
import { surroundingsOf, type Surroundings } from './perform.ts'
import { publicTitle } from './public-title.ts'
import { countFound, listOnMap, listPage, listPointRows, type PointRow } from './search.ts'
import { actsForUnits } from './standing.ts'
import { conditionOf, nearDueUntil, rowView } from './view.ts'
import { COUNT_CAP, countLists, type Looking } from './work-lists.ts'

/** What counts as soon: 24 hours of working time, about three days. */
const SOON = { amount: 24, unit: 'workHour' } as const

function looking(call: Pick<Call, 'session' | 'now'>, around: Surroundings): Looking {
  const session = sessionOf(call)
  const { calendar, places } = around
  const soon = addWorkingTime(calendar, call.now, SOON)
  return {
    districtId: around.districtId,
    personId: session.personId,
    unitIds: actsForUnits(session, around.places),
    now: call.now,
    nearDueUntil: nearDueUntil(around, call.now),
    endOfToday: dayStart(calendar, dayNumberOf(calendar, call.now) + 1),
    // Without calendar data by the clock alone; such deadlines have no date anyway.
    in24Hours: soon.ok ? soon.value : call.now + SOON.amount * HOUR_MS,
    seesAll: session.territory !== '' && places.fallbackDesk.gridPath.startsWith(session.territory),
    pathOfGrid: (gridId) => places.gridById(gridId)?.path,
  }
}

/** A page of a work list. What one may see, row-level security says. */
export async function listForStaff(
  call: Call<typeof listTickets>,
  deps: TicketDeps,
): Promise<ReplyOf<typeof listTickets>> {
  const around = await surroundingsOf(deps, call.tx, sessionOf(call).districtId)
  const { rows, nextCursor } = await listPage(call.tx, call.query, looking(call, around))
  return { items: rows.map((row) => rowView(row, around, call.now)), nextCursor }
}

/** The numbers beside the names of the lists. */
export async function countForStaff(
  call: Call<typeof countTickets>,
  deps: TicketDeps,
): Promise<ReplyOf<typeof countTickets>> {
  const around = await surroundingsOf(deps, call.tx, sessionOf(call).districtId)
  return { lists: await countLists(call.tx, looking(call, around)), capped: COUNT_CAP }
}

/** How many tickets a filter finds. */
export async function countFoundForStaff(
  call: Call<typeof findCount>,
  deps: TicketDeps,
): Promise<ReplyOf<typeof findCount>> {
  const around = await surroundingsOf(deps, call.tx, sessionOf(call).districtId)
  const { most = DEEPEST, ...filter } = call.query
  const found = await countFound(call.tx, filter, looking(call, around), most + 1)
  return { found: Math.min(found, most), capped: found > most }
}

function pointView(row: PointRow, around: Surroundings, now: number): TicketPoint {
  const clock = { dueAt: row.due_at, stoppedAt: null }
  return {
    id: row.id,
    number: row.number,
    title: publicTitle(around.classes, row.class_ref, row.title),
    state: row.state,
    urgency: row.urgency,
    condition: conditionOf(clock, row.state, now, nearDueUntil(around, now)),
    position: { lon: row.lon ?? 0, lat: row.lat ?? 0 },
  }
}

/** The tickets of a list as points of the map beside it. */
export async function pointsForStaff(
  call: Call<typeof listPoints>,
  deps: TicketDeps,
): Promise<ReplyOf<typeof listPoints>> {
  const around = await surroundingsOf(deps, call.tx, sessionOf(call).districtId)
  const { limit = DEFAULT_MAP_LIMIT, ...filter } = call.query
  const rows = await listPointRows(call.tx, filter, looking(call, around), limit + 1)
  return { items: rows.slice(0, limit).map((row) => pointView(row, around, call.now)), more: rows.length > limit }
}

const DEFAULT_MAP_LIMIT = 2000

/** Open tickets with a place. */
export async function mapForStaff(
  call: Call<typeof mapTickets>,
  deps: TicketDeps,
): Promise<ReplyOf<typeof mapTickets>> {
  const { districtId } = sessionOf(call)
  const around = await surroundingsOf(deps, call.tx, districtId)
  const { under, limit = DEFAULT_MAP_LIMIT } = call.query
  const rows = await listOnMap(call.tx, districtId, under, limit)
  return { items: rows.map((row) => pointView(row, around, call.now)) }
}
