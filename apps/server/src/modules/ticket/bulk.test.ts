import {
  bulkCommand,
  listMacros,
  putMacro,
  readTicket,
  removeMacro,
  undoBulk,
  type BodyOf,
  type BulkCommand,
} from '@lianxin/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import type { Who } from '../../testing/fixture.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

const many = async (count: number): Promise<string[]> => {
  const ids: string[] = []
  for (let n = 0; n < count; n++) ids.push((await d.report()).id)
  return ids
}
const steps = async (ticketId: string): Promise<string[]> => {
  const rows = await d.db.asOwner((db) =>
    db.selectFrom('ticket_step').select('kind').where('ticket_id', '=', ticketId).orderBy('seq').execute(),
  )
  return rows.map(({ kind }) => kind)
}
const bulk = (as: Who, body: Omit<BodyOf<typeof bulkCommand>, 'batchId'>, batchId = d.id(), lang: 'zh' | 'en' = 'zh') =>
  d.call(bulkCommand, { body: { batchId, ...body }, as, lang })
const items = (ids: readonly string[]) => ids.map((ticketId) => ({ ticketId }))
const undo = (as: Who, batchId: string) => d.call(undoBulk, { params: { batchId }, as })
const putNew = (as: Who, commands: BulkCommand[], shared: boolean, macroId = d.id()) =>
  d.call(putMacro, { params: { macroId }, body: { name: '受理并派', nameEn: '', commands, shared }, as })
const CLASSIFY = { kind: 'classify', classCode: 'E0102' } as const

test('of many tickets those that fit change by one step each, the others say why; the undo is one step each too', async () => {
  const ids = await many(100)
  const [closed = '', gone = d.id(), ...open] = ids
  await d.give('Zhao', closed, { kind: 'void', reason: '误报', publicReply: '已撤销' })
  const batchId = d.id()
  const { status, body } = await bulk('Zhao', { items: items([closed, ...open, d.id()]), command: CLASSIFY }, batchId)
  expect(status).toBe(200)
  const refused = body.results.filter(({ outcome }) => outcome === 'refused')
  expect(refused.map(({ code, number }) => [code, number === null])).toEqual([
    ['ticket.step_not_allowed', false],
    ['ticket.not_found', true],
  ])
  expect(refused[0]).toMatchObject({ title: '当前状态不能进行此操作', detail: '事件处于“已作废”，不能“归类”。' })
  expect(body.results).toHaveLength(100)
  for (const id of open) expect(await steps(id)).toEqual(['reported', 'classified'])

  await d.give('Zhao', open[0] ?? '', { kind: 'note', text: '已电话联系' })
  const back = await undo('Zhao', batchId)
  expect(back.body.results).toHaveLength(98)
  const kept = back.body.results.filter(({ outcome }) => outcome === 'refused')
  expect(kept.map(({ ticketId, code }) => [ticketId, code])).toEqual([[open[0], 'ticket.undo_not_last']])
  for (const id of open.slice(1)) expect(await steps(id)).toEqual(['reported', 'classified', 'undone'])
  expect(await steps(gone)).toEqual(['reported'])
})

