import { expect, test } from 'vitest'

import { ClassBook } from '../catalogue/index.ts'
import { publicTitle } from './public-title.ts'

const entry = (code: string, minor: string, confidential: boolean) => ({
  code,
  minor,
  confidential,
  kind: 'event' as const,
  major: '',
  majorEn: '',
  minorEn: '',
  filingCondition: '',
  closingCondition: '',
  stages: [],
  evidenceRequired: false,
  urgent: false,
  responsible: {},
  standardReplies: [],
  source: '',
})
const book = new ClassBook(
  1,
  new Map([
    ['1 E0701', entry('E0701', '邻里纠纷', true)],
    ['1 E0102', entry('E0102', '暴露垃圾', false)],
  ]),
)
const filed = (classCode: string) => ({ classCode, catalogueVersion: 1 })

test('a confidential class shows its name, every other what was written; without a ticket there is nothing', () => {
  expect(publicTitle(book, filed('E0701'), '王家与李家打架')).toBe('邻里纠纷')
  expect(publicTitle(book, filed('E0102'), '垃圾成堆')).toBe('垃圾成堆')
  expect(publicTitle(book, null, '垃圾成堆')).toBe('垃圾成堆')
  expect(publicTitle(book, filed('E0701'), null)).toBeNull()
})
