import fc from 'fast-check'

import type { Command, CommandKind, Context, Step, Ticket, UnitRef } from '../index.ts'
import { decide } from './decide.ts'
import { evolve, fold } from './evolve.ts'
import {
  command,
  context,
  exampleCalendar,
  LOCATED,
  MONDAY,
  RESIDENT,
  staff,
  SYSTEM,
  UNITS,
  UNLOCATED,
} from './example.ts'
import { COMMAND_KINDS, COMMANDS, startsFrom } from './rules.ts'
import { lastCommandOf } from './undo.ts'

/** One random move; numbers choose among what makes sense in the state it meets. */
export const move = fc.record({
  wild: fc.nat(9),
  pick: fc.nat(10_000),
  actor: fc.nat(10_000),
  unit: fc.constantFrom<UnitRef[]>(...Object.values(UNITS)),
  pass_ms: fc.oneof(fc.nat(3_600_000), fc.nat(4 * 86_400_000), fc.constant(-60_000)),
  flag: fc.boolean(),
  other: fc.boolean(),
  amount: fc.integer({ min: -1, max: 9 }),
})
export type Move = typeof move extends fc.Arbitrary<infer M> ? M : never

const UPPER: Readonly<Record<string, UnitRef>> = {
  [UNITS.base.unitId]: UNITS.community,
  [UNITS.community.unitId]: UNITS.subdistrict,
  [UNITS.subdistrict.unitId]: UNITS.district,
  [UNITS.district.unitId]: UNITS.city,
}

/** Asked for more often, or approved pauses and extensions would hardly ever be met. */
const OFTEN: readonly CommandKind[] = [
  'undo',
  'requestSuspend',
  'requestSuspend',
  'requestExtension',
  'resume',
  'resume',
]

/** The command a move comes to where the ticket stands. */
function kindOf(ticket: Ticket | null, { wild, pick }: Move): CommandKind {
  if (ticket === null) return wild === 0 ? COMMAND_KINDS[pick % COMMAND_KINDS.length]! : 'report'
  if (ticket.pending !== null && wild > 4) return 'approve'
  const possible = [...COMMAND_KINDS, ...OFTEN].filter((kind) => startsFrom(kind, ticket.state))
  const from = wild === 0 || possible.length === 0 ? COMMAND_KINDS : possible
  return from[pick % from.length]!
}

function actorOf(ticket: Ticket | null, kind: CommandKind, { wild, actor, unit }: Move): Context['actor'] {
  if (ticket === null || wild < 2) return [RESIDENT, SYSTEM, staff(unit)][actor % 3]!
  const { by } = COMMANDS[kind]
  if (by === 'holder' || by === 'holderOrDesk' || by === 'party') return staff(ticket.holder, `person-${actor % 2}`)
  if (by === 'coUnit') return staff({ unitId: ticket.coUnits[0]?.unitId ?? unit.unitId, level: 0 })
  return by === 'reporter' ? RESIDENT : staff(ticket.desk, `person-${actor % 2}`)
}

function commandOf(kind: CommandKind, history: readonly Step[], m: Move, now: number): Command {
  const ticket = history.length === 0 ? null : fold(history)
  const limit = { amount: m.amount, unit: m.flag ? 'workDay' : m.other ? 'workHour' : 'hour' } as const
  const blank = m.wild === 1 ? { reason: ' ', text: '', publicReply: '' } : {}
  const stale = m.wild === 2 && ticket !== null ? { expectedRevision: ticket.revision - (m.flag ? 1 : 0) } : {}
  const place = m.flag ? LOCATED : UNLOCATED
  const onTheSpot = { by: m.unit, publicReply: '已处理' }
  const data: { readonly [K in CommandKind]?: object } = {
    report: {
      place,
      ...(m.other ? {} : { classification: undefined }),
      ...(m.wild === 3 ? { selfResolved: onTheSpot } : {}),
    },
    locate: { place },
    dispatch: { to: m.unit, ...(m.other ? { limit } : {}) },
    reassign: { to: m.unit },
    addUnit: { unitId: m.unit.unitId },
    escalate: m.wild === 4 ? { to: m.unit } : {},
    classify: { urgency: m.flag ? 'urgent' : 'normal', limit: m.other ? limit : { amount: 2, unit: 'workDay' } },
    requestSuspend: { until: now + m.amount * 3 * 86_400_000 },
    requestExtension: { extra: limit },
    succeed: { fromUnitId: [ticket?.holder, ticket?.desk][m.pick % 2]?.unitId ?? m.unit.unitId, heir: m.unit },
    merge: { intoId: m.wild === 5 ? ticket?.id : 'ticket-2' },
    rate: { score: m.amount },
    undo: { ofCommandId: history.at(m.wild === 3 ? 0 : -1)?.commandId ?? 'none' },
  }
  const entries = Object.entries({ ...command(kind), ...data[kind], ...blank, ...stale })
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as unknown as Command
}

function contextOf(history: readonly Step[], kind: CommandKind, m: Move, now: number, years: number[]): Context {
  const ticket = history.length === 0 ? null : fold(history)
  const upper = UPPER[ticket?.holder.unitId ?? ''] ?? null
  return context({
    now,
    actor: actorOf(ticket, kind, m),
    calendar: exampleCalendar(...years),
    upper: { unit: upper, skipped: m.other ? [{ gridId: 'grid-4', reason: 'vacant' }] : [] },
    urgentMaySkip: m.other,
    isApprover: m.wild !== 6,
    evidenceRequired: m.wild === 7,
    lastCommand: lastCommandOf(history),
    mergeTarget: m.wild === 8 ? null : { id: 'ticket-2', state: m.wild === 9 ? 'void' : 'filed' },
  })
}

/** What a tried command came to, for whoever watches a life go by. */
export interface Tried {
  readonly kind: CommandKind
  readonly before: Ticket | null
  readonly decision: ReturnType<typeof decide>
}

/**
 * A life in any order of commands, refused ones among them.
 * @param calendarGrowsAt  the move from which on the calendar knows the year 2026
 * @param watch            told of each command that was tried, before its steps are taken over
 * @returns                its history and the present; no history where nothing was accepted
 */
export function liveAtRandom(
  moves: readonly Move[],
  calendarGrowsAt: number,
  watch: (tried: Tried) => void = () => undefined,
): { readonly history: readonly Step[]; readonly now: number } {
  let ticket: Ticket | null = null
  let now = MONDAY + 30 * 86_400_000
  const history: Step[] = []
  for (const [nth, m] of moves.entries()) {
    now += m.pass_ms
    const kind = kindOf(ticket, m)
    const ctx = contextOf(history, kind, m, now, nth < calendarGrowsAt ? [2025] : [2025, 2026])
    const decision = decide(ticket, commandOf(kind, history, m, now), ctx)
    watch({ kind, before: ticket, decision })
    if (!decision.ok) continue
    for (const step of decision.value) {
      ticket = evolve(ticket, step)
      history.push(step)
    }
  }
  return { history, now }
}
