import {
  commend,
  decideResponsibility,
  listCommendations,
  listResponsibility,
  withdrawCommendation,
} from '@lianxin/contract'
import { DAY_MS, HOUR_MS } from '@lianxin/domain'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { scopeOf } from '../../../platform/session.ts'
import { openDistrict, type OpenDistrict } from '../../../testing/district.ts'
import { DISTRICT, type UnitKey, type Who } from '../../../testing/fixture.ts'
import { tendAlarms } from '../index.ts'
import { overdueIn } from './example.ts'

let d: OpenDistrict
const { anew, missed, trace, draft, drafted, speak, decide, list, move } = overdueIn(() => d)
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())
beforeEach(() => anew())

describe('a case of responsibility', () => {
  test('lives from the proposal over hearing, decision and appeal to its end, every act written down', async () => {
    const id = d.id()
    const ticketId = await missed()
    const first = await draft(ticketId, 'community', 'Zhou', { id })
    expect((await draft(ticketId, 'community', 'Zhou', { id })).body).toEqual(first.body)
    expect(first.body.items[0]).toMatchObject({ state: 'proposed', proposed: 'writtenNotice', rulesVersion: 0 })
    expect((await list('hearing', 'Feng')).items[0]).toMatchObject({ id, may: ['speak'] })

    const waitsFor = async () => [
      (await list('over', 'Feng')).waiting,
      (await list('over', 'Sun')).waiting,
      (await list('over')).waiting,
    ]
    expect(await waitsFor()).toEqual([1, 0, 0])
    const commandId = d.id()
    const heard = await speak(id, 'speak', 'Feng', { commandId })
    expect(await waitsFor()).toEqual([0, 1, 1])
    expect((await speak(id, 'speak', 'Feng', { commandId })).body).toEqual(heard.body)
    expect(heard.body).toMatchObject({ state: 'heard', may: [] })
    expect((await list('toDecide', 'Sun')).items[0]?.may).toEqual(['decide', 'drop'])
    const decided = await decide(id, { measure: 'interview' })
    expect(decided.body).toMatchObject({ state: 'decided', measure: 'interview', may: ['lift'] })
    expect(Date.parse(decided.body.endsAt ?? '')).toBe(d.now() + 90 * DAY_MS)
    expect((await speak(id, 'appeal')).body).toMatchObject({ state: 'appealed', may: [] })
    expect((await list('inForce', 'Sun')).items[0]?.may).toEqual(['lift'])
    expect(await waitsFor()).toEqual([0, 0, 1])
    expect((await list('inForce')).items[0]?.may).toEqual(['answer', 'lift'])
    const answered = await decide(id, { kind: 'answer', upheld: true, reason: '维持' }, 'Zhou')
    expect(answered.body.state).toBe('upheld')
    const lifted = await decide(id, { kind: 'lift', reason: '整改到位' })
    expect(lifted.body.state).toBe('lifted')
    expect(lifted.body.acts.map(({ kind, personName, reason }) => [kind, personName, reason])).toEqual([
      ['proposed', '周区长', '超期两周，群众多次反映'],
      ['spoken', '冯书记', '清运车辆检修，已说明'],
      ['decided', '孙主任', '经核实'],
      ['appealed', '冯书记', '清运车辆检修，已说明'],
      ['answered', '周区长', '维持'],
      ['lifted', '孙主任', '整改到位'],
    ])
    expect((await list('over')).counts).toEqual({ toDecide: 0, hearing: 0, inForce: 0, over: 1 })
    // Nobody answers twice for the same stretch.
    const again = await draft(ticketId)
    expect([again.problem.code, again.problem.errors?.[0]?.pointer]).toEqual([
      'responsibility.nothing_proposed',
      '/cases/0/unitId',
    ])
  })

  test('is drafted only from what the rules propose, once, where one has a say, with a reason', async () => {
    const ticketId = await missed()
    const codeOf = async (answer: ReturnType<typeof draft>) => (await answer).problem.code
    expect(await codeOf(draft(ticketId, 'water'))).toBe('responsibility.nothing_proposed')
    expect(await codeOf(draft(ticketId, 'community', 'Feng'))).toBe('right.missing')
    expect(await codeOf(draft(d.id()))).toBe('ticket.not_found')
    const id = d.id()
    expect((await draft(ticketId, 'community', 'Sun', { id })).status).toBe(200)
    expect(await codeOf(draft(ticketId))).toBe('responsibility.open_already')
    expect(await codeOf(draft(ticketId, 'community', 'Sun', { id, reason: '另一理由' }))).toBe(
      'responsibility.id_reused',
    )
    d.setTime('2026-12-30T09:00:00+08:00')
    expect(await codeOf(draft(ticketId, 'grid1'))).toBe('calendar.year_missing')
  })

  test('refuses what is not somebody’s to do, or not now', async () => {
    const { id } = await drafted()
    const early = await decide(id)
    expect(early.problem.code).toBe('responsibility.step_not_allowed')
    expect((await speak(id, 'speak', 'Zhou')).problem.code).toBe('responsibility.not_your_unit')
    expect((await speak(id, 'speak', 'Wang')).problem.code).toBe('responsibility.not_found')
    expect((await speak(id, 'speak', 'Lin')).problem.code).toBe('right.missing')
    const commandId = d.id()
    await speak(id, 'speak', 'Feng', { commandId })
    expect((await speak(id, 'speak')).problem.code).toBe('responsibility.spoken_already')
    expect((await speak(id, 'speak', 'Feng', { commandId, text: '别的' })).problem.code).toBe(
      'responsibility.id_reused',
    )
    const noMeasure = await d.call(decideResponsibility, {
      params: { caseId: id },
      body: { commandId: d.id(), kind: 'decide', reason: '因' },
      as: 'Sun',
    })
    expect(noMeasure.problem.code).toBe('responsibility.choice_missing')
    expect((await decide(id, {}, 'Feng')).problem.code).toBe('right.missing')
    await decide(id)
    await speak(id, 'appeal')
    expect((await decide(id, { kind: 'answer', upheld: true })).problem.code).toBe('responsibility.same_person')
    expect((await decide(d.id())).problem.code).toBe('responsibility.not_found')
    const granted = await decide(id, { kind: 'answer', upheld: false, reason: '理由成立' }, 'Zhou')
    expect(granted.body.state).toBe('lifted')
  })

  test('is not decided by the unit it concerns, nor appealed too late', async () => {
    d.setTime('2026-03-05T09:00:00+08:00')
    const { id: ticketId } = await d.report()
    await d.give('Zhao', ticketId, { kind: 'dispatch', classCode: 'E0102' })
    await d.give('Lin', ticketId, { kind: 'escalate', reason: '网格无力处理' })
    await d.give('Feng', ticketId, { kind: 'escalate', reason: '社区无力处理' })
    d.setTime('2026-03-24T09:00:00+08:00')
    const id = d.id()
    await draft(ticketId, 'street', 'Zhou', { id })
    await speak(id, 'speak', 'Sun')
    expect((await decide(id, {}, 'Sun')).problem.code).toBe('responsibility.own_unit')
    await decide(id, {}, 'Zhou')
    d.setTime('2026-04-09T09:00:00+08:00')
    expect((await speak(id, 'appeal', 'Sun')).problem.code).toBe('responsibility.appeal_late')
  })

  test('goes on by itself: the hearing ends and the measure ends, once, however many look', async () => {
    const { id, hearingUntil } = await drafted()
    d.setTime(hearingUntil)
    expect(await move()).toBe(0)
    d.later(1)
    const moved = await Promise.all([move(), move(), move()])
    expect(moved.reduce((sum, one) => sum + one, 0)).toBe(1)
    expect((await list('toDecide')).items[0]?.id).toBe(id)
    // Not too late to speak, as long as nothing was decided.
    expect((await speak(id, 'speak')).body.state).toBe('heard')
    const { body } = await decide(id)
    d.setTime(body.endsAt ?? '')
    expect(await move()).toBe(0)
    d.later(1)
    const ended = await Promise.all([move(), move(), move()])
    expect(ended.reduce((sum, one) => sum + one, 0)).toBe(1)
    const [over] = (await list('over')).items
    expect(over?.acts.map(({ kind, personName }) => [kind, personName === null])).toEqual([
      ['proposed', false],
      ['heard', true],
      ['spoken', false],
      ['decided', false],
      ['expired', true],
    ])
    expect(await move()).toBe(0)
  })

  test('is lifted by itself, once, where nobody answers its appeal; who decided may lift it before', async () => {
    const { id } = await drafted()
    await speak(id, 'speak')
    await decide(id, { measure: 'yellowCard' })
    const { answerDueAt, endsAt } = (await speak(id, 'appeal')).body
    expect(Date.parse(answerDueAt ?? '')).toBeLessThan(Date.parse(endsAt ?? ''))
    d.setTime(answerDueAt ?? '')
    expect(await move()).toBe(0)
    d.later(1)
    expect((await decide(id, { kind: 'answer', upheld: true }, 'Zhou')).problem.code).toBe(
      'responsibility.step_not_allowed',
    )
    const moved = await Promise.all([move(), move(), move()])
    expect(moved.reduce((sum, one) => sum + one, 0)).toBe(1)
    const [over] = (await list('over', 'Feng')).items
    expect(over).toMatchObject({ id, state: 'lifted', answerDueAt: null })
    expect(over?.acts.at(-1)).toMatchObject({ kind: 'unanswered', personName: null, reason: '' })

    d.setTime('2026-03-05T09:00:00+08:00')
    const other = await drafted()
    await speak(other.id, 'speak')
    await decide(other.id)
    await speak(other.id, 'appeal')
    expect((await decide(other.id, { kind: 'lift', reason: '确有困难' })).body.state).toBe('lifted')
    expect(await move()).toBe(0)
  })

  test('what a unit misses after it answered can be proposed again, and is to be considered again', async () => {
    const { id } = await d.report()
    await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102' })
    await tendAlarms(d.oversight, DISTRICT)
    const mayDraft = async () =>
      (await trace(id)).proposals?.items.map(({ unit, missed, measure }) => [
        unit.name,
        missed.work_ms / HOUR_MS,
        measure,
      ])
    const isToConsider = async () => (await list('toDecide')).toConsider.some((one) => one.ticketId === id)
    d.setTime('2026-03-10T09:00:00+08:00')
    await tendAlarms(d.oversight, DISTRICT)
    expect(await mayDraft()).toEqual([['湖东第一网格', 17, 'interview']])
    const [first] = (await draft(id, 'grid1')).body.items
    const dropped = await decide(first?.id ?? '', { kind: 'drop', reason: '已说明' }, 'Zhou')
    expect(dropped.body.state).toBe('dropped')
    // It answered for seventeen hours; what lies after them is open.
    expect([await mayDraft(), await isToConsider()]).toEqual([[], false])
    d.setTime('2026-03-24T09:00:00+08:00')
    await tendAlarms(d.oversight, DISTRICT)
    expect(await mayDraft()).toEqual([['湖东第一网格', 70, 'writtenNotice']])
    expect(await isToConsider()).toBe(true)
    await draft(id, 'grid1')
    expect(await mayDraft()).toEqual([])
    expect(await isToConsider()).toBe(false)
  })

  test('is seen by its own unit and by those who propose or decide above it; its history cannot be changed', async () => {
    const { id } = await drafted('grid1')
    const seenBy = async (who: Who) => (await list('hearing', who)).items.map((one) => one.id)
    for (const who of ['Zhou', 'Zhao', 'Sun', 'Lin'] as const) expect(await seenBy(who), who).toEqual([id])
    for (const who of ['Feng', 'Chen', 'Wang', 'Wu'] as const) expect(await seenBy(who), who).toEqual([])
    expect((await d.call(listResponsibility, { query: { list: 'hearing' }, as: 'He' })).problem.code).toBe(
      'right.missing',
    )
    const session = d.session('Zhou')
    if (!session) throw new Error('there is a district leader')
    const inScope = (work: string) => d.db.withScope(scopeOf(session), (tx) => sql.raw(work).execute(tx))
    await expect(inScope(`update responsibility_act set reason = 'x' where case_id = '${id}'`)).rejects.toThrow(
      /denied/,
    )
    await expect(inScope(`delete from responsibility_act where case_id = '${id}'`)).rejects.toThrow(/denied/)
    await expect(inScope(`delete from responsibility_case where id = '${id}'`)).rejects.toThrow(/denied/)
    await expect(inScope('update responsibility_rules set version = 9')).rejects.toThrow(/denied/)
  })

  test('is suggested for consideration where a matter was criticised, until somebody drafts it', async () => {
    const { id, number } = await d.report()
    await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102' })
    await tendAlarms(d.oversight, DISTRICT)
    d.setTime('2026-03-24T09:00:00+08:00')
    await tendAlarms(d.oversight, DISTRICT)
    const waiting = (await list('toDecide')).toConsider.find((one) => one.ticketId === id)
    expect(waiting).toMatchObject({ ticketNumber: number, unit: { name: '湖东第一网格' } })
    expect((await list('toDecide', 'Feng')).toConsider).toEqual([])
    await draft(id, 'grid1')
    expect((await list('toDecide')).toConsider.some((one) => one.ticketId === id)).toBe(false)
  })
})

