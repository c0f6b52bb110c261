import { describe, expect, it } from 'vitest'

import { deadline } from '../calendar/deadline.ts'
import type { Interval, TimeLimit, WorkCalendar } from '../calendar/types.ts'
import { DAY_MS, MINUTE_MS } from '../calendar/workday.ts'
import { ALARM_LADDER, alarmsToFire, isRunning, nextAlarm, planAlarms, type AlarmRung } from './alarms.ts'

/*
 * Ten years in virtual time: the passes of the job as they are made (follow what changed, plan, move the cursor, claim,
 * fire), in two processes whose steps interleave, each of which dies between any two steps and comes back after twenty
 * seconds or some days. What a transaction has written is there whole or not at all.
 */

const FIRST = Date.parse('2026-01-01T00:00:00+08:00')
const LAST = Date.parse('2036-01-01T00:00:00+08:00')
const TICK_MS = 20_000
/** The State Council publishes a year in the autumn before. */
const KNOWN_BEFORE_MS = 60 * DAY_MS

/** Mulberry32: the same years whenever the test runs. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Made-up years: 24 holidays and six working weekends each; from each autumn on the next year is known. */
function calendarOf(random: () => number): (now: number) => WorkCalendar {
  const exceptions = new Map<string, boolean>()
  for (let year = 2026; year <= 2037; year++)
    for (let nth = 0; nth < 30; nth++) {
      const day = new Date(Date.UTC(year, 0, 1) + Math.floor(random() * 365) * DAY_MS)
      const weekend = [0, 6].includes(day.getUTCDay())
      if (weekend ? nth < 6 : nth >= 6) exceptions.set(day.toISOString().slice(0, 10), weekend)
    }
  return (now) => {
    const known = new Date(now + KNOWN_BEFORE_MS).getUTCFullYear()
    const validYears = new Set(Array.from({ length: known - 2025 }, (_, nth) => 2026 + nth))
    const spans = [
      { fromMinute: 510, toMinute: 720 },
      { fromMinute: 810, toMinute: 1050 },
    ]
    return { utcOffsetMinutes: 480, spans, exceptions, validYears }
  }
}

/** When the calendar that is known at an instant became known. */
function yearKnownAt(now: number): number {
  const year = new Date(now + KNOWN_BEFORE_MS).getUTCFullYear()
  return Date.UTC(year, 0, 1) - KNOWN_BEFORE_MS
}

interface Change {
  readonly at: number
  readonly ticket: Matter
  readonly apply: (matter: Matter) => void
}
class Matter {
  readonly id: number
  entry = 0
  limit: TimeLimit = { amount: 1, unit: 'workDay' }
  pauses: Interval[] = []
  extensions: TimeLimit[] = []
  stoppedAt: number | null = null
  begun = false
  changedAt = 0
  constructor(id: number) {
    this.id = id
  }
  clock(calendar: WorkCalendar) {
    const { entry, limit, pauses, extensions, stoppedAt } = this
    return { ...deadline(calendar, entry, limit, pauses, extensions), stoppedAt }
  }
}

function makeChanges(random: () => number, count: number): { matters: Matter[]; changes: Change[] } {
  const pick = (most: number): number => 1 + Math.floor(random() * most)
  const changes: Change[] = []
  const matters = Array.from({ length: count }, (_, id) => new Matter(id))
  for (const matter of matters) {
    const entry = FIRST + Math.floor(random() * (LAST - FIRST - 200 * DAY_MS))
    const unit = (['workDay', 'workHour', 'hour'] as const)[Math.floor(random() * 3)] ?? 'hour'
    const add = (at: number, apply: (one: Matter) => void): void => void changes.push({ at, ticket: matter, apply })
    add(entry, (one) => {
      Object.assign(one, { begun: true, entry, limit: { amount: pick(unit === 'workDay' ? 10 : 30), unit } })
    })
    let at = entry
    for (let nth = pick(4); nth > 1; nth--) {
      at += Math.floor(random() * 8 * DAY_MS)
      if (random() < 0.4) {
        add(at, (one) => one.extensions.push({ amount: pick(5), unit: 'workDay' }))
        continue
      }
      const from = at
      at += Math.floor(random() * 9 * DAY_MS)
      const to = at
      add(from, (one) => one.pauses.push({ from, to: null }))
      add(to, (one) => (one.pauses = one.pauses.map((pause) => (pause.from === from ? { from, to } : pause))))
    }
    const end = at + Math.floor(random() ** 3 * 60 * DAY_MS)
    add(end, (one) => (one.stoppedAt = end))
  }
  return { matters, changes: changes.sort((a, b) => a.at - b.at) }
}

