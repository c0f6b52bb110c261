import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { answerableUnit, follows, isEnd, stageOf, startsFrom, TICKET_STATES } from '../index.ts'
import type { Step, StepKind, Ticket } from '../index.ts'
import { evolve, fold, STEP_KINDS } from './evolve.ts'
import { liveAtRandom, move } from './random-life.ts'

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
  expect(ticket.passedUpAt === null).toBe(ticket.passedUpBy.length === 0)
  expect(new Set(ticket.passedUpBy).size).toBe(ticket.passedUpBy.length)
  if (ticket.inquiryFrom !== null) expect(ticket.inquiryFrom).toBeGreaterThan(ticket.passedUpAt ?? Infinity)
  if (isEnd(ticket.state)) expect([ticket.inquiryFrom, ticket.passedUpAt]).toEqual([null, null])
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
  // Who passed it up keeps the right until it is over, unless it gives it back itself; the date it counts from never moves.
  if (before.passedUpAt !== null && after.passedUpAt !== null) {
    expect(after.passedUpAt).toBe(before.passedUpAt)
    if (before.inquiryFrom !== null) expect(after.inquiryFrom).not.toBeNull()
    const left = step.kind === 'succeeded' || step.kind === 'returned' ? step.from.unitId : null
    const stays = before.passedUpBy.filter((unitId) => unitId !== left)
    expect(after.passedUpBy).toEqual(expect.arrayContaining([...stays]))
  }
  if (step.kind === 'escalated') expect(after.passedUpBy).toContain(before.holder.unitId)
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
          const { history } = liveAtRandom(moves, calendarGrowsAt, ({ kind, before, decision }) => {
            if (!decision.ok) {
              expect(decision.refusal.code).toMatch(/^(ticket|calendar)\.[a-z_]+$/)
              if (before !== null && startsFrom(kind, before.state))
                expect(decision.refusal.code).not.toBe('ticket.step_not_allowed')
              seenRefusals.add(decision.refusal.code)
              return
            }
            expect(decision.value.length).toBeGreaterThan(0)
            ticket = before
            for (const step of decision.value) {
              const after: Ticket = evolve(ticket, step)
              checkStep(ticket, step, after)
              ticket = after
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
