import {
  buildOrganisation,
  cityPartition,
  type DemoTicket,
  generateFlow,
  plantTree,
  seeded,
  taibaiPartition,
} from '@lianxin/demo'
import { sql, type Kysely } from 'kysely'

import { CatalogueBooks, LAST_KNOWN_YEAR, seedCalendarYears } from '../modules/catalogue/index.ts'
import { historyToWrite } from '../modules/intake/index.ts'
import { countHistories } from '../modules/oversight/index.ts'
import { writeHistories } from '../modules/ticket/index.ts'
import type { Database } from '../platform/db/database.ts'
import type { DistrictSettings, Schema } from '../platform/db/schema.ts'
import { seedCity, type DemoCity } from './seed-city.ts'

export interface DemoOptions {
  readonly kind: 'taibai' | 'zhengzhou'
  readonly now: number
  /** Number of tickets in the year, 0 for an empty district. */
  readonly tickets: number
  /** Secret of the follow tokens, so that generated tickets can be followed too. */
  readonly secret: Buffer
  readonly say: (line: string) => void
}

/** Goes on with the year's flow, oldest last, until done or stopped. Stopped in between, the next start goes on. */
export type FillUp = (stop: AbortSignal) => Promise<void>

const DAYS = 365
const SEED = 20_231_101
/** Tickets written in one transaction. */
const CHUNK = 500
/** The newest weeks are there before the first page is served; the rest of the year follows while it serves. */
const AT_FIRST = 5_000
/** The default of a district: two years. */
const RETENTION_DAYS = 730
const KINDS = {
  taibai: {
    name: '太白湖新区（示范）',
    partition: taibaiPartition,
    staffing: { helpersPerGrid: 4, vacancyShare: 0.02 },
  },
  zhengzhou: { name: '郑州市（示范）', partition: cityPartition, staffing: { helpersPerGrid: 1, vacancyShare: 0.01 } },
} as const
/** Held while seeding, so that two processes started together make one district. */
const SEED_LOCK = 7_309

type Flow = NonNullable<DistrictSettings['demoFlow']>

/**
 * Makes the demo district where the database holds no district yet, with the newest weeks of its flow; the same seed
 * gives the same district. Lives of tickets run through the real core, up to the present.
 * @returns what remains to be filled in while the server serves; null when the year is complete or the district is real
 */
export async function seedDemo(db: Database, options: DemoOptions): Promise<FillUp | null> {
  const { kind, now, say, tickets } = options
  return db.asOwner(async (owner) => {
    await sql`select pg_advisory_lock(${SEED_LOCK})`.execute(owner)
    try {
      const known = await owner.selectFrom('district').select(['district_id', 'settings']).execute()
      const flow =
        known.length > 0
          ? known.find((one) => one.settings.demo)?.settings.demoFlow
          : { until: now, count: tickets, written: 0, kind }
      if (flow === undefined || (known.length > 0 && flow.written >= flow.count)) return null
      say(`demo district: drawing the grids of ${KINDS[flow.kind].name}`)
      const city = cityOf(flow)
      if (known.length === 0) {
        await makeDistrict(owner, city, flow)
        say(
          `demo district: ${city.grids.length} grids, ${city.organisation.units.length} units, ${city.organisation.persons.length} people`,
        )
      }
      const write = await flowWriter(owner, city, flow, options)
      // A new district is counted while it is served: nobody waits for figures before the first page.
      await write(owner, AT_FIRST, new AbortController().signal, known.length > 0)
      await sql`analyze`.execute(owner)
      return (stop) => db.asOwner((own) => write(own, flow.count, stop, true))
    } finally {
      await sql`select pg_advisory_unlock(${SEED_LOCK})`.execute(owner)
    }
  })
}

/** The demo district as it is drawn: the same for the same instant. */
export function cityOf({ kind, until }: Pick<Flow, 'kind' | 'until'>): DemoCity {
  const { name, partition, staffing } = KINDS[kind]
  const { districtId, grids: drawn } = partition()
  const draw = seeded(SEED)
  const grids = plantTree(draw, drawn, until)
  return { districtId, name, grids, organisation: buildOrganisation(draw, grids, staffing, until) }
}

async function makeDistrict(owner: Kysely<Schema>, city: DemoCity, flow: Flow): Promise<void> {
  const year = new Date(flow.until).getUTCFullYear()
  await owner.transaction().execute(async (tx) => {
    await seedCity(tx, city, flow)
    const years = [year - 1, year, year + 1].filter((one) => one <= LAST_KNOWN_YEAR)
    await seedCalendarYears(tx, city.districtId, years)
    await sql`select setval('ticket_serial', ${Math.max(1, flow.count)})`.execute(tx)
  })
}

/** Writes the flow chunk by chunk, each with the count of what is written, so that it can go on after a stop. */
async function flowWriter(reader: Kysely<Schema>, city: DemoCity, flow: Flow, { secret, say }: DemoOptions) {
  const { districtId, grids, organisation } = city
  const calendar = await new CatalogueBooks().calendarOf(reader, districtId)
  const context = {
    districtId,
    secret,
    utcOffset_minutes: calendar.utcOffsetMinutes,
    reporterRetention_days: RETENTION_DAYS,
  }
  const lives = generateFlow(grids, organisation, {
    seed: SEED,
    count: flow.count,
    days: DAYS,
    until: flow.until,
    calendar,
  })
  let written = 0
  while (written < flow.written && !lives.next().done) written++
  return async (owner: Kysely<Schema>, upTo: number, stop: AbortSignal, counts: boolean): Promise<void> => {
    await sql`set synchronous_commit = off`.execute(owner)
    for (let chunk = take(lives, CHUNK); chunk.length > 0; chunk = take(lives, CHUNK)) {
      const serial = flow.count - written
      written += chunk.length
      await owner.transaction().execute(async (tx) => {
        const histories = chunk.map((one, index) => historyToWrite(one, serial - index, context))
        await writeHistories(tx, histories)
        const counted = histories.map(({ ticket, gridPath, steps }) => ({ ticketId: ticket.id, gridPath, steps }))
        if (counts) await countHistories(tx, districtId, counted, flow.until)
        await sql`update district set settings = jsonb_set(settings, '{demoFlow,written}', ${String(written)}::jsonb) where district_id = ${districtId}`.execute(
          tx,
        )
      })
      if (written % 10_000 === 0 || written === flow.count) say(`demo district: ${written} of ${flow.count} tickets`)
      if (written >= upTo || stop.aborted) break
    }
    await sql`set synchronous_commit = on`.execute(owner)
  }
}

function take(lives: Iterator<DemoTicket>, most: number): DemoTicket[] {
  const taken: DemoTicket[] = []
  while (taken.length < most) {
    const next = lives.next()
    if (next.done) break
    taken.push(next.value)
  }
  return taken
}
