import { listTickets, readReporter, readTicket } from '@lianxin/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { scopeOf } from '../../platform/session.ts'
import { systemScope } from '../../platform/db/scope.ts'
import { openDistrict, type Given, type OpenDistrict } from '../../testing/district.ts'
import { DISTRICT, PLACES, type Who } from '../../testing/fixture.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

const seenBy = async (as: Who): Promise<string[]> => {
  const { body } = await d.call(listTickets, { query: { list: 'all', limit: 500 }, as })
  return body.items.map(({ id }) => id)
}

test('a grid worker sees the own grid, a department what involves it, the district all', async () => {
  const [one, two] = [await d.report(), await d.report({ position: PLACES.inGrid2 })]
  await d.give('Zhao', two.id, { kind: 'dispatch', classCode: 'E0102', unitId: d.units.cg })
  expect(await seenBy('Lin')).toEqual([one.id])
  expect(await seenBy('Chen')).toEqual([two.id])
  expect(await seenBy('Wang')).toEqual([two.id])
  expect(await seenBy('Wu')).toEqual([])
  expect((await seenBy('Zhao')).sort()).toEqual([one.id, two.id].sort())
  expect((await seenBy('Sun')).sort()).toEqual([one.id, two.id].sort())
  expect((await d.call(readTicket, { params: { ticketId: two.id }, as: 'Lin' })).problem.code).toBe('ticket.not_found')
  expect((await d.call(listTickets, {})).problem.code).toBe('session.required')
  expect((await d.call(listTickets, { as: 'Li' })).problem).toMatchObject({ status: 403, code: 'right.missing' })
})

test('steps, photos and reporter open only with the ticket they hang on', async () => {
  const { id } = await d.report({ reporter: { name: '张三', telephone: '13812345678' } })
  const session = d.session('Zhao')
  if (!session) throw new Error('Zhao has a session')
  const counts = await d.db.withScope(scopeOf(session), async (tx) => {
    const count = async (): Promise<unknown> => {
      const { rows } = await sql`select (select count(*)::int from ticket_step where ticket_id = ${id}) as steps,
        (select count(*)::int from ticket_reporter where ticket_id = ${id}) as reporters`.execute(tx)
      return rows[0]
    }
    const closed = await count()
    await sql`select set_config('app.ticket', id::text, true) from ticket where id = ${id}`.execute(tx)
    return [closed, await count()]
  })
  expect(counts).toEqual([
    { steps: 0, reporters: 0 },
    { steps: 1, reporters: 1 },
  ])
})

test('the role of the application cannot change or delete history', async () => {
  const { id } = await d.report()
  for (const statement of [
    sql`update ticket_step set kind = 'voided' where ticket_id = ${id}`,
    sql`delete from ticket_step where ticket_id = ${id}`,
    sql`delete from ticket where id = ${id}`,
    sql`update trace set result = 'done'`,
    sql`delete from trace`,
  ])
    await expect(d.db.withScope(systemScope(DISTRICT), (tx) => statement.execute(tx))).rejects.toThrow(
      /permission denied/,
    )
})

test('each command is refused to a post without its right', async () => {
  const waiting = await d.report()
  const held = await d.report()
  await d.give('Zhao', held.id, { kind: 'dispatch', classCode: 'E0102' })
  const resolved = await d.report()
  await d.give('Zhao', resolved.id, { kind: 'dispatch', classCode: 'E0102' })
  await d.give('Lin', resolved.id, { kind: 'resolve', publicReply: '已办' })
  const until = new Date(d.now() + 86_400_000).toISOString()
  const refused: readonly [Who, string, Given, string][] = [
    ['Qian', waiting.id, { kind: 'accept' }, 'right.missing'],
    ['Lin', waiting.id, { kind: 'decline', publicReply: '不', reason: '不' }, 'right.missing'],
    ['Lin', waiting.id, { kind: 'classify', classCode: 'E0102' }, 'right.missing'],
    ['Lin', waiting.id, { kind: 'locate', position: PLACES.inGrid2 }, 'right.missing'],
    ['Lin', waiting.id, { kind: 'file' }, 'right.missing'],
    ['Feng', waiting.id, { kind: 'dispatch', classCode: 'E0102' }, 'right.missing'],
    ['Zhou', waiting.id, { kind: 'void', reason: '误', publicReply: '误' }, 'right.missing'],
    ['Lin', waiting.id, { kind: 'merge', intoId: held.id, publicReply: '重' }, 'right.missing'],
    ['Zhao', held.id, { kind: 'acknowledge' }, 'right.missing'],
    ['Feng', held.id, { kind: 'acknowledge' }, 'ticket.not_holder'],
    ['Feng', held.id, { kind: 'start' }, 'ticket.not_holder'],
    ['Feng', held.id, { kind: 'resolve', publicReply: '办' }, 'ticket.not_holder'],
    ['Feng', held.id, { kind: 'escalate', reason: '上' }, 'ticket.not_holder'],
    ['Feng', held.id, { kind: 'returnToDispatcher', reason: '退' }, 'ticket.not_holder'],
    ['Qian', held.id, { kind: 'reassign', unitId: d.units.cg, reason: '改' }, 'right.missing'],
    ['Feng', held.id, { kind: 'requestSuspend', reason: '等', until }, 'ticket.not_holder'],
    [
      'Feng',
      held.id,
      { kind: 'requestExtension', reason: '等', extra: { amount: 1, unit: 'workDay' } },
      'ticket.not_holder',
    ],
    ['Feng', held.id, { kind: 'coUnitResult', text: '帮' }, 'ticket.not_co_unit'],
    ['Lin', held.id, { kind: 'approve' }, 'right.missing'],
    ['Lin', held.id, { kind: 'reject', reason: '不' }, 'right.missing'],
    ['Lin', resolved.id, { kind: 'verify' }, 'right.missing'],
    ['Lin', resolved.id, { kind: 'rework', reason: '没' }, 'right.missing'],
    ['Lin', resolved.id, { kind: 'rate', score: 5, comment: '' }, 'right.missing'],
    ['Zhou', resolved.id, { kind: 'reopen', reason: '没' }, 'right.missing'],
    ['Li', resolved.id, { kind: 'note', text: '看' }, 'right.missing'],
  ]
  for (const [who, id, command, code] of refused) {
    const { problem } = await d.ask(who, id, command)
    expect([who, command.kind, problem.code, problem.status]).toEqual([who, command.kind, code, 403])
  }
})