test('sent again, also in portions, a batch has one effect; with another content its id is refused', async () => {
  const ids = await many(3)
  const batchId = d.id()
  const first = await bulk('Zhao', { items: items(ids.slice(0, 2)), command: CLASSIFY }, batchId)
  const again = await bulk('Zhao', { items: items(ids.slice(0, 2)), command: CLASSIFY }, batchId)
  expect(again.body.results).toEqual(first.body.results)
  await bulk('Zhao', { items: items(ids.slice(2)), command: CLASSIFY }, batchId)
  for (const id of ids) expect(await steps(id)).toEqual(['reported', 'classified'])
  const other = await bulk('Zhao', { items: items(ids), command: { kind: 'accept' } }, batchId)
  expect(other.problem).toMatchObject({ status: 409, code: 'bulk.id_reused' })
  const foreign = await bulk('Sun', { items: items(ids), command: CLASSIFY }, batchId)
  expect(foreign.problem).toMatchObject({ status: 409, code: 'bulk.id_reused' })

  const undone = await undo('Zhao', batchId)
  expect(undone.body.results.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done'])
  expect((await undo('Zhao', batchId)).body.results).toEqual(undone.body.results)
  expect(await steps(ids[0] ?? '')).toEqual(['reported', 'classified', 'undone'])
})

test('somebody else neither sees nor undoes a batch, and after ten minutes nobody does', async () => {
  const ids = await many(1)
  const batchId = d.id()
  await bulk('Zhao', { items: items(ids), command: CLASSIFY }, batchId)
  expect((await undo('Sun', batchId)).problem).toMatchObject({ status: 404, code: 'bulk.not_found' })
  d.later(11)
  const late = await undo('Zhao', batchId)
  expect(late.body.results[0]).toMatchObject({ outcome: 'refused', code: 'ticket.undo_too_late' })
})

test('each ticket asks for its own right, its own revision and in the language of who asks', async () => {
  const [id = ''] = await many(1)
  const worker = await bulk('Lin', { items: items([id]), command: { kind: 'accept' } }, d.id(), 'en')
  expect(worker.body.results[0]).toMatchObject({ outcome: 'refused', code: 'right.missing' })
  expect(worker.body.results[0]?.title).toMatch(/^[\x20-\x7e“”]+$/)
  const stale = await bulk('Zhao', { items: [{ ticketId: id, expectedRevision: 9 }], command: { kind: 'accept' } })
  expect(stale.body.results[0]).toMatchObject({ outcome: 'refused', code: 'ticket.stale' })
  expect(await steps(id)).toEqual(['reported'])
  const neither = await bulk('Zhao', { items: items([id]) })
  expect(neither.problem).toMatchObject({ status: 400, code: 'request.invalid' })
  const photos = { kind: 'resolve', publicReply: '好', uploadIds: ['x'] } as BulkCommand
  expect((await bulk('Zhao', { items: items([id]), command: photos })).status).toBe(400)
})

test('a macro does all of its commands to a ticket or none, and its undo takes back all of them', async () => {
  const whole = [{ kind: 'accept' }, CLASSIFY, { kind: 'dispatch' }] satisfies BulkCommand[]
  const macro = await putNew('Zhao', whole, true)
  expect(macro.body).toMatchObject({ name: '受理并派', unitId: null, mayChange: true })
  const [fresh = '', taken = ''] = await many(2)
  await d.give('Zhao', taken, { kind: 'accept' })
  const batchId = d.id()
  const { body } = await bulk('Zhao', { items: items([fresh, taken]), macroId: macro.body.id }, batchId)
  expect(body.results.map(({ outcome, code }) => code ?? outcome)).toEqual(['done', 'ticket.step_not_allowed'])
  expect(await steps(fresh)).toEqual(['reported', 'accepted', 'classified', 'filed', 'dispatched'])
  expect(await steps(taken)).toEqual(['reported', 'accepted'])
  await undo('Zhao', batchId)
  const { body: after } = await d.call(readTicket, { params: { ticketId: fresh }, as: 'Zhao' })
  expect(after).toMatchObject({ state: 'reported', classCode: null, clock: { kind: 'acceptance' } })
  expect(after.steps.at(-1)).toMatchObject({
    kind: 'undone',
    facts: { kinds: ['accepted', 'classified', 'filed', 'dispatched'] },
  })

  const unknown = await bulk('Zhao', { items: items([fresh]), macroId: d.id() })
  expect(unknown.problem).toMatchObject({ status: 404, code: 'macro.not_found' })
})

test('macros of the district are kept at its desk, those of a unit in the unit', async () => {
  const note = [{ kind: 'note', text: '已电话联系' }] satisfies BulkCommand[]
  expect((await putNew('Wang', note, true)).problem).toMatchObject({ status: 403, code: 'right.missing' })
  expect((await putNew('Qian', note, false)).problem).toMatchObject({ status: 403, code: 'right.missing' })
  const own = await putNew('Wang', note, false)
  expect(own.body).toMatchObject({ unitId: d.units.cg, mayChange: true })
  const seenBy = async (as: Who) => (await d.call(listMacros, { as })).body.items.map(({ id }) => id)
  expect(await seenBy('Wang')).toContain(own.body.id)
  expect(await seenBy('Wu')).not.toContain(own.body.id)
  expect((await putNew('Wu', note, false, own.body.id)).status).toBe(403)
  const shared = await putNew('Zhao', note, true)
  expect(await seenBy('Wu')).toContain(shared.body.id)
  const remove = (as: Who, macroId: string) => d.call(removeMacro, { params: { macroId }, as })
  expect((await remove('Wu', shared.body.id)).problem).toMatchObject({ status: 403, code: 'right.missing' })
  expect((await remove('Wu', own.body.id)).problem).toMatchObject({ status: 404, code: 'macro.not_found' })
  expect((await remove('Wang', own.body.id)).status).toBe(200)
  expect(await seenBy('Wang')).not.toContain(own.body.id)

  const named = (command: BulkCommand) => putNew('Zhao', [command], true)
  expect((await named({ kind: 'classify', classCode: 'X9' })).problem).toMatchObject({
    code: 'catalogue.class_unknown',
    errors: [{ pointer: '/commands/0/classCode' }],
  })
  expect((await named({ kind: 'addUnit', unitId: d.id() })).problem.code).toBe('unit.not_found')
})
