import fc from 'fast-check'
import { expect, test } from 'vitest'

import { rankOfName } from './rank.ts'
import { cutsOf } from './syllables.ts'
import { characterTokens, forgivingTokens, pairLikeness, spellingTokens, wantedTokens } from './tokens.ts'

test('what is typed without blanks is cut in every sensible way', () => {
  expect(cutsOf('xianlu').slice(0, 2)).toEqual([
    ['xian', 'lu'],
    ['xi', 'an', 'lu'],
  ])
  expect(cutsOf('xingfl')[0]).toEqual(['xing', 'f', 'l'])
  expect(cutsOf('12haolou')[0]).toEqual(['12', 'hao', 'lou'])
  expect(cutsOf('zzz')).toEqual([['z', 'z', 'z']])
})

const PEOPLE = ['xing', 'fu', 'li', 'chong', 'qing', 'lu', 'tai', 'bai', 'hu', 'xi', 'an', 'e', '3', 'hao', 'lv']
const syllables = fc.array(fc.constantFrom(...PEOPLE), { minLength: 1, maxLength: 7 })
const holds = (tokens: readonly string[], sets: readonly (readonly string[])[]): boolean =>
  sets.some((set) => set.every((token) => tokens.includes(token)))

test('an index of tokens gives every name that pinyin or initials find', () => {
  fc.assert(
    fc.property(syllables, fc.nat(), fc.nat(), (reading, from, count) => {
      const start = from % reading.length
      const part = reading.slice(start, start + 2 + (count % 5))
      const name = { text: '某', readings: [reading] }
      const tokens = spellingTokens(name)
      const initials = part.map((one) => one.slice(0, 1)).join('')
      if (part.length > 1) {
        expect(holds(tokens, wantedTokens(initials)), initials).toBe(true)
        expect(rankOfName(initials, name)).toBeLessThanOrEqual(7)
      }
    }),
  )
  for (const [typed, reading] of [
    ['taibaihu', ['tai', 'bai', 'hu']],
    ['chongqinglu', ['chong', 'qing', 'lu']],
    ['chongqingl', ['chong', 'qing', 'lu']],
    ['xianlu', ['xi', 'an', 'lu']],
    ['xfl', ['xing', 'fu', 'li']],
    ['xingfl', ['xing', 'fu', 'li']],
    ['anlu', ['xi', 'an', 'lu']],
    ['3haolou', ['xing', '3', 'hao', 'lou']],
  ] as const)
    expect(holds(spellingTokens({ text: '某', readings: [reading] }), wantedTokens(typed)), typed).toBe(true)
})

test('an index of tokens gives every name that holds the characters typed', () => {
  const text = fc.string({ unit: fc.constantFrom(...'太白湖小区幸福里东西3号楼'), minLength: 1, maxLength: 10 })
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (name, from, count) => {
      const start = from % [...name].length
      const typed = [...name].slice(start, start + 1 + (count % 9)).join('')
      expect(holds(characterTokens(name), wantedTokens(typed))).toBe(true)
    }),
  )
})

test('one slip is forgiven in three characters or syllables, none in two', () => {
  expect(holds(characterTokens('航运新村社区'), forgivingTokens('航远新村'))).toBe(true)
  expect(holds(spellingTokens({ text: '某', readings: [['xing', 'fu', 'li']] }), forgivingTokens('xinfuli'))).toBe(true)
  expect(forgivingTokens('航远')).toEqual([])
  expect(pairLikeness('航运新村', '航运新村')).toBe(1)
  expect(pairLikeness('航远新村', '航运新村')).toBeCloseTo(1 / 3)
  expect(pairLikeness('东', '西')).toBe(0)
})
