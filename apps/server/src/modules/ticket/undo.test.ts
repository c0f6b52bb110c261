import { readFollow, readTicket } from '@lianxin/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import type { Who } from '../../testing/fixture.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

const read = async (ticketId: string, as: Who = 'Zhao') => (await d.call(readTicket, { params: { ticketId }, as })).body

test('a dispatch taken back leaves row, fold and clock as they were; the unit it was sent to no longer has it', async () => {
  const { id, number, followToken } = await d.report()
  const rows = () =>
    d.db.asOwner((db) => db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
  const before = await rows()
  d.later(3)
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102', unitId: d.units.cg })
  expect((await read(id, 'Wang')).state).toBe('dispatched')
  const offered = await read(id)
  expect(offered.available).toContain('undo')
  expect(offered.undo?.kinds).toEqual(['classified', 'accepted', 'filed', 'dispatched'])
  expect((await read(id, 'Wang')).undo).toBeNull()

  d.later(2)
  const command = { kind: 'undo', ofCommandId: offered.undo?.commandId ?? '', commandId: d.id() } as const
  const receipt = await d.give('Zhao', id, command)
  expect(receipt).toMatchObject({ state: 'reported', revision: 6 })
  expect(await d.give('Zhao', id, command)).toEqual(receipt)
  const after = await rows()
  const changed = (Object.keys(before) as (keyof typeof before)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )
  // The latest date it ever had is kept for who counts by dates.
  expect(changed.toSorted()).toEqual(['body', 'changed_at', 'latest_due_at', 'revision'])
  expect({ ...after.body, revision: 0, lastStepAt: 0 }).toEqual({ ...before.body, revision: 0, lastStepAt: 0 })
  expect((await d.call(readTicket, { params: { ticketId: id }, as: 'Wang' })).status).toBe(404)
  const told = await d.db.asOwner((db) =>
    db.selectFrom('outbox').select(['audience_units', 'payload']).orderBy('id', 'desc').limit(1).execute(),
  )
  expect(told[0]?.audience_units).toContain(d.units.cg)
  expect(told[0]?.payload).toMatchObject({ ticketId: id, step: 'undone' })

  const followed = await d.call(readFollow, { params: { number }, query: { token: followToken } })
  expect(followed.body.timeline.map(({ kind }) => kind)).toEqual([
    'reported',
    'accepted',
    'filed',
    'dispatched',
    'undone',
  ])
  expect((await read(id)).undo).toBeNull()
})

test('what was answered to the reporter, done by another or too long ago is not taken back', async () => {
  const { id } = await d.report()
  const commandId = d.id()
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102', commandId })
  const undo = (as: Who, ofCommandId: string) => d.ask(as, id, { kind: 'undo', ofCommandId })
  expect((await undo('Lin', commandId)).problem).toMatchObject({ status: 403, code: 'ticket.undo_not_own' })
  expect((await undo('Zhao', d.id())).problem).toMatchObject({ status: 409, code: 'ticket.undo_not_last' })
  d.later(11)
  expect((await undo('Zhao', commandId)).problem).toMatchObject({ status: 409, code: 'ticket.undo_too_late' })
  expect((await undo('Wu', commandId)).problem).toMatchObject({ status: 404, code: 'ticket.not_found' })
  const answered = d.id()
  await d.give('Lin', id, { kind: 'resolve', publicReply: '已清运', commandId: answered })
  expect((await undo('Lin', answered)).problem).toMatchObject({ status: 409, code: 'ticket.undo_left' })
})
