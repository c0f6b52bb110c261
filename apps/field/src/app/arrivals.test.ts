import { expect, test } from 'vitest'

import { arrivesAt } from './arrivals.ts'

test.each([
  ['dispatched', 'mine', true],
  ['escalated', 'mine', true],
  ['reminded', 'mine', true],
  ['dispatched', 'other', false],
  ['noted', 'mine', false],
])('%s to %s calls: %s', (step, holderUnitId, wanted) => {
  expect(arrivesAt({ step, holderUnitId }, 'mine')).toBe(wanted)
})
