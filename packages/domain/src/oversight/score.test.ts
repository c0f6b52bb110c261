import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { faultsOf, score, whyNoTotal } from './score.ts'
import { JINHUA_TEMPLATE, SUPERVISED_TEMPLATE, TEMPLATES, ZHENGZHOU_TEMPLATE } from './templates.ts'
import { MEASURES, type AssessmentTemplate, type Counted, type Scale } from './types.ts'

const itemsOf = (template: AssessmentTemplate) => template.parts.flatMap(({ items }) => items)
const rate = fc
  .tuple(fc.nat(500), fc.nat(500), fc.nat(20))
  .map(([a, b, excluded]): Counted => ({ numerator: Math.min(a, b), denominator: Math.max(a, b), excluded }))
const countsFor = (template: AssessmentTemplate) =>
  fc
    .tuple(...itemsOf(template).map(({ id }) => fc.option(rate).map((one) => [id, one] as const)))
    .map((all) => new Map(all.flatMap(([id, one]) => (one === null ? [] : [[id, one] as const]))))
const template = fc.constantFrom(...Object.values(TEMPLATES))
const scaleFor = (measure: string): Scale =>
  measure === 'failedVerifications' || measure === 'shirked' ? { kind: 'each', loss: 1 } : { kind: 'share' }
/** A district's own one, with the smallest minimum numbers that are allowed. */
const ownTemplate = fc.shuffledSubarray([...MEASURES], { minLength: 1 }).map((measures): AssessmentTemplate => {
  const [first, ...others] = measures.map((measure) => {
    const scale = scaleFor(measure)
    const atLeast = measure === 'given' || scale.kind === 'each' ? 0 : 1
    return { id: measure, name: { zh: measure, en: measure }, points: 1, measure, scale, atLeast }
  })
  if (!first) throw new Error('there is at least one measure')
  return {
    parts: [{ id: 'all', name: { zh: '', en: '' }, items: [{ ...first, points: 100 - others.length }, ...others] }],
  }
})

