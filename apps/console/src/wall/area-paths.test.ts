import { expect, test } from 'vitest'

import { areaPaths, DRAWING_WIDTH } from './area-paths.ts'

const square = (id: string, west: number, south: number, size: number): GeoJSON.Feature => ({
  type: 'Feature',
  properties: { id, name: id },
  geometry: {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [west, south],
          [west + size, south],
          [west + size, south + size],
          [west, south + size],
          [west, south],
        ],
      ],
    ],
  },
})

test('neighbours fill the drawing, north is up, and lengths are true at the middle latitude', () => {
  const { height, areas } = areaPaths([square('west', 116, 35, 0.1), square('east', 116.1, 35, 0.1)])
  const [west, east] = areas
  expect(west?.path.startsWith('M0 ')).toBe(true)
  expect([west?.width, east?.width, (west?.x ?? 0) < (east?.x ?? 0)]).toEqual([500, 500, true])
  // 0.2° by 0.1° at 35.05° north is 0.1637 wide in degrees of latitude, so less than twice as wide as high.
  expect(height).toBe(Math.ceil(DRAWING_WIDTH * (0.1 / (0.2 * Math.cos((35.05 * Math.PI) / 180)))))
  expect(areaPaths([]).areas).toEqual([])
})
