import { expect, test } from 'vitest'

import { matches, rankOf } from './pinyin.ts'

test('every word of the question has to occur', () => {
  const street = 'jianshelu jsl 12'
  expect(matches(street, 'JSL')).toBe(true)
  expect(matches(street, 'jianshe 12')).toBe(true)
  expect(matches(street, 'jsl 13')).toBe(false)
  expect(matches(street, '')).toBe(true)
})

test('initials find the class they spell before anything that merely holds the letters', () => {
  const lamp = { name: '路灯 ludeng ld', group: '公用设施 gongyongsheshi gyss', english: 'Street lamp', code: 'C0106' }
  const building = {
    name: '私搭乱建 sidaluanjian sdlj',
    group: '市容环境 x srhj',
    english: 'Unlicensed building',
    code: 'E0101',
  }
  expect(rankOf(lamp, 'ld')).toBe(0)
  expect(rankOf(building, 'ld')).toBe(Infinity)
  expect(rankOf(lamp, 'lamp')).toBeLessThan(Infinity)
  expect(rankOf(building, 'e01')).toBeLessThan(rankOf(building, 'sr'))
  expect(rankOf(lamp, '')).toBe(0)
})
