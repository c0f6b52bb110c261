import { seeded } from '@lianxin/demo'
import {
  ALARM_RUNGS,
  alarmsToFire,
  answerableUnit,
  isEnd,
  isRunning,
  nextAlarm,
  recomputeDeadline,
  type AlarmRung,
  type Instant,
} from '@lianxin/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { ClockHistory, type Era } from '../../../testing/clock-history.ts'
import { openDistrict, type OpenDistrict } from '../../../testing/district.ts'
import { DISTRICT } from '../../../testing/fixture.ts'
import { LivedCalendar, LivedMatter } from '../../../testing/lived-years.ts'
import { Lots } from '../../../testing/lots.ts'
import { MortalDatabase } from '../../../testing/mortal.ts'
import { Units } from '../../access/index.ts'
import { CatalogueBooks } from '../../catalogue/index.ts'
import { Grids } from '../../grid/index.ts'
import { createPlaces, replanMoved, SettingsBook } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { tendAlarms } from './index.ts'

/*
 * Ten years in virtual time: the job as it is, on PostgreSQL, in three processes side by side, each with its own
 * connections and memory. At any statement of a pass a process dies or its connections are cut: before the statement, on
 * its way, or when it was done and the answer is lost. Between two statements somebody gives a command, or another
 * process makes a whole pass. What had to be fired is read from the histories of the matters and the calendar alone.
 */

const YEARS = { from: 2026, to: 2035 }
const FIRST = Date.parse(`${YEARS.from}-01-01T00:00:00+08:00`)
const LAST = Date.parse(`${YEARS.to + 1}-01-01T00:00:00+08:00`)
const DAY_MS = 86_400_000
/** How often each process looks. */
const TICK_MS = 20_000
/** So late at most, counted from when it became possible. */
const LATEST_MS = 60_000
const MATTERS = 14
/** How often all processes die and stay away for days. */
const OUTAGES = 10

/** What is sent to the database in a pass, by the names of `Statement`; each of these has to be struck. */
const LOOKING = ['begin', 'select outbox_cursor', 'select outbox', 'select alarm_plan', 'claim alarm_plan']
const PLANNING = [
  'select ticket',
  'select ticket_alarm',
  'insert alarm_plan',
  'commit insert alarm_plan',
  'update outbox_cursor',
  'commit update outbox_cursor',
]
const FIRING = ['insert ticket_alarm', 'insert outbox', 'commit claim alarm_plan insert alarm_plan']
/** What comes so seldom that chance alone might leave it out. */
const SELDOM = [
  'delete alarm_plan',
  'claim ticket',
  'update ticket',
  'commit claim ticket update ticket',
  'update calendar_year',
  'commit update calendar_year',
]

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

interface Process {
  readonly db: MortalDatabase
  readonly deps: OversightDeps
  /** From when on it looks. */
  readonly upSince: Instant
}

function begin(upSince: Instant): Process {
  const db = new MortalDatabase(d.url, d.db.owner)
  const grids = new Grids(db)
  const units = new Units(db, DISTRICT, d.oversight.clock)
  const places = createPlaces(() => units, grids)
  const own = { db, grids, places, books: new CatalogueBooks(), settings: new SettingsBook() }
  return { db, deps: { ...d.oversight, ...own }, upSince }
}

async function pass({ deps }: Process): Promise<void> {
  // Since the last pass more time has gone by than a process keeps the calendar in memory.
  deps.books.forget(DISTRICT)
  await replanMoved(deps, DISTRICT, d.now())
  await tendAlarms(deps, DISTRICT)
}

