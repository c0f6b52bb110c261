import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  childCode,
  formatGridCode,
  kindsAtLevel,
  nextChildCode,
  numberCells,
  parentCode,
  parseGridCode,
} from './codes.ts'

describe('grid codes', () => {
  test('reads every level', () => {
    expect(parseGridCode('370890')).toMatchObject({ ok: true, value: { level: 0, subdistrict: null } })
    expect(parseGridCode('370811109')).toMatchObject({ ok: true, value: { level: 1, subdistrictKind: 'town' } })
    expect(parseGridCode('370811002401')).toMatchObject({
      ok: true,
      value: { level: 2, subdistrictKind: 'street', communityKind: 'quasi' },
    })
    expect(parseGridCode('37089000220100302')).toEqual({
      ok: true,
      value: {
        code: '37089000220100302',
        level: 4,
        district: '370890',
        subdistrict: '370890002',
        subdistrictKind: 'street',
        community: '370890002201',
        communityKind: 'villagers',
        sequence: 3,
        microSequence: 2,
      },
    })
    expect(kindsAtLevel(2)).toEqual(['area'])
    expect(kindsAtLevel(4)).toEqual(['micro'])
    expect(formatGridCode('37089000220100302')).toBe('370890 002 201 003 02')
  })

  test.each([
    ['3708x0', 'notDigits'],
    ['', 'notDigits'],
    ['3708901', 'length'],
    ['990101', 'province'],
    ['370000', 'province'],
    ['370890000', 'subdistrict'],
    ['370890700', 'subdistrict'],
    ['370890002000', 'community'],
    ['370890002001000', 'sequence'],
    ['37089000200100100', 'microSequence'],
  ])('refuses %s: %s', (value, fault) => {
    expect(parseGridCode(value)).toEqual({ ok: false, refusal: { code: 'grid.code_malformed', fault, value } })
  })

  test('property: a child code parses, and its parent is the one it was made from', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 99 }), (sequence, micro) => {
        const base = childCode('370890002001', sequence)
        const small = base.ok ? childCode(base.value, micro) : base
        expect(small.ok && parseGridCode(small.value)).toMatchObject({
          ok: true,
          value: { sequence, microSequence: micro },
        })
        expect(small.ok && base.ok && parentCode(small.value) === base.value).toBe(true)
      }),
    )
    expect(parentCode('370890')).toBeNull()
  })

  test('the next code follows the highest ever used and ends with the digits', () => {
    expect(nextChildCode('370890002001', [])).toEqual({ ok: true, value: '370890002001001' })
    expect(nextChildCode('370890002001', ['370890002001007', '370890002001002', '370890002002900'])).toEqual({
      ok: true,
      value: '370890002001008',
    })
    expect(nextChildCode('370890002001', ['370890002001999'])).toMatchObject({ ok: false, refusal: { most: 999 } })
    expect(nextChildCode('370890', [])).toMatchObject({ ok: false, refusal: { most: 0 } })
  })

  test('numbers cells from west to east, row by row from north to south', () => {
    const cell = (lon: number, lat: number): { lon: number; lat: number; height: number } => ({ lon, lat, height: 1 })
    expect(numberCells([cell(2, 0), cell(1, 0.2), cell(3, 2.1), cell(1, 2), cell(2, 1.9)])).toEqual([5, 4, 3, 1, 2])
    expect(numberCells([])).toEqual([])
  })

  test('property: numbering gives every number once and does not depend on the order given', () => {
    const place = fc.record({
      lon: fc.double({ min: 116, max: 117, noNaN: true }),
      lat: fc.double({ min: 35, max: 36, noNaN: true }),
      height: fc.constant(0.1),
    })
    fc.assert(
      fc.property(fc.uniqueArray(place, { selector: (c) => `${c.lon} ${c.lat}`, maxLength: 40 }), (cells) => {
        const numbers = numberCells(cells)
        expect([...numbers].sort((a, b) => a - b)).toEqual(cells.map((_, i) => i + 1))
        expect(numberCells(cells.toReversed())).toEqual(numbers.toReversed())
      }),
    )
  })
})
