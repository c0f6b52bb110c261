import type { StepView } from '@lianxin/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { byDay, collapse, readSteps } from './timeline-days.ts'

const history = (holders: readonly string[]): StepView[] =>
  holders.map((holderName, index) => ({
    seq: index + 1,
    kind: 'noted',
    at: `2026-03-0${1 + Math.min(8, Math.floor(index / 3))}T08:00:00Z`,
    actor: { kind: 'staff', personName: null, unitName: null },
    state: 'inProgress',
    holderName,
    heldWorking_ms: null,
    facts: {},
  }))
const holders = fc.array(fc.constantFrom('派遣台', '网格', '城管局'), { minLength: 1, maxLength: 60 })

test('hand-overs are the steps after which another unit holds it', () => {
  const read = readSteps(history(['派遣台', '派遣台', '网格', '网格', '城管局', '派遣台']))
  expect(read.filter(({ isHandOver }) => isHandOver).map(({ step, fromName }) => [step.seq, fromName])).toEqual([
    [6, '城管局'],
    [5, '网格'],
    [3, '派遣台'],
    [1, null],
  ])
})

test('days hold every step once, in the order of reading', () => {
  fc.assert(
    fc.property(holders, (units) => {
      const read = readSteps(history(units))
      const days = byDay(read, (at) => at.slice(0, 10))
      expect(days.flatMap(({ steps }) => steps)).toEqual(read)
      expect(new Set(days.map(({ day }) => day)).size).toBe(days.length)
    }),
  )
})

test('a long history hides its middle, never its beginning, its end or what is new', () => {
  fc.assert(
    fc.property(holders, fc.nat(60), (units, seen) => {
      const steps = readSteps(history(units))
      const { head, hidden, tail } = collapse(steps, ({ seq }) => seq > seen)
      expect(head.length + hidden + tail.length).toBe(steps.length)
      expect([...head, ...tail].map(({ step }) => step.seq)).toContain(1)
      const shown = new Set([...head, ...tail].map(({ step }) => step.seq))
      for (const { step } of steps) if (step.seq > seen) expect(shown.has(step.seq)).toBe(true)
      if (units.length <= 12) expect(hidden).toBe(0)
    }),
  )
})
