import type { MultiPolygon } from '@lianxin/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { FORMATS, readGridFile, UnreadableFile, writeGridFile, type ExportRow } from './index.ts'
import { MAX_CELL } from '../../../platform/sheets/xlsx.ts'
import { readGeometryText, writeWkt } from './wkt.ts'

const degree = (most: number) => fc.integer({ min: -most * 1e7, max: most * 1e7 }).map((steps) => steps / 1e7)
const ring = fc
  .array(fc.tuple(degree(180), degree(90)), { minLength: 3, maxLength: 8 })
  .map((points) => [...points, points[0]!])
const shape: fc.Arbitrary<MultiPolygon> = fc.array(fc.array(ring, { minLength: 1, maxLength: 2 }), {
  minLength: 1,
  maxLength: 3,
})

const row = (name: string, polygon: MultiPolygon | null): ExportRow => ({
  values: {
    code: '370890001001001',
    name,
    parentCode: '370890001001',
    level: '3',
    kind: 'base',
    setting: 'urban',
    households: '420',
    north: '荷花路, "北"',
    east: '',
    south: '南\n路',
    west: '',
  },
  polygon,
})

test('a shape survives being written as WKT, down to the last digit', () => {
  fc.assert(
    fc.property(shape, (polygon) => {
      expect(readGeometryText(writeWkt(polygon))).toEqual({ type: 'MultiPolygon', coordinates: polygon })
    }),
  )
})

test.each([
  [
    'POLYGON ((1 2, 3 4, 5 6, 1 2))',
    {
      type: 'Polygon',
      coordinates: [
        [
          [1, 2],
          [3, 4],
          [5, 6],
          [1, 2],
        ],
      ],
    },
  ],
  [
    'srid=4326;polygon z((1 2 9,3 4 9,5 6 9,1 2 9))',
    {
      type: 'Polygon',
      coordinates: [
        [
          [1, 2, 9],
          [3, 4, 9],
          [5, 6, 9],
          [1, 2, 9],
        ],
      ],
    },
  ],
  ['{"type":"Polygon","coordinates":[]}', { type: 'Polygon', coordinates: [] }],
  ['  ', null],
  ['POINT(1 2)', undefined],
  ['POLYGON((1 2', undefined],
  ['{"type":', undefined],
])('reads %s', (text, geometry) => {
  expect(readGeometryText(text)).toEqual(geometry)
})

describe.each(FORMATS)('%s', (format) => {
  test('reads back what it wrote, also a shape too long for one cell of a sheet', async () => {
    const points = Array.from({ length: 3000 }, (_, i): [number, number] => [
      116 + i / 1e7,
      35 + ((i * 7) % 1000) / 1e7,
    ])
    const long: MultiPolygon = [[[...points, points[0]!]]]
    expect(writeWkt(long).length).toBeGreaterThan(MAX_CELL)
    const bytes = await writeGridFile(format, [row('第一网格', long), row('第二网格', null)])
    const read = await readGridFile(format, bytes)
    expect(read.map(({ values }) => values)).toEqual(
      ['第一网格', '第二网格'].map((name) => {
        const { east: _east, west: _west, ...values } = row(name, null).values
        return values
      }),
    )
    expect(read.map(({ geometry }) => geometry)).toEqual([{ type: 'MultiPolygon', coordinates: long }, null])
  })

  test('a name that a spreadsheet would run as a formula comes back as it was', async () => {
    const [read] = await readGridFile(format, await writeGridFile(format, [row('=1+1', null)]))
    expect(read?.values.name).toBe('=1+1')
  })
})

test('a table of formulas is written so that no program runs them', async () => {
  expect((await writeGridFile('csv', [row('=cmd()', null)])).toString()).toContain("'=cmd()")
})

test('reads Chinese headings and GB 18030, as office programs write them; a heading that lacks is named', async () => {
  // 网格编码,网格名称,户数,边界 / 370890,太白湖,42,
  const heading = Buffer.from('cdf8b8f1b1e0c2eb2ccdf8b8f1c3fbb3c62cbba7cafd2cb1dfbde7', 'hex')
  const line = Buffer.concat([Buffer.from('\n370890,'), Buffer.from('ccabb0d7bafe', 'hex'), Buffer.from(',42,\n')])
  expect(await readGridFile('csv', Buffer.concat([heading, line]))).toEqual([
    { row: 2, values: { code: '370890', name: '太白湖', households: '42' }, geometry: null },
  ])
  await expect(readGridFile('csv', Buffer.from('网格编码\n1'))).rejects.toMatchObject({ column: 'name' })
})

test('reads outlines of administrative divisions as they are published', async () => {
  const properties = { adcode: 410102, name: '中原区', level: 'district', parent: { adcode: 410100 } }
  const bytes = Buffer.from(
    JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties, geometry: null }] }),
  )
  expect(await readGridFile('geojson', bytes)).toEqual([
    { row: 1, values: { code: '410102', name: '中原区', parentCode: '410100' }, geometry: null },
  ])
})

test.each(FORMATS)('what is no %s is unreadable', async (format) => {
  await expect(readGridFile(format, Buffer.from('"\u0000'))).rejects.toBeInstanceOf(UnreadableFile)
})
