import { expect, test } from 'vitest'

import { en } from '../i18n/en.ts'
import { zh } from '../i18n/zh.ts'
import { formatInstant } from './instants.ts'
import { stepKey } from './steps.ts'
import { formatWorkingLeft, type Say } from './working-left.ts'

const HOUR_MS = 3_600_000
const sayIn =
  (texts: object): Say =>
  (key, values = {}) => {
    let found: unknown = texts
    for (const part of key.split('.')) found = (found as Record<string, unknown>)[part]
    return String(found).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))
  }

test.each([
  [3 * HOUR_MS, '还剩 3 工作时', '3 working hours left'],
  [1.9 * HOUR_MS, '还剩 1 工作时', '1 working hour left'],
  [25 * 60_000, '还剩 25 分钟', '25 min left'],
  [15.9 * HOUR_MS, '还剩 15 工作时', '15 working hours left'],
  [20 * HOUR_MS, '还剩 2 工作日', '2 working days left'],
  [-5 * HOUR_MS, '超期 5 工作时', '5 working hours overdue'],
  [-1, '超期 1 分钟', '1 min overdue'],
])('%d ms of working time reads %s', (ms, chinese, english) => {
  expect(formatWorkingLeft(ms, sayIn(zh))).toBe(chinese)
  expect(formatWorkingLeft(ms, sayIn(en))).toBe(english)
})

test('limits in plain hours do not speak of working time', () => {
  expect(formatWorkingLeft(3 * HOUR_MS, sayIn(en), true)).toBe('3 hours left')
  expect(formatWorkingLeft(-50 * HOUR_MS, sayIn(zh), true)).toBe('超期 2 天')
})

test('an instant of today shows the hour, another year shows the year', () => {
  const now = new Date(2026, 5, 1, 12).getTime()
  expect(formatInstant(new Date(2026, 5, 1, 9, 5).getTime(), 'zh', now)).toBe('今天 09:05')
  expect(formatInstant(new Date(2026, 5, 1, 9, 5).getTime(), 'en', now)).toBe('today 09:05')
  expect(formatInstant(new Date(2025, 0, 2, 9, 5).getTime(), 'zh', now)).toContain('2025年1月2日')
})

test('a step that this page does not know is still shown', () => {
  expect(stepKey('resolved')).toBe('step.resolved')
  expect(stepKey('toString')).toBe('step.unknown')
})
