import { commandTicket, listTickets, readReporter, readTicket, type WireCommand } from '@lianxin/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import { DISTRICT, PLACES } from '../../testing/fixture.ts'
import { photoWithPosition } from '../../testing/photo.ts'
import { eraseReporters, resumeOver } from './rules-by-time.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

const stepCount = async (ticketId: string): Promise<number> => {
  const rows = await d.db.asOwner((db) =>
    db.selectFrom('ticket_step').select('seq').where('ticket_id', '=', ticketId).execute(),
  )
  return rows.length
}

test('a command sent again has one effect and the same answer, also after others came between', async () => {
  const { id } = await d.report()
  const command = { kind: 'dispatch', classCode: 'E0102', commandId: d.id() } as const
  const first = await d.give('Zhao', id, command)
  expect(await d.give('Zhao', id, command)).toEqual(first)
  await d.give('Lin', id, { kind: 'acknowledge' })
  expect(await d.give('Zhao', id, command)).toEqual(first)
  expect(await stepCount(id)).toBe(6)
})

test('a command id with other content is refused', async () => {
  const { id } = await d.report()
  const commandId = d.id()
  await d.give('Zhao', id, { kind: 'note', text: '一', commandId })
  const other = await d.ask('Zhao', id, { kind: 'note', text: '二', commandId })
  expect(other.problem).toMatchObject({ status: 409, code: 'ticket.id_reused' })
})

test('a command on an outdated view is refused and names the revision', async () => {
  const { id } = await d.report()
  await d.give('Zhao', id, { kind: 'accept', expectedRevision: 1 })
  const stale = await d.ask('Zhao', id, { kind: 'file', expectedRevision: 1 })
  expect(stale.problem).toMatchObject({ status: 409, code: 'ticket.stale', params: { revision: 2 } })
})

