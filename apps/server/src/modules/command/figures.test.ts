import { listTickets, readGridFigures, type GridFigures } from '@lianxin/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import { PLACES, type Who } from '../../testing/fixture.ts'
import { sumUpward } from './figures.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

const HOUR = 60

async function figuresOf(level: number, as: Who = 'Zhao', under?: string): Promise<GridFigures[]> {
  const { body, problem } = await d.call(readGridFigures, { query: { level, ...(under ? { under } : {}) }, as })
  if (problem.code) throw new Error(JSON.stringify(problem))
  return body.items
}
const numbers = ({ open, overdue, settled, onTime }: GridFigures) => [open, overdue, settled, onTime]

async function closeOne(late: boolean): Promise<void> {
  const { id } = await d.report({ position: PLACES.inGrid2 })
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102' })
  if (late) d.later(30 * 24 * HOUR)
  await d.give('Chen', id, { kind: 'resolve', publicReply: '已清理' })
  await d.give('Zhao', id, { kind: 'verify' })
  await d.give('Zhao', id, { kind: 'close' })
}

test('each grid counts what lies in it and below it, open, overdue, settled and on time', async () => {
  await closeOne(true)
  await closeOne(false)
  await d.report({ position: PLACES.inGrid1 })
  const late = await d.report({ position: PLACES.inGrid1 })
  await d.give('Zhao', late.id, { kind: 'dispatch', classCode: 'E0102' })
  expect((await figuresOf(3)).map((one) => [one.name, ...numbers(one)])).toEqual([
    ['湖东第一网格', 2, 0, 0, 0],
    ['湖东第二网格', 0, 0, 2, 1],
  ])
  // Over the holiday of Qingming.
  d.later(7 * 24 * HOUR)
  expect((await figuresOf(2)).map(numbers)).toEqual([[2, 2, 2, 1]])
  expect((await figuresOf(0)).map(numbers)).toEqual([[2, 2, 2, 1]])
})

test('what closed longer ago no longer counts', async () => {
  d.later(31 * 24 * HOUR)
  expect((await figuresOf(0)).map(numbers)).toEqual([[2, 2, 0, 0]])
})

test('everyone is told of the tickets they may see: the number agrees with the list', async () => {
  for (const who of ['Zhao', 'Lin', 'Chen', 'Wang'] as const) {
    const [whole] = await figuresOf(0, who)
    const { body } = await d.call(listTickets, { query: { list: 'open', under: '1.', limit: 500 }, as: who })
    expect([who, whole?.open]).toEqual([who, body.items.length])
  }
  expect((await figuresOf(0, 'Li')).map(numbers)).toEqual([[0, 0, 0, 0]])
})

test('only what lies under a prefix is told, with its box; an answer is kept for some seconds', async () => {
  const { body } = await d.call(readGridFigures, { query: { level: 3, under: '1.2.3.5.' }, as: 'Zhao' })
  expect(body.items.map(({ name }) => name)).toEqual(['湖东第二网格'])
  expect(body.bounds?.map((degrees) => Number(degrees.toFixed(4)))).toEqual([116.59, 35.32, 116.6, 35.33])
  const before = await figuresOf(0)
  await d.report({ position: PLACES.inGrid1 })
  expect(await figuresOf(0)).toEqual(before)
  d.later(1)
  expect((await figuresOf(0))[0]?.open).toBe(before[0]!.open + 1)
})

test('a prefix that is none is refused', async () => {
  const { status } = await d.call(readGridFigures, { query: { level: 3, under: 'x' }, as: 'Zhao' })
  expect(status).toBe(400)
})

test('numbers are summed up to the top', () => {
  const own = { open: 1, overdue: 0, settled: 2, onTime: 1, visitsDue: 3 }
  const sums = sumUpward([
    { path: '1.2.', ...own },
    { path: '1.2.3.', ...own },
    { path: '', ...own },
    { path: '1.2.', visitsDue: 2 },
  ])
  expect([...sums].map(([path, { open, visitsDue }]) => [path, open, visitsDue])).toEqual([
    ['1.', 2, 8],
    ['1.2.', 2, 8],
    ['1.2.3.', 1, 3],
  ])
})