describe('ten years of alarms', () => {
  it.each([1, 2, 3])('fired once, never early, never lost, whatever dies when (years %i)', (seed) => {
    const random = randomOf(seed)
    const calendarAt = calendarOf(random)
    const { matters, changes } = makeChanges(random, 200)
    // What is committed.
    const fired = new Map<number, Set<AlarmRung>>(matters.map(({ id }) => [id, new Set()]))
    const log: { id: number; rung: AlarmRung; at: number; now: number }[] = []
    const plans = new Map<number, { next: number | null; years: number }>()
    let cursor = 0
    let happened = 0
    const locks = new Map<number, number>()
    let crashes = 0
    const upSince = [FIRST, FIRST]

    const planFor = (matter: Matter, now: number): void => {
      if (matter.stoppedAt !== null) return void plans.delete(matter.id)
      const calendar = calendarAt(now)
      const clock = matter.clock(calendar)
      const rungs = planAlarms(ALARM_LADDER, calendar, clock)
      const next = isRunning(clock) ? nextAlarm(rungs, fired.get(matter.id) ?? new Set()) : null
      plans.set(matter.id, { next: next?.at ?? null, years: calendar.validYears.size })
    }

    /** One pass; each `yield` is a point at which the process may die or the other one may go on. */
    function* pass(process: number, now: number): Generator<undefined, void> {
      const from = cursor
      const present = happened
      const concerned = new Set(changes.slice(from, present).map(({ ticket }) => ticket))
      yield
      for (const matter of concerned) planFor(matter, now)
      yield
      if (cursor === from) cursor = present
      yield
      for (const matter of matters)
        if (plans.has(matter.id) && plans.get(matter.id)?.years !== calendarAt(now).validYears.size)
          planFor(matter, now)
      for (;;) {
        yield
        const due = [...plans].filter(([id, { next }]) => next !== null && next <= now && !locks.has(id))
        const [first] = due.sort(([, a], [, b]) => (a.next ?? 0) - (b.next ?? 0))
        const matter = first && matters[first[0]]
        if (!matter) return
        locks.set(matter.id, process)
        yield
        // The claim is committed with what it writes.
        const calendar = calendarAt(now)
        const clock = matter.clock(calendar)
        const before = fired.get(matter.id) ?? new Set<AlarmRung>()
        const rungs = isRunning(clock) ? planAlarms(ALARM_LADDER, calendar, clock) : []
        for (const { rung, at } of alarmsToFire(rungs, before, now)) {
          before.add(rung)
          log.push({ id: matter.id, rung, at, now })
          const possible = Math.max(at, matter.changedAt, yearKnownAt(now), Math.min(...upSince))
          expect(now - possible).toBeLessThanOrEqual(MINUTE_MS)
        }
        planFor(matter, now)
        locks.delete(matter.id)
      }
    }

    for (let now = FIRST; now < LAST;) {
      for (; (changes[happened]?.at ?? LAST) <= now; happened++) {
        const change = changes[happened]
        change?.apply(change.ticket)
        if (change) change.ticket.changedAt = change.at
      }
      const running = [0, 1].filter((process) => (upSince[process] ?? 0) <= now)
      let claimLost = false
      let crashed = false
      const passes = new Map(running.map((process) => [process, pass(process, now)]))
      while (passes.size > 0) {
        const processes = [...passes.keys()]
        const process = processes[Math.floor(random() * processes.length)] ?? 0
        if (random() < 0.05) {
          crashes += 1
          crashed = true
          passes.delete(process)
          for (const [id, by] of locks) if (by === process) claimLost = locks.delete(id)
          upSince[process] = now + (random() < 0.1 ? Math.ceil(random() * 12 * 4_320) * TICK_MS : TICK_MS)
        } else if (passes.get(process)?.next().done) passes.delete(process)
      }
      if (!claimLost && running.some((process) => (upSince[process] ?? 0) <= now)) {
        // A pass that ended leaves nothing behind that was due, except what one that died had claimed.
        const calendar = calendarAt(now)
        for (const matter of matters) {
          if (!matter.begun || matter.stoppedAt !== null) continue
          const clock = matter.clock(calendar)
          const rungs = isRunning(clock) ? planAlarms(ALARM_LADDER, calendar, clock) : []
          expect(alarmsToFire(rungs, fired.get(matter.id) ?? new Set(), now)).toEqual([])
        }
      }
      const waiting = [...plans.values()].flatMap(({ next }) => (next === null ? [] : [next]))
      const nextChange = changes[happened]?.at ?? LAST
      const nextYear = yearKnownAt(yearKnownAt(now) + 370 * DAY_MS)
      const work = cursor < happened || crashed ? now : Math.min(nextYear, ...waiting)
      const wake = Math.min(nextChange, Math.max(work, Math.min(...upSince)))
      now = Math.max(now + TICK_MS, Math.ceil(wake / TICK_MS) * TICK_MS)
    }

    expect(new Set(log.map(({ id, rung }) => `${id} ${rung}`)).size).toBe(log.length)
    expect(log.every(({ at, now }) => now >= at)).toBe(true)
    expect(log.length).toBeGreaterThan(300)
    expect(crashes).toBeGreaterThan(300)
    expect(new Set(log.map(({ rung }) => rung)).size).toBe(4)
    expect(log.filter(({ now }) => now > LAST - 2 * 365 * DAY_MS).length).toBeGreaterThan(30)
  })
})
