import { describe, expect, test } from 'vitest'

import { isNeverMeasured } from './never-measured.ts'
import { faultsOf, templateOf } from './score.ts'
import { JINHUA_TEMPLATE, TEMPLATES } from './templates.ts'
import { MEASURES } from './types.ts'

const FORBIDDEN = [
  ['登录次数', 'log-ins'],
  ['在线时长', 'time online'],
  ['步数', 'steps'],
  ['轨迹', 'tracks'],
  ['拍照数', 'photos taken'],
  ['点赞', 'likes'],
  ['阅读量', 'reading'],
] as const

describe('what may never be measured: log-ins, time online, steps, tracks, photos, likes, reading', () => {
  test('the measures are these and no others; a new one is looked at here first', () => {
    expect(MEASURES).toEqual([
      'onTime',
      'settled',
      'urgentOnTime',
      'signedInTime',
      'satisfied',
      'rightFirstTime',
      'solvedHere',
      'inquiriesAnswered',
      'ordersOnTime',
      'failedVerifications',
      'shirked',
      'given',
    ])
  })

  test.each(FORBIDDEN)('%s / %s is refused as a measure and as the name of a mark', (zh, en) => {
    expect([isNeverMeasured(zh), isNeverMeasured(en)]).toEqual([true, true])
    const [part] = JINHUA_TEMPLATE.parts
    const [item] = part?.items ?? []
    if (!part || !item) throw new Error('the template has an item')
    const withItem = (change: object) =>
      templateOf({ parts: [{ ...part, items: [{ ...item, points: 100, ...change }] }] })
    for (const measure of [zh, en])
      expect(withItem({ measure })).toEqual({
        ok: false,
        refusal: [{ code: 'measure.forbidden', pointer: '/parts/0/items/0/measure' }],
      })
    const given = { measure: 'given', scale: { kind: 'share' } }
    for (const name of [
      { zh, en: 'Mark' },
      { zh: '评分', en },
    ])
      expect(withItem({ ...given, name })).toEqual({
        ok: false,
        refusal: [{ code: 'measure.forbidden', pointer: '/parts/0/items/0/name' }],
      })
  })

  test('templates that are handed out speak of none of it, and a made-up measure is refused', () => {
    for (const template of Object.values(TEMPLATES)) expect(faultsOf(template)).toEqual([])
    expect(MEASURES.filter(isNeverMeasured)).toEqual([])
    const parts = JINHUA_TEMPLATE.parts.map((part) => ({
      ...part,
      items: part.items.map((item) => ({ ...item, measure: 'happiness' })),
    }))
    expect(faultsOf({ parts }).map(({ code }) => code)).toContain('measure.unknown')
  })
})
