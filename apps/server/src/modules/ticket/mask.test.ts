import fc from 'fast-check'
import { expect, test } from 'vitest'

import { bigrams, likeness } from './bigrams.ts'
import { contentHash } from './canonical.ts'
import { maskName, maskTelephone, reporterLabel } from './mask.ts'

test('names keep the family name, telephones three and four digits', () => {
  expect(maskName('张三')).toBe('张*')
  expect(maskName('欧阳小明')).toBe('欧***')
  expect(maskName('李')).toBe('李*')
  expect(maskTelephone('13812341234')).toBe('138****1234')
  expect(maskTelephone('12345')).toBe('***45')
  expect(reporterLabel({})).toBe('')
  expect(reporterLabel({ name: '张三', confidential: true })).toBe('***')
})

test('a masked telephone never shows more than seven digits', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{8,20}$/), (number) => maskTelephone(number).replaceAll('*', '').length === 7),
  )
})

test('pairs ignore marks, case and width; likeness is symmetric and 1 for the same', () => {
  expect(bigrams('Ｌed路灯，坏了')).toEqual(['le', 'ed', 'd路', '路灯', '坏了'])
  expect(likeness(bigrams('路灯坏了'), bigrams('路灯坏了'))).toBe(1)
  expect(likeness(bigrams('路灯'), bigrams('井盖'))).toBe(0)
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const [x, y] = [likeness(bigrams(a), bigrams(b)), likeness(bigrams(b), bigrams(a))]
      return x === y && x >= 0 && x <= 1
    }),
  )
})

test('content is the same whatever the order of its keys, and left out is the same as undefined', () => {
  expect(contentHash({ a: 1, b: [{ c: 2, d: 3 }] })).toEqual(contentHash({ b: [{ d: 3, c: 2 }], a: 1, e: undefined }))
  expect(contentHash({ a: 1 })).not.toEqual(contentHash({ a: '1' }))
})
