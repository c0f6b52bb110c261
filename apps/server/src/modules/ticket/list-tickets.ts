import type { countTickets, listTickets, mapTickets, ReplyOf, similarTickets } from '@lianxin/contract'
import { DAY_MS, distance_m } from '@lianxin/domain'

import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { bigrams, likeness } from './bigrams.ts'
import type { TicketDeps } from './deps.ts'
import { surroundingsOf, type Surroundings } from './perform.ts'
import { COUNT_CAP, countLists, listAlike, listOnMap, listPage, type Looking } from './search.ts'
import { actsForUnits } from './standing.ts'
import { conditionOf, iso, nearDueUntil, rowView } from './view.ts'

function looking(call: Pick<Call, 'session' | 'now'>, around: Surroundings): Looking {
  const session = sessionOf(call)
  return {
    districtId: around.districtId,
    personId: session.personId,
    unitIds: actsForUnits(session, around.places),
    now: call.now,
    nearDueUntil: nearDueUntil(around, call.now),
    seesAll: session.territory !== '' && around.places.fallbackDesk.gridPath.startsWith(session.territory),
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
  const near = nearDueUntil(around, call.now)
  const items = rows.map((row) => {
    const entry = around.classes.of(row.class_ref)
    const clock = { dueAt: row.due_at, stoppedAt: null }
    return {
      id: row.id,
      number: row.number,
      title: entry?.confidential ? entry.minor : row.title,
      state: row.state,
      urgency: row.urgency,
      condition: conditionOf(clock, row.state, call.now, near),
      position: { lon: row.lon ?? 0, lat: row.lat ?? 0 },
    }
  })
  return { items }
}

/** How far back a duplicate is looked for, and how many are shown. */
const SIMILAR_DAYS = 30
const SIMILAR_SHOWN = 10
const SIMILAR_CANDIDATES = 60
/** Pairs asked for: a long text holds no more of its matter than its beginning. */
const SIMILAR_PAIRS = 60
/** Below both, two reports have nothing to do with each other. */
const MIN_LIKENESS = 0.15
/** At this distance nearness no longer counts. */
const NEAR_M = 500

/** Open tickets of the last 30 days that may be the same matter: alike in words, and near where both have a place. */
export async function similarForStaff(
  call: Call<typeof similarTickets>,
  deps: TicketDeps,
): Promise<ReplyOf<typeof similarTickets>> {
  const { districtId } = sessionOf(call)
  const { text, lon, lat, excludeId } = call.query
  const pairs = bigrams(text).slice(0, SIMILAR_PAIRS)
  if (pairs.length === 0) return { items: [] }
  const { classes } = await surroundingsOf(deps, call.tx, districtId)
  const since = call.now - SIMILAR_DAYS * DAY_MS
  const rows = await listAlike(call.tx, districtId, { pairs, since, most: SIMILAR_CANDIDATES })
  const here = lon === undefined || lat === undefined ? undefined : ([lon, lat] as const)
  const items = rows
    .filter((row) => row.id !== excludeId && !classes.of(row.class_ref)?.confidential)
    .map((row) => {
      const there = row.lon === null || row.lat === null ? undefined : ([row.lon, row.lat] as const)
      const away_m = here && there ? Math.round(distance_m(here, there)) : null
      const alike = likeness(pairs, row.search_bigrams.slice(0, SIMILAR_PAIRS))
      const near = away_m === null ? 0 : 0.3 * Math.max(0, 1 - away_m / NEAR_M)
      return { row, away_m, alike, score: alike + (alike > 0 ? near : 0) }
    })
    .filter(({ score }) => score >= MIN_LIKENESS)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, SIMILAR_SHOWN)
  return {
    items: items.map(({ row, away_m, score }) => ({
      id: row.id,
      number: row.number,
      title: row.title,
      address: row.address,
      state: row.state,
      reportedAt: iso(row.reported_at),
      likeness: Math.min(1, Number(score.toFixed(3))),
      distance_m: away_m,
    })),
  }
}
