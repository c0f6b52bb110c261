import { expect, test } from 'vitest'

import { matches } from './pinyin.ts'

test('every word of the question has to occur', () => {
  const street = 'jianshelu jsl 12'
  expect(matches(street, 'JSL')).toBe(true)
  expect(matches(street, 'jianshe 12')).toBe(true)
  expect(matches(street, 'jsl 13')).toBe(false)
  expect(matches(street, '')).toBe(true)
})
