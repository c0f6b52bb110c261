import { afterEach, expect, test } from 'vitest'

import { TileCutter, type TileRow } from './tile-cutter.ts'
import { TileSource } from './tile-source.ts'

const cutter = new TileCutter()
afterEach(() => cutter.close())

/** A horseshoe around its own middle, and the tile of zoom 14 it lies in. */
const HORSESHOE: TileRow = {
  node: 7,
  id: '0195a000-0000-7000-8000-000000000007',
  code: '370890001001001',
  name: '湖湾网格',
  level: 3,
  path: '1.2.3.7.',
  kind: 'base',
  polygon: JSON.stringify([
    [
      [
        [116.501, 35.301],
        [116.509, 35.301],
        [116.509, 35.309],
        [116.507, 35.309],
        [116.507, 35.303],
        [116.503, 35.303],
        [116.503, 35.309],
        [116.501, 35.309],
        [116.501, 35.301],
      ],
    ],
  ]),
}
const TILE = [
  14,
  Math.floor(((116.505 + 180) / 360) * 2 ** 14),
  Math.floor(((1 - Math.asinh(Math.tan((35.305 * Math.PI) / 180)) / Math.PI) / 2) * 2 ** 14),
] as const

test('a tile has the areas and one place for each name; beside them it is empty', async () => {
  const source = await TileSource.of(cutter, 'a', [HORSESHOE])
  const tile = (await source.tile(...TILE)).toString('utf8')
  for (const text of ['grids', 'names', '湖湾网格', '370890001001001']) expect(tile).toContain(text)
  expect(await source.tile(14, 0, 0)).toHaveLength(0)
  expect(await source.tile(23, 0, 0)).toHaveLength(0)
  expect(await source.tile(3, 9, 0)).toHaveLength(0)
  expect(await source.tile(20, 0, 0)).toHaveLength(0)
})

test('a source that was dropped fails, and so does what waits when the thread ends', async () => {
  const source = await TileSource.of(cutter, 'b', [HORSESHOE])
  source.drop()
  await expect(source.tile(...TILE)).rejects.toThrow('no shapes of b')
  const waiting = cutter.tile('b', 1, 0, 0)
  await Promise.all([expect(waiting).rejects.toThrow(), cutter.close()])
  expect(source.isAlive()).toBe(false)
  expect((await TileSource.of(cutter, 'c', [])).isAlive()).toBe(true)
})
