import type { WireCommand } from '@lianxin/contract'
import type { ReplayAct, ReplayMatter } from '@lianxin/demo'

import { reportTickets, type IntakeDeps } from '../modules/intake/index.ts'
import { actOnTicket, tickets } from '../modules/ticket/index.ts'
import { systemScope } from '../platform/db/scope.ts'
import { Refusal } from '../platform/refusal.ts'
import { scopeOf, type Session } from '../platform/session.ts'

/** Who acts in a replay, each in a post with its own rights, and where matters are. */
export interface ReplayCity {
  readonly districtId: number
  /** Positions inside base grids. */
  readonly places: readonly { readonly lon: number; readonly lat: number; readonly name: string }[]
  readonly desk: Session
  readonly hotline: Session
  /** Somebody in post at a unit that holds a matter. */
  readonly holder: (unitId: string) => Session
  /** The unit of a department by its code; undefined where there is none. */
  readonly department: (code: string) => string | undefined
}

export interface ReplayFeed {
  readonly city: ReplayCity
  readonly deps: IntakeDeps
  /** The clock of the process: it is moved along with what happens. */
  readonly clock: { at: number }
  /** Called at the end of each day of the replay, before the next begins. */
  readonly afterDay?: (day: { readonly reported: number; readonly commands: number }) => Promise<void>
}

const DAY_MS = 86_400_000
/** Units whose people act at the same time, each in a transaction of their own. */
const LANES = 4
/** Commands or reports of one transaction; together, as a person works through a list. */
const MOST = 64

/** A matter under way, and how far its plan has been carried out. */
interface Open {
  readonly matter: ReplayMatter
  done: number
  holderUnitId: string
}

function wireOf(act: ReplayAct, { department }: ReplayCity): WireCommand {
  const commandId = act.id
  switch (act.kind) {
    case 'dispatch': {
      const code = act.toDepartment ? act.item.responsible['0'] : undefined
      const unitId = code === undefined ? undefined : department(code)
      return { commandId, kind: 'dispatch', classCode: act.item.code, ...(unitId === undefined ? {} : { unitId }) }
    }
    case 'escalate':
      return { commandId, kind: 'escalate', reason: act.reason }
    case 'resolve':
      return { commandId, kind: 'resolve', publicReply: act.publicReply }
    case 'rate':
      return { commandId, kind: 'rate', score: act.score, comment: act.comment }
    case 'acknowledge':
    case 'verify':
    case 'close':
      return { commandId, kind: act.kind }
  }
}

function* partsOf<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += MOST) yield all.slice(from, from + MOST)
}

/** Reports matters as a resident does, together as the doors of intake take them that come at the same time. */
async function reportAll({ deps, city }: ReplayFeed, matters: readonly ReplayMatter[]): Promise<Open[]> {
  const open: Open[] = []
  for (const part of partsOf(matters)) {
    const items = part.map((matter) => {
      const place = city.places[matter.place]
      if (place === undefined) throw new Error('a matter lies outside of the city')
      const { id, channel, title, description } = matter
      const position = { lon: place.lon, lat: place.lat }
      const report = { id, channel, title, description, position, address: place.name }
      const by = { districtId: city.districtId, now: matter.at, actor: { kind: 'resident' }, unitId: null } as const
      return { report, reporting: { ...by, lang: 'zh' as const, hash: tickets.contentHash(report) } }
    })
    const outcomes = await deps.db.withScope(systemScope(city.districtId), (tx) =>
      reportTickets(tx, deps, city.districtId, items),
    )
    for (const [nth, outcome] of outcomes.entries()) {
      if (outcome instanceof Refusal) throw outcome
      const matter = part[nth]
      if (matter) open.push({ matter, done: 0, holderUnitId: outcome.holder.unitId })
    }
  }
  return open
}

/** Carries out the next act of each, as the person whose turn it is, in the scope of that person's post. */
async function actAll({ deps, city }: ReplayFeed, session: Session, all: readonly Open[]): Promise<void> {
  for (const part of partsOf(all))
    await deps.db.withScope(scopeOf(session), async (tx) => {
      for (const one of part) {
        const act = one.matter.acts[one.done]
        if (!act) continue
        const wire = wireOf(act, city)
        const order = { ticketId: one.matter.id, commandId: act.id, wires: [wire], hash: tickets.hashOfCommand(wire) }
        const receipt = await actOnTicket(deps, { tx, session, now: act.at }, order)
        one.holderUnitId = receipt.holder.unitId
      }
    })
  for (const one of all) one.done += 1
}

/** All acts up to an instant, in rounds: the next one of each matter, then the one after it. @returns how many */
async function actUntil(feed: ReplayFeed, open: readonly Open[], until: number): Promise<number> {
  const { city } = feed
  let acts = 0
  for (;;) {
    const due = open.filter(({ matter, done }) => (matter.acts[done]?.at ?? Infinity) < until)
    if (due.length === 0) return acts
    acts += due.length
    const bySession = new Map<Session, Open[]>()
    for (const one of due) {
      const by = one.matter.acts[one.done]?.by
      const session = by === 'desk' ? city.desk : by === 'hotline' ? city.hotline : city.holder(one.holderUnitId)
      const own = bySession.get(session)
      if (own) own.push(one)
      else bySession.set(session, [one])
    }
    const waiting = [...bySession]
    const lane = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await actAll(feed, ...next)
    }
    await Promise.all(Array.from({ length: LANES }, lane))
  }
}

/**
 * Feeds the matters of a flow through the commands of the product, day after day of the replay: each is reported at the
 * door of intake, and each act is a command of a person in a post, with the rights, the row-level security, the deadlines
 * and the messages that a request over HTTP has; `now` is the instant of the plan. Nothing is written but by commands.
 * @throws Refusal of the first command that is refused: a plan asks nothing that a rule forbids
 */
export async function feedMatters(feed: ReplayFeed, matters: Iterable<ReplayMatter>): Promise<void> {
  let open: Open[] = []
  let day: ReplayMatter[] = []
  let until = -Infinity
  let reported = 0
  let commands = 0
  const liveDay = async (): Promise<void> => {
    if (until === -Infinity) return
    open.push(...(await reportAll(feed, day)))
    reported += day.length
    commands += day.length
    commands += await actUntil(feed, open, until)
    open = open.filter(({ matter, done }) => done < matter.acts.length)
    day = []
    feed.clock.at = until
    await feed.afterDay?.({ reported, commands })
  }
  for (const matter of matters) {
    while (matter.at >= until) {
      await liveDay()
      until = until === -Infinity ? matter.at + DAY_MS : until + DAY_MS
    }
    day.push(matter)
  }
  while (day.length > 0 || open.length > 0) {
    await liveDay()
    until += DAY_MS
  }
}