describe('the hundred-point assessment', () => {
  it('has templates that can be used', () => {
    for (const one of Object.values(TEMPLATES)) expect(faultsOf(one)).toEqual([])
    expect(ZHENGZHOU_TEMPLATE.parts.map(({ items }) => items.reduce((sum, { points }) => sum + points, 0))).toEqual([
      40, 10, 50,
    ])
  })

  it('puts nobody on a list who had nothing to do', () => {
    expect(score(JINHUA_TEMPLATE, new Map()).total_centi).toBeNull()
    const failures = { numerator: 0, denominator: 9, excluded: 0 }
    expect(score(JINHUA_TEMPLATE, new Map([['quality.failed', failures]])).total_centi).toBeNull()
  })

  it('counts as Jinhua wrote it: all points from 70 % on, one fewer for each percentage point below', () => {
    const of = (numerator: number, denominator: number) =>
      score(JINHUA_TEMPLATE, new Map([['settling.onTime', { numerator, denominator, excluded: 0 }]])).items[0]
        ?.points_centi
    expect([of(70, 100), of(100, 100), of(69, 100), of(60, 100), of(10, 100), of(20, 30)]).toEqual([
      5000, 5000, 4900, 4000, 0, 4667,
    ])
  })

  it('lies between 0 and 100, item by item too, and is the same when computed again', () => {
    fc.assert(
      fc.property(
        template.chain((one) => fc.tuple(fc.constant(one), countsFor(one))),
        ([one, counted]) => {
          const result = score(one, counted)
          for (const [nth, { points_centi }] of result.items.entries()) {
            expect(points_centi ?? 0).toBeGreaterThanOrEqual(0)
            expect(points_centi ?? 0).toBeLessThanOrEqual((itemsOf(one)[nth]?.points ?? 0) * 100)
          }
          if (result.total_centi !== null) {
            expect(result.total_centi).toBeGreaterThanOrEqual(0)
            expect(result.total_centi).toBeLessThanOrEqual(10_000)
          }
          expect(score(one, new Map([...counted].toReversed()))).toEqual(result)
        },
      ),
    )
  })

  it('is not lowered by one more matter settled in time', () => {
    fc.assert(
      fc.property(rate, ({ numerator, denominator, excluded }) => {
        const total = (n: number, d: number) =>
          score(SUPERVISED_TEMPLATE, new Map([['routine.onTime', { numerator: n, denominator: d, excluded }]]))
            .total_centi ?? 0
        expect(total(numerator + 1, denominator + 1)).toBeGreaterThanOrEqual(total(numerator, denominator))
      }),
    )
  })

  it('leaves out what is too little and costs nothing by it', () => {
    const one = score(ZHENGZHOU_TEMPLATE, new Map([['delivery.onTime', { numerator: 1, denominator: 1, excluded: 0 }]]))
    expect(one.items.map(({ standing }) => standing)).toContain('tooFew')
    expect(one.items.map(({ standing }) => standing)).toContain('notGiven')
  })

  it('does not let one matter top a league: one of each measure and a full mark make no total, in any template', () => {
    fc.assert(
      fc.property(
        fc
          .oneof(template, ownTemplate)
          .chain((one) =>
            fc.tuple(
              fc.constant(one),
              fc.tuple(...itemsOf(one).map(() => fc.record({ numerator: fc.nat(1), denominator: fc.nat(1) }))),
            ),
          ),
        ([one, matters]) => {
          const counted = itemsOf(one).map(({ id, measure }, nth): [string, Counted] => {
            const { numerator = 0, denominator = 0 } = matters[nth] ?? {}
            if (measure === 'given') return [id, { numerator: 100, denominator: 100, excluded: 0 }]
            return [id, { numerator: Math.min(numerator, denominator), denominator, excluded: 0 }]
          })
          const { items, total_centi } = score(one, new Map(counted))
          expect(total_centi).toBeNull()
          expect(whyNoTotal(one, items)).not.toBeNull()
        },
      ),
    )
  })

  it('makes a total from half of the points on, with one rate of enough matters among them', () => {
    const full = (denominator: number) => ({ numerator: denominator, denominator, excluded: 0 })
    const of = (counted: Record<string, Counted>) => {
      const { items, total_centi } = score(ZHENGZHOU_TEMPLATE, new Map(Object.entries(counted)))
      return [total_centi, whyNoTotal(ZHENGZHOU_TEMPLATE, items)]
    }
    const marks = { 'routine.mark': full(100), 'facilities.mark': full(100) }
    const one = { 'routine.inquiries': full(1) }
    expect(of({ ...marks, ...one })).toEqual([null, 'fewPoints'])
    expect(of({ ...marks, ...one, 'delivery.settled': full(5) })).toEqual([10_000, null])
    const loose = {
      parts: ZHENGZHOU_TEMPLATE.parts.map((part) => ({
        ...part,
        items: part.items.map((item) => ({ ...item, atLeast: Math.min(item.atLeast, 1) })),
      })),
    }
    const four = score(loose, new Map(itemsOf(loose).map(({ id }) => [id, full(4)])))
    expect([four.total_centi, whyNoTotal(loose, four.items)]).toEqual([null, 'fewMatters'])
  })

  it('refuses templates that cannot be used', () => {
    const [part] = JINHUA_TEMPLATE.parts
    const first = part?.items[0]
    if (!part || !first) throw new Error('the template has an item')
    const wrong = (change: object) =>
      faultsOf({ parts: [{ ...part, items: [{ ...first, points: 100, ...change }] }] }).map(({ code }) => code)
    expect(wrong({ points: 99 })).toEqual(['points.not_100'])
    expect(wrong({ scale: { kind: 'threshold', full_percent: 101, loss: 1 } })).toEqual(['scale.range'])
    expect(wrong({ scale: { kind: 'each', loss: 1 } })).toEqual(['measure.scale'])
    expect(faultsOf({ parts: [part, part] })).toContainEqual({ code: 'item.repeated', pointer: '/parts/1/items/0/id' })
    expect(wrong({ atLeast: 0 })).toEqual(['item.minimum'])
    expect(wrong({ points: 0.001 })).toContain('item.points')
  })
})
