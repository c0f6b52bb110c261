import {
  commend,
  decideResponsibility,
  draftResponsibility,
  listCommendations,
  listResponsibility,
  putResponsibilityRules,
  readResponsibilityRules,
  readTrace,
  speakOnResponsibility,
  withdrawCommendation,
  type BodyOf,
  type ResponsibilityList,
  type ResponsibilityView,
} from '@lianxin/contract'
import { DAY_MS, HOUR_MS, RESPONSIBILITY_RULES } from '@lianxin/domain'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { scopeOf } from '../../../platform/session.ts'
import { openDistrict, type OpenDistrict } from '../../../testing/district.ts'
import { DISTRICT, type UnitKey, type Who } from '../../../testing/fixture.ts'
import { tendAlarms } from '../index.ts'
import { moveCases } from './by-itself.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())
beforeEach(async () => {
  d.setTime('2026-03-05T09:00:00+08:00') // a Thursday
  await d.db.asOwner(async (owner) => {
    await sql`delete from responsibility_act`.execute(owner)
    await sql`delete from responsibility_case`.execute(owner)
    await sql`delete from responsibility_rules`.execute(owner)
  })
})

/** Grid 1 passes it up a week late, the community holds it for two weeks more; four working hours were due each time. */
async function missed(): Promise<string> {
  const { id } = await d.report()
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102' })
  await tendAlarms(d.oversight, DISTRICT)
  d.setTime('2026-03-06T10:00:00+08:00')
  await tendAlarms(d.oversight, DISTRICT)
  await d.give('Zhao', id, { kind: 'remind', text: '请抓紧' })
  d.setTime('2026-03-10T09:00:00+08:00')
  await d.give('Lin', id, { kind: 'escalate', reason: '网格无力处理' })
  d.setTime('2026-03-24T09:00:00+08:00')
  await tendAlarms(d.oversight, DISTRICT)
  await d.give('Feng', id, { kind: 'resolve', publicReply: '已清理' })
  return id
}

const trace = async (ticketId: string, as: Who = 'Zhou') => (await d.call(readTrace, { params: { ticketId }, as })).body
const draft = (
  ticketId: string,
  unit: UnitKey = 'community',
  as: Who = 'Zhou',
  given: { id?: string; reason?: string } = {},
) =>
  d.call(draftResponsibility, {
    params: { ticketId },
    body: {
      cases: [{ id: given.id ?? d.id(), unitId: d.units[unit] }],
      reason: given.reason ?? '超期两周，群众多次反映',
    },
    as,
  })
async function drafted(unit: UnitKey = 'community'): Promise<ResponsibilityView> {
  const { body, problem } = await draft(await missed(), unit)
  const [one] = body.items ?? []
  if (!one) throw new Error(JSON.stringify(problem))
  return one
}
const speak = (
  caseId: string,
  kind: 'speak' | 'appeal',
  as: Who = 'Feng',
  given: { commandId?: string; text?: string } = {},
) =>
  d.call(speakOnResponsibility, {
    params: { caseId },
    body: { commandId: d.id(), kind, text: '清运车辆检修，已说明', ...given },
    as,
  })
type Deed = Partial<BodyOf<typeof decideResponsibility>>
const decide = (caseId: string, deed: Deed = {}, as: Who = 'Sun') =>
  d.call(decideResponsibility, {
    params: { caseId },
    body: { commandId: d.id(), kind: 'decide', reason: '经核实', measure: 'talk', ...deed },
    as,
  })
const list = async (name: ResponsibilityList, as: Who = 'Zhou') =>
  (await d.call(listResponsibility, { query: { list: name }, as })).body
const move = () => moveCases(d.oversight, DISTRICT, d.now())