test('of commands given at the same time exactly one wins', async () => {
  const { id } = await d.report()
  const answers = await Promise.all(
    ['grid1', 'grid2', 'cg', 'water', 'street'].map((key) =>
      d.ask('Zhao', id, {
        kind: 'dispatch',
        classCode: 'E0102',
        unitId: d.units[key as keyof typeof d.units],
        expectedRevision: 1,
      }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
  expect(await stepCount(id)).toBe(5)
})

test('what a command names must exist', async () => {
  const { id } = await d.report()
  const codes = async (command: Parameters<OpenDistrict['ask']>[2]) => {
    const { problem } = await d.ask('Zhao', id, command)
    return [problem.status, problem.code, problem.errors?.[0]?.pointer]
  }
  expect(await codes({ kind: 'classify', classCode: 'X9' })).toEqual([422, 'catalogue.class_unknown', '/classCode'])
  expect(await codes({ kind: 'dispatch', classCode: 'E0102', unitId: d.id() })).toEqual([
    422,
    'unit.not_found',
    '/unitId',
  ])
  expect(await codes({ kind: 'locate', position: PLACES.outside })).toEqual([422, 'grid.outside', '/position'])
  expect(await codes({ kind: 'locate', gridId: d.id() })).toEqual([404, 'grid.not_found', '/gridId'])
  expect(await codes({ kind: 'file' })).toEqual([422, 'ticket.class_missing', '/classCode'])
  expect(await codes({ kind: 'merge', intoId: d.id(), publicReply: '重复' })).toEqual([
    422,
    'ticket.merge_target_missing',
    '/intoId',
  ])
  expect(await codes({ kind: 'verify' })).toEqual([409, 'ticket.step_not_allowed', undefined])
  expect((await d.ask('Zhao', d.id(), { kind: 'accept' })).problem.code).toBe('ticket.not_found')
  expect(await stepCount(id)).toBe(1)
})

test('a malformed command names its field and nothing else', async () => {
  const { id } = await d.report()
  const body = { kind: 'decline', commandId: d.id(), reason: '不属于' } as unknown as WireCommand
  const answer = await d.call(commandTicket, { params: { ticketId: id }, body, as: 'Zhao' })
  expect(answer.problem).toMatchObject({ status: 400, code: 'request.invalid' })
  expect(answer.problem.errors?.map(({ pointer }) => pointer)).toEqual(['/publicReply'])
})

test('evidence comes with the result where the closing condition needs it', async () => {
  const { id } = await d.report()
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0103', unitId: d.units.water })
  const reply = { kind: 'resolve', publicReply: '积水已清除' } as const
  expect((await d.ask('Wu', id, reply)).problem.code).toBe('ticket.evidence_missing')
  const unknown = await d.ask('Wu', id, { ...reply, uploadIds: ['0'.repeat(32)] })
  expect(unknown.problem).toMatchObject({ status: 422, code: 'ticket.photo_unknown' })
  const token = await d.upload(await photoWithPosition())
  await d.give('Wu', id, { ...reply, uploadIds: [token] })
  const { body } = await d.call(readTicket, { params: { ticketId: id }, as: 'Zhao' })
  expect(body.photos).toMatchObject([{ kind: 'evidence', width_px: 640, height_px: 480 }])
  expect(body.photoCount).toBe(1)
  const second = await d.report()
  await d.give('Zhao', second.id, { kind: 'dispatch', classCode: 'E0103', unitId: d.units.water })
  expect((await d.ask('Wu', second.id, { ...reply, uploadIds: [token] })).problem.code).toBe('ticket.photo_unknown')
})

test('a pause is approved by another, moves the deadline, and ends by itself', async () => {
  const { id } = await d.report()
  const { dueAt } = await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0103', unitId: d.units.water })
  const until = new Date(d.now() + 86_400_000).toISOString()
  await d.give('Wu', id, { kind: 'requestSuspend', reason: '等待材料', until })
  expect((await d.ask('Wu', id, { kind: 'approve' })).problem.code).toBe('right.missing')
  await d.give('Zhao', id, { kind: 'approve' })
  expect(await resumeOver(d.deps, DISTRICT, d.now())).toBe(0)
  expect(await resumeOver(d.deps, DISTRICT, d.now() + 2 * 86_400_000)).toBe(1)
  const { body } = await d.call(readTicket, { params: { ticketId: id }, as: 'Wu' })
  expect(body.state).toBe('dispatched')
  expect(Date.parse(body.clock.dueAt ?? '')).toBeGreaterThan(Date.parse(dueAt ?? ''))
})

test('a duplicate is merged, and un-merged when it was none', async () => {
  const [one, other] = [await d.report(), await d.report()]
  await d.give('Zhao', other.id, { kind: 'merge', intoId: one.id, publicReply: '已有同一事件在办' })
  const merged = await d.call(readTicket, { params: { ticketId: other.id }, as: 'Zhao' })
  expect(merged.body.mergedInto).toEqual({ id: one.id, number: one.number })
  expect(await d.give('Zhao', other.id, { kind: 'unmerge', reason: '不是同一处' })).toMatchObject({ state: 'reported' })
})

test('co-units help, the holder stays the lead', async () => {
  const { id } = await d.report()
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102', unitId: d.units.cg })
  expect((await d.ask('Wu', id, { kind: 'note', text: '看' })).problem.code).toBe('ticket.not_found')
  await d.give('Wang', id, { kind: 'addUnit', unitId: d.units.water })
  await d.give('Wu', id, { kind: 'coUnitResult', text: '已疏通' })
  const { body } = await d.call(readTicket, { params: { ticketId: id }, as: 'Wu' })
  expect(body.coUnits).toMatchObject([{ unit: { name: '区水务局' }, result: '已疏通' }])
  expect(body.holder.id).toBe(d.units.cg)
  expect((await d.ask('Wu', id, { kind: 'start' })).problem.code).toBe('ticket.not_holder')
})

test('an escalation leaves out vacant levels and names them', async () => {
  await d.db.asOwner((db) => sql`update post set valid_to = '2026-01-01' where role = 'communityLeader'`.execute(db))
  const fresh = await seePosts(d)
  const { id } = await d.report()
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102' })
  const { holder } = await d.give('Lin', id, { kind: 'escalate', reason: '需要街道' })
  expect(holder.unitId).toBe(d.units.street)
  const { body } = await d.call(readTicket, { params: { ticketId: id }, as: 'Zhao' })
  expect(body.steps.at(-1)?.facts['skipped']).toEqual([
    { gridId: d.grids.community, unitId: expect.objectContaining({ name: '湖东社区' }), reason: 'vacant' },
  ])
  await fresh()
})

test('what the district cannot settle goes to the city, which sees that and nothing else; the desk catches the rest', async () => {
  const other = await d.report()
  const { id } = await d.report()
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102' })
  expect((await d.ask('Zhao', id, { kind: 'reassign', unitId: d.units.city, reason: '请市里办' })).problem.code).toBe(
    'ticket.above_district',
  )
  const way = [
    ['Lin', 'community'],
    ['Feng', 'street'],
    ['Sun', 'district'],
    ['Zhou', 'city'],
  ] as const
  for (const [who, unit] of way) {
    d.later(30)
    const { holder, dueAt } = await d.give(who, id, { kind: 'escalate', reason: '超出本级能力' })
    expect(holder.unitId).toBe(d.units[unit])
    const { body } = await d.call(readTicket, { params: { ticketId: id }, as: 'Zhao' })
    expect(body.clock).toMatchObject({ kind: 'handling', startedAt: new Date(d.now()).toISOString(), dueAt })
  }
  const seen = await d.call(listTickets, { query: { list: 'all' }, as: 'Gao' })
  expect(seen.body.items.map((one) => one.id)).toEqual([id])
  expect((await d.ask('Gao', other.id, { kind: 'note', text: '看' })).problem.code).toBe('ticket.not_found')
  expect((await d.ask('Gao', id, { kind: 'escalate', reason: '再往上' })).problem.code).toBe('ticket.no_upper_level')
  await d.give('Gao', id, { kind: 'acknowledge' })
  await d.give('Gao', id, { kind: 'returnToDispatcher', reason: '属区级事权' })
  // With nobody in the city it stays in the district: the desk catches it, and who was left out is named.
  await d.give('Zhao', id, { kind: 'dispatch', unitId: d.units.district })
  await d.db.asOwner((db) => sql`update post set valid_to = '2026-01-01' where unit_id = ${d.units.city}`.execute(db))
  const fresh = await seePosts(d)
  const { holder } = await d.give('Zhou', id, { kind: 'escalate', reason: '超出本级能力' })
  expect(holder.unitId).toBe(d.units.desk)
  const { body } = await d.call(readTicket, { params: { ticketId: id }, as: 'Zhao' })
  expect(body.steps.at(-1)?.facts).toMatchObject({
    route: 'fallback',
    skipped: [{ unitId: { name: '市网格化中心' }, reason: 'vacant' }],
  })
  await fresh()
})

/** Lets the process see the change of posts at once; gives back what undoes it. */
async function seePosts(district: OpenDistrict): Promise<() => Promise<void>> {
  district.unitsHeld.invalidate()
  return async () => {
    await district.db.asOwner((db) => sql`update post set valid_to = null`.execute(db))
    district.unitsHeld.invalidate()
  }
}

test('names and telephones of reporters are emptied when their time is over, and not before', async () => {
  const { id } = await d.report({ reporter: { name: '张三丰', telephone: '10012345678' } })
  expect(await eraseReporters(d.deps, DISTRICT, d.now() + 729 * 86_400_000)).toBe(0)
  expect(await eraseReporters(d.deps, DISTRICT, d.now() + 731 * 86_400_000)).toBeGreaterThan(0)
  const { body } = await d.call(readReporter, { params: { ticketId: id }, body: { purpose: '回电核实' }, as: 'Zhao' })
  expect(body).toEqual({ name: '', telephone: '', onBehalf: '', others: [] })
  const detail = await d.call(readTicket, { params: { ticketId: id }, as: 'Zhao' })
  expect(detail.body.reporterLabel).toBe('')
})
