import { expect, test } from 'vitest'

import { findMoment } from './moment.ts'

const iso = (text: string): string | undefined => {
  const at = findMoment(text, 480)
  return at === undefined ? undefined : new Date(at).toISOString()
}

test.each([
  ['2019-02-14T20:00:00+08:00', '2019-02-14T12:00:00.000Z'],
  ['2019-02-14T20:00:00Z', '2019-02-14T20:00:00.000Z'],
  ['2019-02-14 20:00:00', '2019-02-14T12:00:00.000Z'],
  ['2019-02-14T20:00:00.125-0330', '2019-02-14T23:30:00.000Z'],
  ['2019/1/8 9:05', '2019-01-08T01:05:00.000Z'],
  ['2019年1月8日 9时05分', '2019-01-08T01:05:00.000Z'],
  ['2019年1月8日9时5分30秒', '2019-01-08T01:05:30.000Z'],
  ['2019年1月8日下午', undefined],
  [' 2019.1.8 ', '2019-01-07T16:00:00.000Z'],
  ['2020-02-29', '2020-02-28T16:00:00.000Z'],
  ['2019-02-29', undefined],
  ['2019-13-01', undefined],
  ['2019-01-01 24:30', undefined],
  ['2019-01-01 10:60', undefined],
  ['14.02.2019', undefined],
  ['gestern', undefined],
  ['', undefined],
])('%s', (text, expected) => expect(iso(text)).toBe(expected))
