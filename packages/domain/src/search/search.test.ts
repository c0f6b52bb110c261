import fc from 'fast-check'
import { expect, test } from 'vitest'

import { beginsSyllables, rankOfName, rankOfQuestion } from './rank.ts'
import { comparable, initialsOf, spell, type Spelled } from './spelled.ts'

const LAKE: Spelled = { text: '太白湖', readings: [['tai', 'bai', 'hu']] }

test.each([
  ['太白湖', 0],
  ['太白', 1],
  ['taibaihu', 2],
  ['tbh', 2],
  ['白湖', 3],
  ['taib', 4],
  ['tb', 5],
  ['baih', 6],
  ['bh', 7],
  ['taibh', 8],
  ['baihu', 6],
  ['aibai', undefined],
  ['东湖', undefined],
])('%s finds 太白湖 with rank %s', (query, rank) => {
  expect(rankOfName(query, LAKE)).toBe(rank)
})

test('words typed apart are one name first, then all have to occur', () => {
  expect(rankOfQuestion('tai bai hu', LAKE)).toBe(2)
  expect(rankOfQuestion('hu tai', LAKE)).toBe(7)
  expect(rankOfQuestion('hu dong', LAKE)).toBeUndefined()
  expect(rankOfQuestion('  ', LAKE)).toBeUndefined()
})

test('a character with two readings in names is found by both, the one of the dictionary first', () => {
  const changgou = spell('长沟镇', () => ['chang', 'gou', 'zhen'])
  expect(rankOfName('changgou', changgou)).toBe(4)
  expect(rankOfName('zhanggou', changgou)).toBe(4.5)
  const green = spell('绿苑', () => ['lv', 'yuan'])
  expect([rankOfName('lvyuan', green), rankOfName('luyuan', green)]).toEqual([2, 2.5])
  expect(spell('12-3号楼A座', () => ['12-3', 'hao', 'lou', 'a', 'zuo']).readings[0]).toEqual([
    '123',
    'hao',
    'lou',
    'a',
    'zuo',
  ])
})

test('blanks, marks, case and width do not matter', () => {
  expect(comparable(' Ａ１２-３ 号楼（东）')).toBe('a123号楼东')
})

const syllable = fc.constantFrom('xing', 'fu', 'li', 'zhuang', 'an', 'e', 'shi', 'qiao', 'xi', 'ang', 'n', 'g2')
const name = fc.array(syllable, { minLength: 1, maxLength: 8 })

test('beginnings of syllables that follow each other always find the name, from whichever syllable', () => {
  fc.assert(
    fc.property(
      name,
      fc.nat(),
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 8, maxLength: 8 }),
      (syllables, start, lengths) => {
        const from = start % syllables.length
        const typed = syllables.slice(from).map((one, index) => one.slice(0, lengths[index]))
        expect(beginsSyllables(typed.join(''), syllables, from)).toBe(true)
        const spelled = { text: '某', readings: [syllables] }
        expect(rankOfName(syllables.slice(from).join(''), spelled)).toBeLessThanOrEqual(6)
        if (typed.length > 1 || from === 0)
          expect(rankOfName(initialsOf(syllables.slice(from)), spelled)).toBeLessThanOrEqual(7)
      },
    ),
  )
})

test('what is found can always be cut into such beginnings', () => {
  const cut = (query: string, syllables: readonly string[]): boolean =>
    query === '' ||
    (syllables.length > 0 &&
      Array.from(syllables[0] ?? '', (_, length) => (syllables[0] ?? '').slice(0, length + 1)).some(
        (part) => query.startsWith(part) && cut(query.slice(part.length), syllables.slice(1)),
      ))
  fc.assert(
    fc.property(
      name,
      fc.string({ unit: fc.constantFrom(...'xinguflizhqaes2'), minLength: 1, maxLength: 8 }),
      (syllables, query) => {
        expect(beginsSyllables(query, syllables)).toBe(cut(query, syllables))
        const found = rankOfName(query, { text: '某', readings: [syllables] }) !== undefined
        if (found) expect(syllables.some((_, from) => cut(query, syllables.slice(from)))).toBe(true)
      },
    ),
  )
})
