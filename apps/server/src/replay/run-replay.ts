import { ROLES } from '@lianxin/contract'
import {
  DEMO_CATALOGUE,
  type DemoOrganisation,
  expectedCounts,
  pointInGrid,
  type ReplayFlow,
  replayEnd,
  replayMatters,
  seeded,
} from '@lianxin/demo'
import { FIGURES, type Figure } from '@lianxin/domain'
import { sql } from 'kysely'

import type { App } from '../app.ts'
import { seedCity, type DemoCity } from '../demo/seed-city.ts'
import { cityOf } from '../demo/seed-demo.ts'
import { roleSession } from '../modules/access/index.ts'
import { seedCalendarYears } from '../modules/catalogue/index.ts'
import { countChanges, figuresFor } from '../modules/oversight/index.ts'
import type { Database } from '../platform/db/database.ts'
import { scopeOf, type Session } from '../platform/session.ts'
import { feedMatters, type ReplayCity } from './feed.ts'

/** What a report says beside what the statistics of the product told when the flow had been lived. */
export interface ReplayOutcome {
  readonly expected: Readonly<Record<string, number>>
  /** From the counters of the statistics, asked as the district leader. */
  readonly counted: Readonly<Record<Figure, number>>
  readonly isSame: boolean
  /** Reports and commands that were given. */
  readonly commands: number
  readonly seconds: number
}

export interface ReplayOptions {
  readonly flow: ReplayFlow
  readonly clock: { at: number }
  readonly say: (line: string) => void
}

const OFFSET_MIN = 480
const SEED = 41
/** Progress is told, and the statistics follow, so often. */
const EVERY_DAYS = 30

/** Thrown before anything is written: a replay is made beside the work of a district, never in it. */
export class DatabaseNotEmpty extends Error {}

/**
 * Makes the demo district as it would have stood before the first day of a flow, in an empty database.
 * @throws DatabaseNotEmpty where there is a district already
 */
export async function seedReplay(db: Database, flow: ReplayFlow): Promise<DemoCity> {
  const until = Date.parse(flow.from) - OFFSET_MIN * 60_000
  const city = { ...cityOf({ kind: 'taibai', until }), since: flow.from }
  const years = [new Date(until).getUTCFullYear(), new Date(replayEnd(flow)).getUTCFullYear()] as const
  await db.asOwner(async (owner) => {
    const known = await owner.selectFrom('district').select('district_id').limit(1).execute()
    if (known.length > 0) throw new DatabaseNotEmpty()
    await owner.transaction().execute(async (tx) => {
      await seedCity(tx, city, { until, count: 0, written: 0, kind: 'taibai' })
      const all = Array.from({ length: years[1] - years[0] + 1 }, (_, nth) => years[0] + nth)
      await seedCalendarYears(tx, city.districtId, all)
    })
    await sql`analyze`.execute(owner)
    // Nobody waits for an acknowledgement here, and the database can be made again.
    await sql`do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$`.execute(
      owner,
    )
  })
  return city
}

/** The people of a demo district as they would have signed in, one for each unit. */
function sessionsOf(districtId: number, { posts, units, persons }: DemoOrganisation) {
  const unitOf = new Map(units.map((unit) => [unit.id, unit]))
  const nameOf = new Map(persons.map((person) => [person.id, person.name]))
  const all = posts.map((post): Session => {
    const unit = unitOf.get(post.unitId)
    return roleSession(districtId, {
      session_id: post.id,
      account_id: post.id,
      person_id: post.personId,
      person_name: nameOf.get(post.personId) ?? '',
      post_id: post.id,
      role: post.role,
      unit_id: post.unitId,
      unit_kind: unit?.kind ?? null,
      grid_path: unit?.gridPath ?? null,
      unit_ids: [post.unitId],
      last_seen_at: 0,
    })
  })
  const handling = all.filter(
    ({ role }) => role !== null && (ROLES[role] as readonly string[]).includes('ticket.handle'),
  )
  return {
    byUnit: new Map(handling.map((session) => [session.unitId ?? '', session])),
    inRole(role: Session['role']): Session {
      const found = all.find((session) => session.role === role)
      if (!found) throw new Error(`nobody is in the role ${role ?? ''}`)
      return found
    },
  }
}

/**
 * Lives a flow through the commands of a running application, and asks its statistics what came of it.
 * @param clock  the clock the application was built with; moved from the first day to after the last
 */
export async function runReplay(inside: App['inside'], city: DemoCity, options: ReplayOptions): Promise<ReplayOutcome> {
  const { flow, clock, say } = options
  const { districtId, grids, organisation } = city
  const base = grids.filter(({ level }) => level === 3)
  const { byUnit, inRole } = sessionsOf(districtId, organisation)
  const draw = seeded(SEED)
  const replayed: ReplayCity = {
    districtId,
    places: base.map((grid) => ({ ...pointInGrid(draw, grid), name: grid.name })),
    desk: inRole('dispatcher'),
    hotline: inRole('hotlineClerk'),
    holder: (unitId) => {
      const session = byUnit.get(unitId)
      if (!session) throw new Error(`nobody is in post at the unit ${unitId}`)
      return session
    },
    department: (code) => organisation.units.find((unit) => unit.code === code)?.id,
  }
  const matters = replayMatters({
    flow,
    seed: SEED,
    offset_min: OFFSET_MIN,
    placeCount: base.length,
    placeName: (place) => base[place]?.name ?? '',
    classes: DEMO_CATALOGUE.filter(({ evidenceRequired }) => !evidenceRequired),
  })
  const began = performance.now()
  const seconds = (): number => Math.round((performance.now() - began) / 1000)
  let days = 0
  let commands = 0
  await countChanges(inside, districtId)
  await feedMatters(
    {
      city: replayed,
      deps: inside,
      clock,
      afterDay: async (day) => {
        commands = day.commands
        if (++days % EVERY_DAYS !== 0) return
        await countChanges(inside, districtId)
        say(`${new Date(clock.at).toISOString().slice(0, 10)}: ${day.reported} / ${flow.received}, ${seconds()} s`)
      },
    },
    matters,
  )
  await countChanges(inside, districtId)
  const { counts } = await askFigures(inside, inRole('districtLeader'), flow, clock.at)
  const expected = expectedCounts(flow)
  const isSame = Object.entries(expected).every(([figure, count]) => counts[figure as Figure] === count)
  return { expected, counted: counts, isSame, commands, seconds: seconds() }
}

/** What was reported in the days of the flow, and what came of it until everything planned had happened. */
async function askFigures(inside: App['inside'], session: Session, flow: ReplayFlow, now: number) {
  const to = new Date(replayEnd(flow)).toISOString().slice(0, 10)
  return inside.db.withScope(scopeOf(session), async (tx) => {
    const { total } = await figuresFor({ tx, session, now }, { from: flow.from, to, groupBy: 'none' }, inside)
    const counts = Object.fromEntries(FIGURES.map((figure) => [figure, total.counts[figure]]))
    return { counts: counts as Readonly<Record<Figure, number>> }
  })
}
