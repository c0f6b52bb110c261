import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import {
  answerableUnit,
  COMMAND_KINDS,
  COMMANDS,
  follows,
  isEnd,
  stageOf,
  startsFrom,
  TICKET_STATES,
} from '../index.ts'
import type { Command, CommandKind, Context, Step, StepKind, Ticket, UnitRef } from '../index.ts'
import { decide } from './decide.ts'
import { evolve, fold, STEP_KINDS } from './evolve.ts'
import { lastCommandOf } from './undo.ts'
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

/** One random move; numbers choose among what makes sense in the state it meets. */
const move = fc.record({
  wild: fc.nat(9),
  pick: fc.nat(10_000),
  actor: fc.nat(10_000),
  unit: fc.constantFrom<UnitRef[]>(...Object.values(UNITS)),
  pass_ms: fc.oneof(fc.nat(3_600_000), fc.nat(4 * 86_400_000), fc.constant(-60_000)),
  flag: fc.boolean(),
  other: fc.boolean(),
  amount: fc.integer({ min: -1, max: 9 }),
})
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never

const UPPER: Readonly<Record<string, UnitRef>> = {
  [UNITS.base.unitId]: UNITS.community,
  [UNITS.community.unitId]: UNITS.subdistrict,
  [UNITS.subdistrict.unitId]: UNITS.district,
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
    upper: upper && { unit: upper, skipped: m.other ? [{ gridId: 'grid-4', reason: 'vacant' }] : [] },
    urgentMaySkip: m.other,
    isApprover: m.wild !== 6,
    evidenceRequired: m.wild === 7,
    lastCommand: lastCommandOf(history),
    mergeTarget: m.wild === 8 ? null : { id: 'ticket-2', state: m.wild === 9 ? 'void' : 'filed' },
  })
}

/** Steps that are a touch: they must leave the clock exactly as it was. */
const TOUCHES: readonly StepKind[] = [
  'accepted',
  'filed',
  'classified',
  'located',
  'acknowledged',
  'unitAdded',
  'coUnitReported',
  'started',
  'requested',
  'rejected',
  'requestCleared',
  'verified',
  'rated',
  'supplemented',
  'noted',
  'reminded',
  'succeeded',
]
/** Steps that may move the date but never the start. */
const SAME_START: readonly StepKind[] = [
  'suspended',
  'resumed',
  'extended',
  'replanned',
  'closed',
  'declined',
  'voided',
  'merged',
  'abnormallyClosed',
]

function checkTicket(ticket: Ticket): void {
  expect(ticket.holder.unitId).not.toBe('')
  expect(answerableUnit(ticket).unitId).not.toBe('')
  expect(ticket.involvedUnitIds).toContain(ticket.holder.unitId)
  expect(ticket.coUnits.map((unit) => unit.unitId)).not.toContain(ticket.holder.unitId)
  const { clock } = ticket
  expect(clock.dueAt === null).toBe(clock.calendarMissingYear !== null)
  if (clock.dueAt !== null) expect(clock.dueAt).toBeGreaterThanOrEqual(clock.startedAt)
  if (isEnd(ticket.state)) {
    expect(ticket.publicReply?.trim()).toBeTruthy()
    expect(clock.stoppedAt).toBe(ticket.closedAt)
    expect(ticket.pending).toBeNull()
  } else {
    expect(clock.kind).toBe(stageOf(ticket.state))
    expect([clock.stoppedAt, ticket.closedAt]).toEqual([null, null])
  }
  for (const pauses of [clock.pauses, ticket.promise?.pauses ?? []]) {
    pauses.forEach((pause, i) => {
      const next = pauses[i + 1]
      expect(pause.to === null).toBe(next === undefined && ticket.state === 'suspended')
      if (pause.to !== null) expect(pause.to).toBeGreaterThanOrEqual(pause.from)
      if (next !== undefined) expect(next.from).toBeGreaterThanOrEqual(pause.to ?? Infinity)
    })
  }
  expect(ticket.suspendedFrom !== null).toBe(ticket.state === 'suspended')
  expect(ticket.state === 'filed' && (ticket.filedAt === null || ticket.class === null)).toBe(false)
}

function checkStep(before: Ticket | null, step: Step, after: Ticket): void {
  if (before === null) return
  expect(step.at).toBeGreaterThanOrEqual(before.lastStepAt)
  if (step.kind === 'undone') return // what that restores is a test of its own
  if (step.state !== before.state) expect(follows(before.state, step.state)).toBe(true)
  if (TOUCHES.includes(step.kind)) expect(after.clock).toBe(before.clock)
  if (SAME_START.includes(step.kind)) expect(after.clock.startedAt).toBe(before.clock.startedAt)
  else if (!TOUCHES.includes(step.kind)) expect(after.clock.startedAt).toBe(step.at)
  const moved = before.holder.unitId !== after.holder.unitId || stageOf(before.state) !== stageOf(after.state)
  if (moved) expect(after.pending).toBeNull()
}

describe('a ticket in any order of commands', () => {
  const seenSteps = new Set<string>()
  const seenStates = new Set<string>()
  const seenRefusals = new Set<string>()

  it('keeps its owner, its clock, its replies and its history', () => {
    fc.assert(
      fc.property(
        fc.array(move, { minLength: 5, maxLength: 60, size: 'max' }),
        fc.nat(60),
        (moves, calendarGrowsAt) => {
          let ticket: Ticket | null = null
          let now = MONDAY + 30 * 86_400_000
          const history: Step[] = []
          moves.forEach((m, i) => {
            now += m.pass_ms
            const kind = kindOf(ticket, m)
            const ctx = contextOf(history, kind, m, now, i < calendarGrowsAt ? [2025] : [2025, 2026])
            const decision = decide(ticket, commandOf(kind, history, m, now), ctx)
            if (!decision.ok) {
              expect(decision.refusal.code).toMatch(/^(ticket|calendar)\.[a-z_]+$/)
              if (ticket !== null && startsFrom(kind, ticket.state))
                expect(decision.refusal.code).not.toBe('ticket.step_not_allowed')
              seenRefusals.add(decision.refusal.code)
              return
            }
            expect(decision.value.length).toBeGreaterThan(0)
            for (const step of decision.value) {
              const after: Ticket = evolve(ticket, step)
              checkStep(ticket, step, after)
              ticket = after
              history.push(step)
              seenSteps.add(step.kind)
              seenStates.add(after.state)
            }
            if (ticket !== null) checkTicket(ticket)
          })
          if (ticket === null) return
          expect((ticket as Ticket).revision).toBe(history.length)
          expect(fold(history)).toStrictEqual(ticket)
          const stored = JSON.parse(JSON.stringify(history)) as Step[]
          expect(stored).toStrictEqual(history)
          expect(fold(stored)).toStrictEqual(ticket)
          expect(JSON.parse(JSON.stringify(ticket))).toStrictEqual(ticket)
        },
      ),
      { numRuns: 400, seed: 20251013 },
    )
  })

  afterAll(() => {
    expect([...seenSteps].toSorted()).toEqual([...STEP_KINDS].toSorted())
    expect([...seenStates].toSorted()).toEqual([...TICKET_STATES].toSorted())
    expect(seenRefusals.size).toBeGreaterThan(20)
  })
})
