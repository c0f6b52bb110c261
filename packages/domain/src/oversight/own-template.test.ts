import { expect, test } from 'vitest'

import { inForce, mayBegin } from './own-template.ts'

test('the version that began last holds, of several from one month the last one entered', () => {
  const all = [
    { validFrom: '2026-03', version: 1 },
    { validFrom: '2026-05', version: 1 },
    { validFrom: '2026-03', version: 2 },
    { validFrom: '2026-12', version: 1 },
  ]
  const of = (month: string) => inForce(all, month)
  expect(of('2026-02')).toBeUndefined()
  expect(of('2026-04')).toBe(all[2])
  expect(of('2026-11')).toBe(all[1])
  expect(of('2027-01')).toBe(all[3])
})

test('rules never reach back into a month that is over', () => {
  expect(['2026-03', '2026-04', '2027-01'].map((month) => mayBegin(month, '2026-04'))).toEqual([false, true, true])
})