interface AlarmRow {
  readonly ticket_id: string
  readonly clock_started_at: Instant
  readonly rung: AlarmRung
  readonly planned_at: Instant
  readonly due_at: Instant
  readonly fired_at: Instant
  readonly unit_id: string
  readonly told: boolean
}
const keyOf = (ticketId: string, startedAt: Instant, rung: string): string => `${ticketId} ${startedAt} ${rung}`
const keyOfRow = (row: AlarmRow): string => keyOf(row.ticket_id, row.clock_started_at, row.rung)
const listAlarms = async (since: Instant): Promise<readonly AlarmRow[]> =>
  (await d.db.owner.query<AlarmRow>('select * from ticket_alarm where fired_at >= $1', [new Date(since)])).rows

/** A wake-up; calm: somebody made a whole pass, and nobody was struck or interrupted. */
interface Wake {
  readonly at: Instant
  readonly calm: boolean
  readonly era: Era
}

/** What the whole histories say, read from the beginning: what had to be fired, and what may have been. */
async function replay(wakes: readonly Wake[]): Promise<{ readonly must: Set<string>; readonly may: Set<string> }> {
  const history = new ClockHistory(d.db.owner)
  await history.read()
  const [must, may] = [new Set<string>(), new Set<string>()]
  for (const id of history.ticketIds)
    for (const { at, calm, era } of wakes) {
      const standings = history.at(id, at)
      for (const standing of standings)
        for (const { rung } of history.due(standing, era, at)) {
          const key = keyOf(id, standing.ticket.clock.startedAt, rung)
          may.add(key)
          if (calm && standing === standings.at(-1)) must.add(key)
        }
    }
  return { must, may }
}

/** One message for each alarm, which says the same; of those fired together the highest is told. */
async function lookAtMessages(alarms: readonly AlarmRow[]): Promise<void> {
  const { rows } = await d.db.owner.query<{
    payload: { ticketId: string; rung: string; startedAt: string; told: boolean }
  }>("select payload from outbox where topic = 'ticket.alarm'")
  const said = rows.map(({ payload }) => [
    keyOf(payload.ticketId, Date.parse(payload.startedAt), payload.rung),
    payload.told,
  ])
  expect(said.map(String).sort()).toEqual(alarms.map((row) => String([keyOfRow(row), row.told])).sort())
  for (const { ticket_id, clock_started_at, fired_at, planned_at, told } of alarms) {
    const higher = alarms.filter(
      (one) => one.ticket_id === ticket_id && one.clock_started_at === clock_started_at && one.planned_at > planned_at,
    )
    expect(told).toBe(!higher.some((one) => one.fired_at === fired_at))
  }
}