test('who signed for the work does not verify it', async () => {
  const { id } = await d.report()
  await d.give('Sun', id, { kind: 'dispatch', classCode: 'E0102', unitId: d.units.street })
  await d.give('Sun', id, { kind: 'acknowledge' })
  await d.give('Sun', id, { kind: 'resolve', publicReply: '已办' })
  expect((await d.ask('Sun', id, { kind: 'verify' })).problem.code).toBe('right.missing')
  await d.give('Zhao', id, { kind: 'verify' })
})

test('a ticket relocated out of ones area can still be written by who moved it', async () => {
  const { id } = await d.report()
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102' })
  await d.give('Lin', id, { kind: 'locate', position: PLACES.inGrid2 })
  expect((await d.call(readTicket, { params: { ticketId: id }, as: 'Chen' })).body.grid?.name).toBe('湖东第二网格')
})

test('commands offered are those that would be carried out', async () => {
  const { id } = await d.report()
  const offered = async (as: Who) => (await d.call(readTicket, { params: { ticketId: id }, as })).body.available
  expect(await offered('Lin')).toEqual(['note', 'supplement', 'remind'])
  expect(await offered('Zhao')).toEqual([
    'accept',
    'decline',
    'classify',
    'locate',
    'dispatch',
    'selfResolve',
    'void',
    'merge',
    'note',
    'supplement',
    'remind',
  ])
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102' })
  expect(await offered('Lin')).toEqual([
    'classify',
    'locate',
    'acknowledge',
    'returnToDispatcher',
    'reassign',
    'addUnit',
    'start',
    'selfResolve',
    'escalate',
    'requestSuspend',
    'requestExtension',
    'requestAbnormalClose',
    'resolve',
    'note',
    'supplement',
    'remind',
  ])
})

test('the reporter is masked by default; reading in clear needs a purpose and leaves a trace', async () => {
  const { id } = await d.report({ reporter: { name: '欧阳小明', telephone: '0537-1234567' } })
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102' })
  const seen = await d.call(readTicket, { params: { ticketId: id }, as: 'Lin' })
  expect(seen.body.reporterLabel).toBe('欧*** 053****4567')
  expect(JSON.stringify(seen.body)).not.toContain('欧阳小明')
  const params = { ticketId: id }
  expect((await d.call(readReporter, { params, body: { purpose: '看' }, as: 'Lin' })).problem.code).toBe(
    'request.invalid',
  )
  const clear = await d.call(readReporter, { params, body: { purpose: '电话核实位置' }, as: 'Lin' })
  expect(clear.body).toEqual({ name: '欧阳小明', telephone: '0537-1234567', onBehalf: '', others: [] })
  expect((await d.call(readReporter, { params, body: { purpose: '电话核实位置' }, as: 'Zhou' })).problem.code).toBe(
    'right.missing',
  )
  const traces = await d.db.asOwner((db) =>
    db
      .selectFrom('trace')
      .select(['kind', 'person_id', 'purpose', 'result'])
      .where('subject', '=', `ticket:${id}`)
      .execute(),
  )
  expect(traces).toEqual([{ kind: 'reporter.read', person_id: d.persons.Lin, purpose: '电话核实位置', result: 'done' }])
})

test('who asked for confidentiality is read by the desk only, and the attempt is traced', async () => {
  const { id } = await d.report({ reporter: { name: '张三', telephone: '13812345678', confidential: true } })
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102' })
  const seen = await d.call(readTicket, { params: { ticketId: id }, as: 'Lin' })
  expect(seen.body.reporterLabel).toBe('***')
  const asked = { params: { ticketId: id }, body: { purpose: '电话核实位置' } }
  expect((await d.call(readReporter, { ...asked, as: 'Lin' })).problem.code).toBe('right.missing')
  expect((await d.call(readReporter, { ...asked, as: 'Zhao' })).body.name).toBe('张三')
  const traces = await d.db.asOwner((db) =>
    db.selectFrom('trace').select('result').where('subject', '=', `ticket:${id}`).orderBy('id').execute(),
  )
  expect(traces.map(({ result }) => result)).toEqual(['refused', 'done'])
})
