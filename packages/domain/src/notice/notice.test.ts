import fc from 'fast-check'
import { expect, test } from 'vitest'

import { NOTICE_KINDS, REPORTER_NOTICES, toldStep, noticeOfStep } from './kinds.ts'
import { afterQuietHours, QUIET_HOURS } from './quiet.ts'
import { faultOf, noticeTime, renderNotice, shortened, smsParts, type NoticeValues } from './render.ts'
import { NOTICE_TEXTS } from './templates.ts'
import { STEP_KINDS } from '../ticket/evolve.ts'
import type { Step } from '../ticket/steps.ts'

const VALUES: NoticeValues = {
  number: '260305000017',
  title: '路灯不亮',
  state: '已办结',
  due: '3月8日17:30',
  reply: '已修好',
  unit: '区城管局',
  followUrl: 'https://g.cn/r/t/1',
}
const MORNING = Date.parse('2026-03-05T09:00:00+08:00')
const OFFSET = 480

test('every kind has a text without faults in both languages, and every kind of a step is among them', () => {
  for (const kind of NOTICE_KINDS)
    for (const text of [NOTICE_TEXTS[kind].zh, NOTICE_TEXTS[kind].en])
      expect([kind, faultOf(text)]).toEqual([kind, null])
  const told = new Set(STEP_KINDS.map(noticeOfStep).filter((kind) => kind !== null))
  expect([...told].sort()).toEqual([...REPORTER_NOTICES].sort())
})

test('the Chinese texts without a link fit into one SMS with usual words', () => {
  for (const kind of NOTICE_KINDS) {
    const text = renderNotice(NOTICE_TEXTS[kind].zh, { ...VALUES, title: '小区东门口路灯坏了两天', followUrl: '' })
    expect([kind, smsParts(text), text.length]).toEqual([kind, 1, text.length])
  }
})

test('an optional part goes when one of its holes is empty', () => {
  expect(renderNotice('已受理[，{due}前答复]。', VALUES)).toBe('已受理，3月8日17:30前答复。')
  expect(renderNotice('已受理[，{due}前答复]。', { ...VALUES, due: '' })).toBe('已受理。')
})

test('what is filled in is never read as a hole or a bracket', () => {
  fc.assert(
    fc.property(fc.string(), (title) => {
      const values = { ...VALUES, title: `x${title}` }
      expect(renderNotice('<{title}>[<{title}>]', values)).toBe(`<x${title}><x${title}>`)
    }),
  )
})

test('a text with an unknown hole, an open bracket, or none at all is named', () => {
  expect(faultOf('{name}')).toEqual({ code: 'holeUnknown', hole: 'name' })
  expect(faultOf('a [b')).toEqual({ code: 'bracketOpen' })
  expect(faultOf('a [b [c]]')).toEqual({ code: 'bracketOpen' })
  expect(faultOf('a {title')).toEqual({ code: 'bracketOpen' })
  expect(faultOf('  ')).toEqual({ code: 'empty' })
  expect(faultOf('长'.repeat(201))).toEqual({ code: 'tooLong', limit: 200 })
})

test('a command that caused several steps is told of once, where it came to', () => {
  const steps = [{ kind: 'accepted' }, { kind: 'filed' }, { kind: 'dispatched' }, { kind: 'noted' }] as Step[]
  expect(toldStep(steps)?.kind).toBe('dispatched')
  expect(toldStep([{ kind: 'noted' }] as Step[])).toBeNull()
})

test('a long word is shortened to one line; messages are counted in seventies', () => {
  expect(shortened('一\n二  三', 10)).toBe('一 二 三')
  expect(shortened('一二三四五', 4)).toBe('一二三…')
  expect([70, 71, 134, 135].map((length) => smsParts('字'.repeat(length)))).toEqual([1, 2, 2, 3])
})

test('times are those of the district', () => {
  expect(noticeTime(MORNING, OFFSET, 'zh')).toBe('3月5日09:00')
  expect(noticeTime(MORNING, OFFSET, 'en')).toBe('5 Mar 09:00')
})

test('whatever the time, nothing goes out in the quiet hours and nothing waits longer than they last', () => {
  expect(afterQuietHours(MORNING, QUIET_HOURS, OFFSET)).toBe(MORNING)
  const night = Date.parse('2026-03-05T22:10:00+08:00')
  expect(new Date(afterQuietHours(night, QUIET_HOURS, OFFSET)).toISOString()).toBe('2026-03-06T00:00:00.000Z')
  const minute = fc.integer({ min: 0, max: 1439 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), minute, minute, (now, from_minute, to_minute) => {
      const quiet = { from_minute, to_minute }
      const at = afterQuietHours(now, quiet, OFFSET)
      expect(at).toBeGreaterThanOrEqual(now)
      expect(at - now).toBeLessThanOrEqual(86_400_000)
      expect(afterQuietHours(at, quiet, OFFSET)).toBe(at)
    }),
  )
})