test('ten years: fired once, never early, never lost, whatever dies between any two statements', async () => {
  const draw = seeded(4)
  const lots = new Lots(draw, SELDOM)
  const calendar = new LivedCalendar(d)
  d.setTime(new Date(FIRST).toISOString())
  await calendar.begin(YEARS.from)
  const beginnings = Array.from({ length: MATTERS }, (_, nth) => {
    // Two at nearly the same time each, so that there is more than one to take at once.
    const share = 0.02 + (0.95 * Math.floor(nth / 2) * 2) / MATTERS
    return FIRST + Math.floor(share * (LAST - FIRST)) + draw.int(6 * DAY_MS)
  })
  const matters = beginnings.map((at, nth) => new LivedMatter(d, seeded(1000 + nth), at))
  const corrections = [...beginnings, ...beginnings, ...beginnings].map((at) => at + draw.int(8 * DAY_MS))
  const happenings = calendar.happenings(draw, YEARS, corrections)
  const outages = Array.from({ length: OUTAGES }, () => (beginnings[draw.int(MATTERS)] ?? LAST) + draw.int(20 * DAY_MS))
  outages.sort((a, b) => a - b)

  const history = new ClockHistory(d.db.owner)
  const fired = new Map<string, AlarmRow>()
  const wakes: Wake[] = []
  let processes = [begin(FIRST), begin(FIRST), begin(FIRST)]

  const rungsFired = (ticketId: string, startedAt: Instant): ReadonlySet<AlarmRung> =>
    new Set(
      [...fired.values()].flatMap((row) =>
        row.ticket_id === ticketId && row.clock_started_at === startedAt ? [row.rung] : [],
      ),
    )
  const open = () => history.ticketIds.map((id) => history.now(id)).filter(({ ticket }) => !isEnd(ticket.state))
  const nextOf = (standing: ReturnType<typeof history.now>): Instant => {
    const { id, clock } = standing.ticket
    return nextAlarm(history.plan(standing, calendar.era), rungsFired(id, clock.startedAt))?.at ?? LAST
  }
  const upSince = (): Instant => Math.min(...processes.map((one) => one.upSince))

  /** What people do until an instant, each thing at its own, whichever process is up. */
  async function live(until: Instant): Promise<void> {
    for (;;) {
      const [matter] = matters.toSorted((a, b) => a.nextAt - b.nextAt)
      const [happening] = happenings
      const at = Math.min(matter?.nextAt ?? LAST, happening?.at ?? LAST)
      if (at > until) return
      d.setTime(new Date(at).toISOString())
      if (happening?.at === at) await happenings.shift()?.happen()
      else await matter?.live(history)
    }
  }

  /** What somebody else does between two statements. */
  async function intrude(beside: Process | undefined): Promise<void> {
    if (beside) return pass(beside)
    const matter = matters.find(({ begun, nextAt, busy }) => begun && nextAt < LAST && !busy)
    await matter?.live(history)
  }

  /** What was fired now was due by the matter as it stands now or stood when the wake-up began, and is not too late. */
  async function look(now: Instant): Promise<void> {
    for (const row of await listAlarms(now)) {
      if (fired.has(keyOfRow(row))) continue
      fired.set(keyOfRow(row), row)
      const standing = history.at(row.ticket_id, now).find((one) => {
        const { clock } = one.ticket
        const due = history.due(one, calendar.era, now)
        const isDue = due.some(({ rung, at }) => rung === row.rung && at === row.planned_at)
        return isDue && clock.startedAt === row.clock_started_at && clock.dueAt === row.due_at
      })
      if (!standing) throw new Error(`fired and not due: ${JSON.stringify(row)}`)
      expect(row).toMatchObject({ fired_at: now, unit_id: answerableUnit(standing.ticket).unitId })
      const possible = Math.max(row.planned_at, standing.at, calendar.era.at, upSince())
      expect(now - possible, `late: ${JSON.stringify(row)}`).toBeLessThanOrEqual(LATEST_MS)
    }
  }

  /** After a pass that nothing disturbed nothing is left that is due, and every date is of the calendar in force. */
  function nothingIsLeft(now: Instant): void {
    for (const standing of open()) {
      const { id, clock } = standing.ticket
      const left = alarmsToFire(history.plan(standing, calendar.era), rungsFired(id, clock.startedAt), now)
      expect(left, `not fired at ${new Date(now).toISOString()}: ${id}`).toEqual([])
      if (isRunning(clock)) expect(clock.dueAt).toBe(recomputeDeadline(calendar.era.calendar, clock).dueAt)
    }
  }

  /** @returns whether the wake-up was calm */
  async function wake(now: Instant, isMerciful: boolean): Promise<boolean> {
    const isOutage = (outages[0] ?? LAST) <= now
    const mercy = isOutage ? 'none' : isMerciful ? 'all' : 'usual'
    const since = wakes.at(-1)?.at ?? FIRST
    const likely = [
      open().some((one) => nextOf(one) <= now) ? FIRING : [],
      history.lastAt > since ? PLANNING : [],
    ].filter((steps) => steps.length > 0)
    const up = processes.filter((one) => one.upSince <= now)
    const awake = up.filter((_, nth) => isOutage || nth === 0 || draw.int(3) > 0)
    const asleep = up.filter((one) => !awake.includes(one))
    const given = awake.map((process) => {
      const lot = lots.draw(likely[draw.int(likely.length)] ?? LOOKING, mercy)
      return { process, lot, beside: draw.int(2) === 0 ? asleep.pop() : undefined }
    })
    const outcomes = await Promise.all(
      given.map(({ process, lot, beside }) =>
        lots.work(
          process.db,
          lot,
          () => pass(process),
          () => intrude(beside),
        ),
      ),
    )
    const calm = outcomes.some(({ whole }) => whole) && outcomes.every(({ disturbed }) => !disturbed)
    wakes.push({ at: now, calm, era: calendar.era })
    await history.read()
    await look(now)
    if (calm) nothingIsLeft(now)
    if (isOutage) outages.shift()
    const away = now + (1 + draw.int(9)) * DAY_MS
    await Promise.all(processes.filter(({ db }) => db.struck).map(({ db }) => db.end()))
    const next = processes.map((one) => {
      if (isOutage) return one.db.struck ? begin(away) : { ...one, upSince: away }
      return one.db.struck ? begin(draw.int(12) === 0 ? now + draw.int(5 * DAY_MS) : now + TICK_MS) : one
    })
    // In turn one of them looks for certain.
    processes = [...next.slice(1), ...next.slice(0, 1)]
    return calm
  }

  /** When something is due or happens next. What people do until then is followed at once, or only at the next wake-up. */
  async function nextInstant(): Promise<Instant> {
    for (;;) {
      const due = Math.min(LAST, ...open().map(nextOf), happenings[0]?.at ?? LAST, outages[0] ?? LAST)
      const person = Math.min(...matters.map(({ nextAt }) => nextAt))
      if (person >= due || draw.int(2) === 0) return Math.min(person, due)
      await live(person)
      await history.read()
    }
  }

  let restless = 0
  for (let now = FIRST; now < LAST;) {
    await live(now)
    d.setTime(new Date(now).toISOString())
    await history.read()
    // After two restless wake-ups comes a calm one: nobody can keep to a minute when somebody dies every twenty seconds.
    restless = (await wake(now, restless === 2)) ? 0 : restless + 1
    const next = restless === 0 ? await nextInstant() : now
    const wanted = Math.max(next, d.now(), now + TICK_MS, upSince())
    // Sometimes just before the instant, when nothing is due yet.
    const isEarly = draw.int(8) === 0 && wanted > Math.max(now, d.now()) + 2 * TICK_MS
    now = FIRST + (isEarly ? Math.floor : Math.ceil)((wanted - FIRST) / TICK_MS) * TICK_MS
  }
  await Promise.all(processes.map(({ db }) => db.end()))

  const alarms = await listAlarms(FIRST)
  const keys = new Set(alarms.map(keyOfRow))
  const { must, may } = await replay(wakes)
  expect([...must].filter((key) => !keys.has(key))).toEqual([])
  expect([...keys].filter((key) => !may.has(key))).toEqual([])
  expect([alarms.length, keys.size]).toEqual([fired.size, fired.size])
  await lookAtMessages(alarms)

  for (const step of [...LOOKING, ...PLANNING, ...FIRING, ...SELDOM])
    expect(lots.struck(step).length, `${step} was never struck`).toBeGreaterThan(0)
  for (const step of FIRING)
    expect(new Set(lots.struck(step).map(({ when }) => when)).size, `${step} was not struck in each way`).toBe(3)
  expect(lots.blows.length).toBeGreaterThan(200)
  expect(lots.blows.filter(({ kind }) => kind === 'dies').length).toBeGreaterThan(130)
  expect(lots.intrusions).toBeGreaterThan(20)
  expect(outages).toEqual([])
  expect(wakes.filter(({ calm }) => calm).length).toBeGreaterThan(100)
  expect(new Set(alarms.map(({ rung }) => rung)).size).toBe(ALARM_RUNGS.length)
  expect(alarms.length).toBeGreaterThan(80)
  expect(alarms.some(({ told }) => !told)).toBe(true)
}, 300_000)
