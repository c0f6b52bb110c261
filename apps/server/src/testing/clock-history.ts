import {
  alarmsToFire,
  evolve,
  isRunning,
  planAlarms,
  type AlarmLadder,
  type AlarmRung,
  type Instant,
  type PlannedAlarm,
  type Step,
  type Ticket,
  type WorkCalendar,
} from '@lianxin/domain'
import type pg from 'pg'

/** What a district goes by from an instant on. */
export interface Era {
  readonly at: Instant
  readonly calendar: WorkCalendar
  readonly ladder: AlarmLadder
}

/** A matter as it stands from an instant on. */
export interface Standing {
  readonly at: Instant
  readonly ticket: Ticket
}

const NOTHING: ReadonlySet<AlarmRung> = new Set()

/** What the rules say of every matter at every instant: read from the histories alone, and from no table of a job. */
export class ClockHistory {
  readonly #owner: pg.Pool
  readonly #standings = new Map<string, Standing[]>()
  #lastAt = 0
  #reading: Promise<void> = Promise.resolve()
  readonly #plans = new WeakMap<Standing, Map<Era, readonly PlannedAlarm[]>>()

  constructor(owner: pg.Pool) {
    this.#owner = owner
  }

  /** Takes over what was written since the last reading; one reading at a time. */
  read(): Promise<void> {
    this.#reading = this.#reading.then(() => this.#readOn())
    return this.#reading
  }

  async #readOn(): Promise<void> {
    const known = [...this.#standings].map(([id, all]) => [id, all.at(-1)?.ticket.revision ?? 0] as const)
    const { rows } = await this.#owner.query<{ ticket_id: string; body: Step }>(
      `select s.ticket_id, s.body from ticket_step s
       left join unnest($1::uuid[], $2::int[]) known (id, seq) on known.id = s.ticket_id
       where s.seq > coalesce(known.seq, 0) order by s.ticket_id, s.seq`,
      [known.map(([id]) => id), known.map(([, revision]) => revision)],
    )
    for (const { ticket_id, body } of rows) {
      const standings = this.#standings.get(ticket_id) ?? []
      this.#lastAt = Math.max(this.#lastAt, body.at)
      standings.push({ at: body.at, ticket: evolve(standings.at(-1)?.ticket ?? null, body) })
      this.#standings.set(ticket_id, standings)
    }
  }

  /** When something happened last. */
  get lastAt(): Instant {
    return this.#lastAt
  }

  get ticketIds(): readonly string[] {
    return [...this.#standings.keys()]
  }

  /** How it stands as far as it was read. */
  now(ticketId: string): Standing {
    const last = this.#standings.get(ticketId)?.at(-1)
    if (!last) throw new Error(`no history of ${ticketId}`)
    return last
  }

  /** How it stood at an instant: more than one standing where something happened at that very instant. */
  at(ticketId: string, at: Instant): readonly Standing[] {
    const all = this.#standings.get(ticketId) ?? []
    const before = all.findLast((one) => one.at < at)
    return [...(before ? [before] : []), ...all.filter((one) => one.at === at)]
  }

  /** The rungs of a clock that runs; none where it stands still or was stopped. */
  plan(standing: Standing, era: Era): readonly PlannedAlarm[] {
    const plans = this.#plans.get(standing) ?? new Map<Era, readonly PlannedAlarm[]>()
    this.#plans.set(standing, plans)
    const { clock } = standing.ticket
    const plan = plans.get(era) ?? (isRunning(clock) ? planAlarms(era.ladder, era.calendar, clock) : [])
    plans.set(era, plan)
    return plan
  }

  /** What has become due by an instant, whatever was fired. */
  due(standing: Standing, era: Era, now: Instant): readonly { readonly rung: AlarmRung; readonly at: Instant }[] {
    return alarmsToFire(this.plan(standing, era), NOTHING, now)
  }
}
