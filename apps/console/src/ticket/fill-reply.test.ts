import fc from 'fast-check'
import { expect, test } from 'vitest'

import { fillReply, insertReply, nextReply } from './fill-reply.ts'

const FACTS = { number: '260305000001', address: '湖东路 1 号', class: '路灯', unit: '区城管局' }

test('the holes of a standard reply are filled, unknown ones stay to be seen', () => {
  expect(fillReply('您反映的{address}{class}问题（{number}）已由{unit}办结。{time}', FACTS)).toBe(
    '您反映的湖东路 1 号路灯问题（260305000001）已由区城管局办结。{time}',
  )
})

test('a text without holes is taken as it is, and what was put in is not read again', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !text.includes('{')),
      (text) => {
        expect(fillReply(text, FACTS)).toBe(text)
      },
    ),
  )
  expect(fillReply('{address}', { ...FACTS, address: '{unit}' })).toBe('{unit}')
})

test('a reply takes the place of one taken before, and what was typed stays', () => {
  const replies = ['已修复。', '已更换灯泡。']
  const typed = '您好，'
  const once = insertReply(typed, '已修复。', replies)
  expect(once).toBe('您好，\n已修复。')
  expect(nextReply(once, replies)).toBe('已更换灯泡。')
  expect(insertReply(once, '已更换灯泡。', replies)).toBe('您好，\n已更换灯泡。')
  expect(nextReply('', [])).toBeUndefined()
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...replies), (text, reply) => {
      expect(
        insertReply(text, reply, replies).startsWith(text.trimEnd()) || replies.some((one) => text.endsWith(one)),
      ).toBe(true)
    }),
  )
})