describe('commendations', () => {
  const praise = (as: Who, unit: UnitKey, given: { id?: string; reason?: string; ticketId?: string } = {}) => {
    const { id = d.id(), reason = '半小时到场，群众满意', ...more } = given
    return d.call(commend, { params: { commendationId: id }, body: { unitId: d.units[unit], reason, ...more }, as })
  }
  const withdraw = (commendationId: string, as: Who, reason = '记错单位') =>
    d.call(withdrawCommendation, { params: { commendationId }, body: { reason }, as })

  test('are given to units of others, seen by everybody, taken back with a reason and kept', async () => {
    const { id: ticketId, number } = await d.report()
    const id = d.id()
    const first = await praise('Zhao', 'grid1', { id, ticketId })
    expect(first.body).toMatchObject({ unit: { name: '湖东第一网格' }, ticketNumber: number, byName: '赵派遣' })
    expect((await praise('Zhao', 'grid1', { id, ticketId })).body).toEqual(first.body)
    expect((await praise('Zhao', 'grid1', { id, reason: '另一理由' })).problem.code).toBe('responsibility.id_reused')
    expect((await praise('Zhao', 'desk')).problem.code).toBe('responsibility.own_unit')
    expect((await praise('Feng', 'grid1')).problem.code).toBe('right.missing')
    expect((await praise('Zhao', 'grid1', { ticketId: d.id() })).problem.code).toBe('ticket.not_found')
    const nobody = await d.call(commend, {
      params: { commendationId: d.id() },
      body: { unitId: d.id(), reason: '好' },
      as: 'Zhao',
    })
    expect(nobody.problem.code).toBe('responsibility.unit_unknown')
    const seen = await d.call(listCommendations, { as: 'Wang' })
    expect(seen.body.items.map((one) => [one.id, one.mayWithdraw])).toEqual([[id, false]])

    expect((await withdraw(d.id(), 'Zhao')).problem.code).toBe('responsibility.not_found')
    const other = d.id()
    await praise('Sun', 'grid1', { id: other })
    expect((await withdraw(other, 'Zhao')).problem.code).toBe('right.missing')
    const taken = await withdraw(id, 'Zhao')
    expect(taken.body.withdrawn).toMatchObject({ byName: '赵派遣', reason: '记错单位' })
    expect((await withdraw(id, 'Zhao')).body).toEqual(taken.body)
    expect((await withdraw(id, 'Zhou', '另一理由')).problem.code).toBe('responsibility.withdrawn_already')
    expect((await d.call(listCommendations, { as: 'Lin' })).body.items).toHaveLength(2)
  })
})
