import type { TicketReceipt } from '@lianxin/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { backoff_ms, delivered, nextAct, postponed, revisionAfter, type Act } from './act.ts'

const NOW_MS = 1_000_000
const act = (part: Partial<Act>): Act => ({
  id: 'a',
  account: '1:p',
  postId: 'post',
  lane: 't',
  kind: 'note',
  title: '',
  body: {},
  revision: null,
  made_ms: 0,
  state: 'waiting',
  hindrance: null,
  attempts: 0,
  renewals: 0,
  next_ms: 0,
  settled_ms: null,
  problem: null,
  receipt: null,
  ...part,
})
const receipt = (revision: number): TicketReceipt => ({
  id: 't',
  number: '1',
  revision,
  state: 'dispatched',
  holder: { unitId: 'u', name: '', telephone: '' },
  dueAt: null,
  calendarMissingYear: null,
})

const acts = fc.array(
  fc.record({
    lane: fc.constantFrom('t1', 't2', 't3'),
    postId: fc.constantFrom('post', 'other'),
    state: fc.constantFrom('waiting', 'delivered', 'refused'),
    next_ms: fc.constantFrom(0, NOW_MS + 500, NOW_MS + 900),
  } as const),
)

describe('what is sent next', () => {
  test('is the oldest of its ticket, of this post, due, and not behind a refused one', () =>
    fc.assert(
      fc.property(acts, (given) => {
        const list = given.map((part, index) => act({ ...part, id: String(index) }))
        const next = nextAct(list, 'post', NOW_MS)
        if (next.act === null) return
        const { act: chosen } = next
        expect(chosen).toMatchObject({ state: 'waiting', postId: 'post', next_ms: 0 })
        const before = list.slice(0, list.indexOf(chosen))
        expect(before.filter(({ lane, state }) => lane === chosen.lane && state !== 'delivered')).toEqual([])
      }),
    ))

  test('is never nothing while something could be sent, and else says when to look again', () =>
    fc.assert(
      fc.property(acts, (given) => {
        const list = given.map((part, index) => act({ ...part, id: String(index) }))
        const next = nextAct(list, 'post', NOW_MS)
        if (next.act !== null) return
        const heads = new Map<string, Act>()
        for (const one of list) if (one.state !== 'delivered' && !heads.has(one.lane)) heads.set(one.lane, one)
        const able = [...heads.values()].filter((one) => one.state === 'waiting' && one.postId === 'post')
        expect(next.at_ms).toBe(able.length === 0 ? null : Math.min(...able.map(({ next_ms }) => next_ms)))
        expect(next.at_ms ?? NOW_MS + 1).toBeGreaterThan(NOW_MS)
      }),
    ))
})

test('waits grow from two seconds to a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 50].map(backoff_ms)).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000])
  expect(postponed(act({ attempts: 1 }), 'network', NOW_MS)).toMatchObject({
    state: 'waiting',
    attempts: 2,
    next_ms: NOW_MS + 4_000,
  })
  expect(postponed(act({}), 'busy', NOW_MS, 7_000).next_ms).toBe(NOW_MS + 7_000)
})

test('only an answer of the server makes an act delivered', () => {
  expect(delivered(act({ state: 'sending' }), receipt(3), NOW_MS)).toMatchObject({
    state: 'delivered',
    settled_ms: NOW_MS,
    receipt: { revision: 3 },
  })
})

describe('the revision after an act of the same ticket', () => {
  const next = act({ id: 'b', revision: 4 })
  test.each([
    ['a checked act carries it forward', act({ revision: 4 }), receipt(6), 6],
    ['a note of one’s own is skipped', act({ revision: null }), receipt(5), 5],
    ['a change by somebody else before the note stays visible', act({ revision: null }), receipt(7), 4],
    ['another ticket has nothing to do with it', act({ lane: 'x', revision: 4 }), receipt(9), 4],
  ])('%s', (_name, before, answer, wanted) => expect(revisionAfter(before, answer, next)).toBe(wanted))

  test('what hangs on no revision stays so', () =>
    expect(revisionAfter(act({ revision: 4 }), receipt(6), act({ id: 'b' }))).toBeNull())
})