describe('the trace of a ticket', () => {
  test('names each holder with its working hours, what was due, what was missed and what reached it', async () => {
    const id = await missed()
    const found = await trace(id)
    expect(found.discovered).toMatchObject({ channel: 'residentPage', unit: null })
    expect(found.passedUp).toMatchObject([{ from: { name: '湖东第一网格' }, to: { name: '湖东社区' } }])
    expect(found.resolved).toMatchObject({ by: { name: '湖东社区' } })
    const hours = (ms: number | null) => (ms ?? 0) / HOUR_MS
    expect(
      found.stretches.map((one) => [one.unit.name, one.stage, hours(one.worked_ms), hours(one.missed_ms)]),
    ).toEqual([
      ['区派遣台', 'acceptance', 0, 0],
      ['湖东第一网格', 'handling', 21, 17],
      ['湖东社区', 'handling', 70, 66],
      ['区派遣台', 'verification', 0, 0],
    ])
    const [, grid, community] = found.stretches
    expect(grid?.told.map(({ kind }) => kind)).toEqual(['nearDue', 'overdue', 'reminded', 'urged'])
    expect(grid?.told.at(-1)?.by?.name).toBe('区派遣台')
    expect(community?.told.at(-1)).toMatchObject({ kind: 'criticised', told: true })
  })

  test('is for whoever sees the ticket; proposals only for those who may draft, in their territory', async () => {
    const id = await missed()
    const [first, second] = (await trace(id)).proposals?.items ?? []
    expect(first).toMatchObject({ unit: { name: '湖东社区' }, share: 'primary', measure: 'writtenNotice' })
    expect(second).toMatchObject({ unit: { name: '湖东第一网格' }, share: 'joint', measure: 'talk' })
    expect((await trace(id, 'Sun')).proposals?.items).toHaveLength(2)
    expect((await trace(id, 'Feng')).proposals).toBeNull()
    expect((await d.call(readTrace, { params: { ticketId: id }, as: 'Wang' })).problem.code).toBe('ticket.not_found')
  })
})

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
    expect((await list('inForce', 'Sun')).items[0]?.may).toEqual([])
    expect(await waitsFor()).toEqual([0, 0, 1])
    expect((await list('inForce')).items[0]?.may).toEqual(['answer'])
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
    expect((await decide(id, { kind: 'lift' })).problem.code).toBe('responsibility.step_not_allowed')
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

describe('the rules', () => {
  test('are data of the district; what was proposed keeps those it was proposed by', async () => {
    const read = () => d.call(readResponsibilityRules, { as: 'Feng' })
    expect((await read()).body).toMatchObject({ version: 0, rules: RESPONSIBILITY_RULES, changedBy: null })
    const before = await drafted()
    const stricter = {
      ...RESPONSIBILITY_RULES,
      ladder: RESPONSIBILITY_RULES.ladder.map((rung, nth) => ({ ...rung, from_workHours: nth + 1 })),
      lasts_days: { ...RESPONSIBILITY_RULES.lasts_days, talk: 7 },
    }
    const put = (version: number, rules: BodyOf<typeof putResponsibilityRules>['rules'] = stricter, as: Who = 'Zhou') =>
      d.call(putResponsibilityRules, { body: { version, rules, reason: '试行' }, as })
    expect((await put(0)).body).toMatchObject({ version: 1, changedBy: '周区长', reason: '试行' })
    expect((await put(0)).body.version).toBe(1)
    expect((await put(0, { ...stricter, jointMilder: 0 })).problem.code).toBe('responsibility.rules_stale')
    const broken = { ...stricter, ladder: stricter.ladder.toReversed() }
    expect((await put(1, broken)).problem.code).toBe('responsibility.rules_invalid')
    expect((await put(1, stricter, 'Feng')).problem.code).toBe('right.missing')
    const [after] = (await draft(before.ticketId, 'grid1')).body.items
    expect(after).toMatchObject({ rulesVersion: 1, proposed: 'writtenNotice' })
    await speak(before.id, 'speak')
    expect(Date.parse((await decide(before.id)).body.endsAt ?? '')).toBe(d.now() + 30 * DAY_MS)
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
