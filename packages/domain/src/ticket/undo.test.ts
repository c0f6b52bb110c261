import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { CommandKind, Step, StepKind, Ticket } from '../index.ts'
import { decide } from './decide.ts'
import { evolveAll, fold, STEP_KINDS } from './evolve.ts'
import { command, context, dispatched, live, MONDAY, RESIDENT, resolved, staff, UNITS, type Life } from './example.ts'
import { publicTimeline } from './timeline.ts'
import { isUndoable, lastCommandOf, mayUndo, UNDO_WINDOW_MS } from './undo.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** What a history leaves beside the matter itself. */
function matter(ticket: Ticket): Omit<Ticket, 'revision' | 'lastStepAt'> {
  const { revision: _revision, lastStepAt: _at, ...rest } = ticket
  return rest
}

/** The last command of a life taken back by who gave it, `after_ms` later. */
function takenBack(life: Life, after_ms = 60_000): Life {
  const last = life.steps.at(-1)!
  const ctx = context({ actor: last.actor, now: last.at + after_ms, lastCommand: lastCommandOf(life.steps) })
  return live(life, ctx, command('undo', { ofCommandId: last.commandId }))
}

/** Commands after which the desk or the holder may be glad of a way back; each where it may be given. */
const GIVEN: readonly CommandKind[] = [
  'accept',
  'classify',
  'locate',
  'file',
  'dispatch',
  'acknowledge',
  'start',
  'reassign',
  'addUnit',
  'coUnitResult',
  'escalate',
  'returnToDispatcher',
  'requestSuspend',
  'requestExtension',
  'requestAbnormalClose',
  'verify',
  'rework',
  'note',
]

describe('a command taken back', () => {
  it('leaves the matter exactly as it was before, whatever its life', () => {
    const seen = new Set<StepKind>()
    const move = fc.record({
      pick: fc.nat(10_000),
      unit: fc.constantFrom(...Object.values(UNITS)),
      pass_ms: fc.integer({ min: 0, max: DAY_MS }),
      back: fc.boolean(),
      wait_ms: fc.integer({ min: 0, max: UNDO_WINDOW_MS }),
    })
    fc.assert(
      fc.property(fc.array(move, { minLength: 3, maxLength: 25, size: 'max' }), (moves) => {
        let life = live(null, context({ actor: RESIDENT }), command('report'))
        let now = MONDAY
        for (const { pick, unit, pass_ms, back, wait_ms } of moves) {
          now = Math.max(now + pass_ms, life.ticket.lastStepAt)
          const kind = [...GIVEN, 'resolve' as const][pick % (GIVEN.length + 1)]!
          const by = kind === 'coUnitResult' ? (life.ticket.coUnits[0]?.unitId ?? '') : life.ticket.holder.unitId
          const actor = staff(pick % 3 === 0 && kind !== 'coUnitResult' ? life.ticket.desk : { unitId: by, level: 0 })
          const named = { unitId: unit.unitId, to: unit, until: now + DAY_MS }
          const wanted = { ...command(kind), ...(kind === 'locate' ? {} : pickFields(kind, named)) } as never
          const decision = decide(life.ticket, wanted, context({ actor, now }))
          if (!decision.ok) continue
          const after = { ticket: evolveAll(life.ticket, decision.value), steps: [...life.steps, ...decision.value] }
          if (!back || !decision.value.every((step) => isUndoable(step.kind))) {
            life = after
            continue
          }
          for (const step of decision.value) seen.add(step.kind)
          const undone = takenBack(after, wait_ms)
          expect(matter(undone.ticket)).toStrictEqual(matter(life.ticket))
          expect(undone.ticket.revision).toBe(after.ticket.revision + 1)
          expect(fold(JSON.parse(JSON.stringify(undone.steps)) as Step[])).toStrictEqual(undone.ticket)
          life = undone
        }
      }),
      { numRuns: 300, seed: 20260105 },
    )
    expect([...seen].toSorted()).toEqual(STEP_KINDS.filter(isUndoable).toSorted())
  })

  it('wins no time: the clock of the desk has been running all the while', () => {
    const reported = live(null, context({ actor: RESIDENT }), command('report'))
    const sent = live(reported, context({ now: MONDAY + HOUR_MS }), command('dispatch'))
    const { ticket } = takenBack(sent)
    expect(ticket.clock).toEqual(reported.ticket.clock)
    expect(ticket).toMatchObject({
      state: 'reported',
      holder: UNITS.desk,
      involvedUnitIds: ['unit-desk'],
      promise: null,
    })
  })

  it('of several steps comes back as one; the history keeps all of it', () => {
    const { steps } = takenBack(dispatched())
    expect(steps.map(({ kind }) => kind)).toEqual(['reported', 'accepted', 'filed', 'dispatched', 'undone'])
    expect(steps.at(-1)).toMatchObject({ seqs: [2, 3, 4], kinds: ['accepted', 'filed', 'dispatched'] })
  })

  it('is shown to the reporter where the reporter had seen what it takes back, and without a word of the office', () => {
    const shown = publicTimeline(takenBack(dispatched()).steps)
    expect(shown.at(-1)).toMatchObject({ kind: 'undone', unitId: null, publicReply: null, promisedAt: null })
    const noted = takenBack(live(dispatched(), context(), command('note')))
    expect(publicTimeline(noted.steps).map(({ kind }) => kind)).not.toContain('undone')
  })

  it('cannot be a reply to the reporter, the report itself, or what was taken back already', () => {
    const at = (life: Life) => ({ actor: life.steps.at(-1)!.actor, now: life.ticket.lastStepAt })
    const settled = resolved()
    const back = takenBack(dispatched())
    const reported = live(null, context({ actor: staff(UNITS.desk) }), command('report'))
    for (const life of [settled, back, reported])
      expect(mayUndo(lastCommandOf(life.steps), at(life))).toEqual({ ok: false, refusal: { code: 'ticket.undo_left' } })
  })
})

/** The fields among `named` that a sensible command of that kind has. */
function pickFields(kind: CommandKind, named: Readonly<Record<string, unknown>>): object {
  const known: object = kind === 'escalate' ? {} : command(kind)
  return Object.fromEntries(Object.entries(named).filter(([name]) => name in known))
}
