import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { assignChecks, confirmedShare, isOwnWork, recordCheck, type Check, type UnitOfWork } from './recheck.ts'
import { allotSample, drawSample, sampleSize } from './sampling.ts'

// Any order that hangs on the whole text will do here; the server's is tested in modules/oversight/inspections.
const lot = (text: string): string => String(fc.hash(text))

const strataOf = fc
  .array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 })
  .map((sizes) =>
    sizes.map((size, key) => ({ key: `u${key}`, ids: Array.from({ length: size }, (_, index) => `${key}-${index}`) })),
  )
const wantedOf = fc.integer({ min: 1, max: 300 })
const seedOf = fc.uuid()

describe('a sample', () => {
  test('is as large as asked, or a rounded share that is never nothing', () => {
    expect(sampleSize({ kind: 'count', count: 12 }, 5)).toBe(12)
    expect([200, 250, 3].map((pool) => sampleSize({ kind: 'percent', percent: 5 }, pool))).toEqual([10, 13, 1])
  })

  test('is the same for the same seed, in whatever order its strata and matters come', () => {
    fc.assert(
      fc.property(strataOf, wantedOf, seedOf, (strata, wanted, seed) => {
        const turned = strata.toReversed().map(({ key, ids }) => ({ key, ids: ids.toReversed() }))
        expect(drawSample(turned, wanted, seed, lot)).toEqual(drawSample(strata, wanted, seed, lot))
      }),
    )
  })

  test('draws nothing twice and nothing from elsewhere', () => {
    fc.assert(
      fc.property(strataOf, wantedOf, seedOf, (strata, wanted, seed) => {
        for (const { key, ids } of drawSample(strata, wanted, seed, lot)) {
          expect(new Set(ids).size).toBe(ids.length)
          expect(strata.find((stratum) => stratum.key === key)?.ids).toEqual(expect.arrayContaining([...ids]))
        }
      }),
    )
  })

  test('has as many as wanted, in proportion, and at least one of each stratum', () => {
    fc.assert(
      fc.property(strataOf, wantedOf, seedOf, (strata, wanted, seed) => {
        const whole = strata.reduce((sum, { ids }) => sum + ids.length, 0)
        const total = Math.max(strata.length, Math.min(wanted, whole))
        const drawn = drawSample(strata, wanted, seed, lot)
        expect(drawn.reduce((sum, { ids }) => sum + ids.length, 0)).toBe(total)
        const counts = new Map(drawn.map(({ key, ids }) => [key, ids.length]))
        for (const { key, ids } of strata) {
          const count = counts.get(key) ?? 0
          expect(count).toBeGreaterThanOrEqual(1)
          expect(count).toBeLessThanOrEqual(ids.length)
          // Nobody has one more than the share rounded up; who is larger never has fewer.
          expect(count).toBeLessThanOrEqual(Math.max(1, Math.ceil((total * ids.length) / whole)))
          for (const other of strata)
            if (other.ids.length > ids.length) expect(counts.get(other.key) ?? 0).toBeGreaterThanOrEqual(count)
        }
      }),
    )
  })

  test('of 2 and 98 with ten wanted has one and nine', () => {
    const sizes = [
      { key: 'small', size: 2 },
      { key: 'large', size: 98 },
    ]
    expect([...allotSample(sizes, 10)].toSorted()).toEqual([
      ['large', 9],
      ['small', 1],
    ])
  })
})

const unit = (unitId: string, gridPath = '1.', level = 0): UnitOfWork => ({ unitId, gridPath, level })
const DEPARTMENT = unit('cg')
const GRID = unit('grid', '1.2.3.4.', 3)
const COMMUNITY = unit('community', '1.2.3.', 2)
const BESIDE = unit('beside', '1.2.9.', 2)
const DISTRICT = unit('district')

describe('who checks', () => {
  test('never has work of the own unit or of one in its territory; the district’s office lends only its name', () => {
    expect(isOwnWork(DEPARTMENT, [DEPARTMENT])).toBe(true)
    expect(isOwnWork(COMMUNITY, [GRID])).toBe(true)
    expect(isOwnWork(BESIDE, [GRID])).toBe(false)
    expect(isOwnWork(DISTRICT, [GRID, DEPARTMENT])).toBe(false)
  })

  test('is given by the seed: nobody own work, everybody about as much', () => {
    const units = [DEPARTMENT, COMMUNITY, BESIDE, DISTRICT]
    const matterOf = fc.constantFrom(DEPARTMENT, GRID, BESIDE)
    fc.assert(
      fc.property(fc.array(matterOf, { maxLength: 40 }), seedOf, (by, seed) => {
        const matters = by.map((one, index) => ({ id: `t${index}`, by: [one] }))
        const inspectors = units.map((one, index) => ({ id: `p${index}`, unit: one }))
        const given = assignChecks(matters, inspectors, seed, lot)
        expect(given.ok).toBe(true)
        if (!given.ok) return
        expect(given.value.size).toBe(matters.length)
        for (const matter of matters) {
          const inspector = inspectors.find(({ id }) => id === given.value.get(matter.id))
          expect(inspector && isOwnWork(inspector.unit, matter.by)).toBe(false)
        }
        const again = assignChecks(matters.toReversed(), inspectors.toReversed(), seed, lot)
        expect(again).toEqual(given)
        const loads = [...given.value.values()].filter((id) => id === 'p3').length
        expect(loads).toBeLessThanOrEqual(Math.ceil(matters.length / 2))
      }),
    )
  })

  test('is refused with the matters that nobody may check', () => {
    const given = assignChecks([{ id: 't1', by: [DEPARTMENT] }], [{ id: 'p', unit: DEPARTMENT }], 's', lot)
    expect(given).toEqual({ ok: false, refusal: { code: 'inspection.nobody_free', ids: ['t1'] } })
  })
})

describe('a check', () => {
  const open: Check = { inspectorId: 'p', by: [GRID], verdict: null, seen: '', checkedAt: null }
  const found = { verdict: 'refuted', seen: '垃圾还在' } as const
  const citizen = { id: 'p', unit: DISTRICT }
  const codeOf = (result: ReturnType<typeof recordCheck>) => (result.ok ? null : result.refusal.code)

  test('is recorded once, by whom it was given to', () => {
    const done = recordCheck(open, found, citizen, 5)
    expect(done).toEqual({ ok: true, value: { ...open, ...found, checkedAt: 5 } })
    if (!done.ok) return
    expect(recordCheck(done.value, found, citizen, 9)).toEqual(done)
    expect(codeOf(recordCheck(done.value, { ...found, verdict: 'confirmed' }, citizen, 9))).toBe(
      'inspection.done_already',
    )
    expect(codeOf(recordCheck(open, found, { ...citizen, id: 'q' }, 5))).toBe('inspection.not_assigned')
    expect(codeOf(recordCheck(open, found, { id: 'p', unit: COMMUNITY }, 5))).toBe('inspection.own_work')
  })

  test('counts for the unit: 29 of 30 as told are 96.7 %, nothing checked is nothing said', () => {
    expect(confirmedShare({ checked: 30, confirmed: 29 })).toBe(96.7)
    expect(confirmedShare({ checked: 0, confirmed: 0 })).toBeNull()
  })
})
