import type { TicketRow } from '@lianxin/contract'
import { describe, expect, test } from 'vitest'

import { canBeUndone, repeatable } from './change.ts'
import { fitting } from './fitting.ts'

const DISPATCHER = { permissions: ['ticket.read', 'ticket.desk', 'ticket.verify'], unitId: 'desk' } as const
const CLERK = { permissions: ['ticket.read', 'ticket.handle'], unitId: 'cg' } as const
const row = (state: TicketRow['state'], holder = 'desk', more: Partial<TicketRow> = {}) => ({
  state,
  pending: null,
  gridId: 'grid',
  classCode: 'E0102',
  ...more,
  holder: { id: holder },
})

describe('what fits the chosen tickets', () => {
  test('is common only where it fits each of them; the rest is counted', () => {
    const { all, some } = fitting([row('reported'), row('reported'), row('accepted')], DISPATCHER)
    expect(all).toEqual(['classify', 'file', 'dispatch', 'decline', 'void', 'remind', 'note'])
    expect(some).toEqual([{ kind: 'accept', count: 2 }])
  })

  test('asks for the right and for who holds it', () => {
    const rows = [row('dispatched', 'cg'), row('dispatched', 'water')]
    expect(fitting(rows, CLERK).all).toEqual(['remind', 'note'])
    expect(fitting(rows, CLERK).some.find(({ kind }) => kind === 'acknowledge')?.count).toBe(1)
    expect(fitting(rows, DISPATCHER).all).toEqual(['classify', 'reassign', 'addUnit', 'void', 'remind', 'note'])
  })

  test('without a place there is nobody to dispatch to', () => {
    expect(fitting([row('reported', 'desk', { gridId: null })], DISPATCHER).all).not.toContain('dispatch')
  })
})

describe('a change', () => {
  test('that reaches the reporter cannot be undone, nor a macro with such a command in it', () => {
    const verify = { kind: 'verify' } as const
    const macro = { id: 'm', name: '', nameEn: '', unitId: null, mayChange: true }
    expect(canBeUndone({ type: 'command', command: verify })).toBe(true)
    expect(canBeUndone({ type: 'macro', macro: { ...macro, commands: [verify, { kind: 'close' }] } })).toBe(false)
  })

  test('given to one ticket is repeated without its files; what names the ticket itself is not', () => {
    expect(repeatable('resolve', { publicReply: '好', uploadIds: ['x'] })).toEqual({
      type: 'command',
      command: { kind: 'resolve', publicReply: '好' },
    })
    expect(repeatable('locate', { address: '湖东路' })).toBeNull()
    expect(repeatable('undo', { ofCommandId: 'x' })).toBeNull()
  })
})
