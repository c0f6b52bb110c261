import type { ClassView } from '@lianxin/contract'
import { expect, test } from 'vitest'

import { rankClasses } from './rank-classes.ts'

const entry = (code: string, minor: string): ClassView => ({
  code,
  kind: 'event',
  major: '',
  majorEn: '',
  minor,
  minorEn: '',
  filingCondition: '',
  closingCondition: '',
  stages: [],
  evidenceRequired: false,
  urgent: false,
  confidential: false,
  responsible: {},
  standardReplies: [],
  source: '',
})
const CLASSES = [entry('1', '上水井盖'), entry('2', '暴露垃圾'), entry('3', '公共厕所'), entry('4', '露天烧烤')]
const OFTEN = new Map([
  ['1', 200],
  ['2', 40],
  ['4', 60],
])
const NOTHING = new Map<string, number>()
const byWords = (text: string, alike: ReadonlyMap<string, number>): readonly string[] =>
  rankClasses(text, CLASSES, { alike, here: NOTHING, often: OFTEN })
    .filter(({ reason }) => reason === 'words')
    .map(({ code }) => code)

test('a place that is said in reports of every class points at none, however common a class is', () => {
  // One in ten tickets of each class is at the east gate; the most common class has most of them.
  const gate = new Map([...OFTEN].map(([code, count]) => [code, (count / 10) * 0.16]))
  expect(byWords('小区东门有大堆垃圾没人清', gate)).toEqual(['2'])
  expect(byWords('小区东门', gate)).toEqual([])
})

test('what nearly all tickets of one class say points at it', () => {
  const charcoal = new Map([
    ['1', 0.3],
    ['4', 6],
  ])
  expect(byWords('炭火呛人', charcoal)).toEqual(['4'])
})

test('the thing a name ends with is enough, what it begins with is not', () => {
  expect(byWords('厕所没人打扫', NOTHING)).toEqual(['3'])
  expect(byWords('公共地方', NOTHING)).toEqual([])
})
