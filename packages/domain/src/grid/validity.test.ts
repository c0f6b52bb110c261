import { describe, expect, test } from 'vitest'
import { parseGeometry, validateGeometry } from './validity.ts'
import type { LonLat, Ring } from './types.ts'

const ring = (...points: [number, number][]): Ring => points.map(([x, y]): LonLat => [116 + x / 1000, 35 + y / 1000])
const box = (x: number, y: number, size: number): Ring =>
  ring([x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y])
const kinds = (polygon: readonly (readonly Ring[])[]): string[] =>
  validateGeometry(polygon).map((defect) => defect.kind)

describe('validateGeometry', () => {
  test('accepts a square, a square with a hole, a hole that touches the rim in a point, and two parts', () => {
    expect(kinds([[box(0, 0, 10)]])).toEqual([])
    expect(kinds([[box(0, 0, 10), box(2, 2, 3)]])).toEqual([])
    expect(kinds([[box(0, 0, 10), ring([10, 5], [7, 7], [7, 3], [10, 5])]])).toEqual([])
    expect(kinds([[box(0, 0, 10)], [box(20, 0, 5)]])).toEqual([])
  })

  test('names what is wrong with a ring and where', () => {
    expect(validateGeometry([[ring([0, 0], [1, 0], [1, 1], [0, 1])]])).toEqual([
      { kind: 'notClosed', part: 0, ring: 0, vertex: 3, position: [116, 35.001] },
    ])
    expect(kinds([[ring([0, 0], [1, 0], [0, 0])]])).toEqual(['tooFewPoints'])
    expect(kinds([[ring([0, 0], [1, 1], [2, 2], [0, 0])]])).toEqual(['zeroArea'])
    expect(
      kinds([
        [
          [
            [Number.NaN, 35],
            [116, 35],
            [116, 36],
            [Number.NaN, 35],
          ],
        ],
      ]),
    ).toEqual(['notNumber'])
    expect(
      kinds([
        [
          [
            [35, 116],
            [36, 116],
            [36, 117],
            [35, 116],
          ],
        ],
      ]),
    ).toEqual(['outOfRange'])
    expect(kinds([])).toEqual(['empty'])
    expect(kinds([[]])).toEqual(['empty'])
    expect(kinds([[[]]])).toEqual(['tooFewPoints'])
    expect(kinds([[ring([0, 0], [0, 0], [0, 0], [0, 0])]])).toEqual(['tooFewPoints'])
  })

  test('names the crossing of a bow tie with its place', () => {
    const [defect] = validateGeometry([[ring([0, 0], [10, 10], [10, 0], [0, 10], [0, 0])]])
    expect(defect).toMatchObject({ kind: 'selfIntersection', part: 0, ring: 0 })
    expect(defect!.position![0]).toBeCloseTo(116.005, 6)
    expect(defect!.position![1]).toBeCloseTo(35.005, 6)
  })

  test('names spikes, pinched rings, corners on an own edge, crossing and shared rings', () => {
    expect(kinds([[ring([0, 0], [10, 0], [15, 0], [10, 0], [10, 10], [0, 0])]])).toContain('selfIntersection')
    expect(kinds([[ring([0, 0], [10, 0], [5, 5], [10, 10], [0, 10], [5, 5], [0, 0])]])).toEqual(['selfIntersection'])
    expect(kinds([[ring([0, 0], [10, 0], [10, 10], [5, 0], [0, 10], [0, 0])]])).toContain('selfIntersection')
    expect(kinds([[box(0, 0, 10), box(8, 8, 5)]])).toContain('selfIntersection')
    expect(kinds([[box(0, 0, 10), ring([0, 2], [3, 2], [3, 5], [0, 5], [0, 2])]])).toContain('selfIntersection')
  })

  test('names a hole outside its shell and a part inside another', () => {
    expect(kinds([[box(0, 0, 10), box(20, 0, 3)]])).toEqual(['holeOutside'])
    expect(kinds([[box(0, 0, 10)], [box(2, 2, 3)]])).toEqual(['partsOverlap'])
  })
})

describe('parseGeometry', () => {
  test('reads Polygon, MultiPolygon and Feature, drops heights and snaps to the lattice', () => {
    const coordinates = [
      [
        [116, 35, 4],
        [116.00100000001, 35, 4],
        [116.001, 35.001, 4],
        [116, 35, 4],
      ],
    ]
    const shape = [
      [
        [
          [116, 35],
          [116.001, 35],
          [116.001, 35.001],
          [116, 35],
        ],
      ],
    ]
    expect(parseGeometry({ type: 'Polygon', coordinates })).toEqual({ ok: true, value: shape })
    expect(parseGeometry({ type: 'Feature', geometry: { type: 'MultiPolygon', coordinates: [coordinates] } })).toEqual({
      ok: true,
      value: shape,
    })
  })

  test('refuses what is no polygon', () => {
    for (const value of [
      null,
      7,
      {},
      { type: 'Point', coordinates: [1, 2] },
      { type: 'Polygon', coordinates: [['a']] },
      { type: 'Feature' },
    ])
      expect(parseGeometry(value)).toMatchObject({ ok: false, refusal: [{ kind: 'notGeometry' }] })
    expect(
      parseGeometry({
        type: 'Polygon',
        coordinates: [
          [
            [116, null],
            [1, 2],
            [2, 3],
            [116, null],
          ],
        ],
      }),
    ).toMatchObject({
      ok: false,
      refusal: [{ kind: 'notNumber', vertex: 0 }],
    })
  })
})
