import { STAFF_COMMANDS, type TicketDetail } from '@lianxin/contract'
import { describe, expect, test } from 'vitest'

import { arrange, inputsOf, offered, runsAtOnce } from './action-fields.ts'
import { ACTION_KEYS } from './action-keys.ts'

/** Keys that move in the queue; an action must not take one of them. */
const QUEUE_KEYS = ['j', 'k', 'x', 'X', '.', '/', '?', 'Enter', 'Escape']

const ticket = (part: Partial<TicketDetail>) =>
  ({ state: 'reported', gridId: null, pending: null, available: [], ...part }) as Pick<
    TicketDetail,
    'state' | 'gridId' | 'pending' | 'available'
  >

describe('shortcuts', () => {
  test('each command has a letter of its own, none of the queue', () => {
    const keys = STAFF_COMMANDS.map((kind) => ACTION_KEYS[kind])
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.filter((key) => QUEUE_KEYS.includes(key))).toEqual([])
  })
})

describe('inputs', () => {
  test('every field of the contract has an input', () => {
    expect(inputsOf('locate')).toEqual(['place'])
    expect(inputsOf('dispatch')).toEqual(['class', 'unit', 'limit'])
    expect(inputsOf('resolve')).toEqual(['publicReply', 'evidence'])
    expect(inputsOf('rate')).toEqual(['score', 'comment'])
  })

  test('only commands without fields run at once', () => {
    expect(STAFF_COMMANDS.filter(runsAtOnce)).toEqual([
      'accept',
      'file',
      'acknowledge',
      'start',
      'approve',
      'resume',
      'verify',
      'close',
      'undo',
    ])
  })
})

describe('what is offered', () => {
  test('the desk may dispatch a ticket that is not classified yet', () => {
    expect(offered(ticket({ available: ['accept', 'merge'] }))).toContain('dispatch')
    expect(offered(ticket({ available: ['note'] }))).not.toContain('dispatch')
    expect(offered(ticket({ state: 'inProgress', available: ['merge'] }))).not.toContain('dispatch')
  })

  test('the usual next command stands first, a decision before it, nothing twice', () => {
    const { main, rest } = arrange(ticket({ available: ['accept', 'decline', 'classify', 'note', 'merge'] }))
    expect(main[0]).toBe('dispatch')
    expect(rest).toEqual(['note', 'merge'])
    const pending = ticket({
      state: 'inProgress',
      available: ['approve', 'reject', 'note'],
      pending: 'suspend',
    })
    expect(arrange(pending)).toEqual({ main: ['approve', 'reject'], rest: ['note'] })
  })
})
