import {
  advanceAssessment,
  answerAssessmentObjection,
  beginAssessment,
  countAssessment,
  listAssessmentFacts,
  listAssessments,
  markAssessment,
  objectToAssessment,
  readAssessment,
  type AssessmentHead,
} from '@lianxin/contract'
import { countFacts, factsOf, monthPeriod, score, type AssessmentTemplate } from '@lianxin/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { tickets as histories } from '../../ticket/index.ts'
import { systemScope } from '../../../platform/db/scope.ts'
import { DISTRICT, type Who } from '../../../testing/fixture.ts'
import { ALL_ROLES } from '../../../testing/platform.ts'
import { openDistrict, type OpenDistrict } from '../../../testing/district.ts'
import { countDraft, keepAssessments } from './count.ts'

let d: OpenDistrict
/** With the department in March: two kept, one late and settled, one open. */
const tickets: Record<'kept' | 'kept2' | 'late' | 'open', string> = { kept: '', kept2: '', late: '', open: '' }

async function withDepartment(at: string): Promise<string> {
  d.setTime(at)
  const { id } = await d.report()
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102', unitId: d.units.cg })
  return id
}
const resolved = (id: string) => d.give('Wang', id, { kind: 'resolve', publicReply: '已清理' })

beforeAll(async () => {
  d = await openDistrict({ roles: ALL_ROLES })
  // Four working hours each.
  tickets.kept = await withDepartment('2026-03-05T09:00:00+08:00')
  await resolved(tickets.kept)
  tickets.kept2 = await withDepartment('2026-03-06T09:00:00+08:00')
  await resolved(tickets.kept2)
  tickets.late = await withDepartment('2026-03-09T09:00:00+08:00')
  d.setTime('2026-03-11T09:00:00+08:00')
  await resolved(tickets.late)
  tickets.open = await withDepartment('2026-03-12T09:00:00+08:00')
  const { id } = await d.report({ description: '三号楼王家与李家打架' })
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0301', unitId: d.units.water })
})
afterAll(() => d.end())

const call = {
  begin: (id: string, as: Who = 'Zhou', month = '2026-03', template: 'zhengzhou' | 'jinhua' = 'jinhua') =>
    d.call(beginAssessment, { params: { assessmentId: id }, body: { month, subject: 'department', template }, as }),
  read: (id: string, as: Who = 'Zhou') => d.call(readAssessment, { params: { assessmentId: id }, as }),
  advance: (id: string, to: 'preview' | 'published', revision: number) =>
    d.call(advanceAssessment, { params: { assessmentId: id }, body: { to, revision }, as: 'Zhou' }),
  facts: (id: string, itemId: string, as: Who = 'Zhou') =>
    d.call(listAssessmentFacts, { params: { assessmentId: id }, query: { unitId: d.units.cg, itemId }, as }),
}

async function counted(template: 'zhengzhou' | 'jinhua' = 'jinhua'): Promise<AssessmentHead> {
  const id = d.id()
  const { problem } = await call.begin(id, 'Zhou', '2026-03', template)
  if (problem.code) throw new Error(JSON.stringify(problem))
  await countDraft(d.oversight, DISTRICT, id)
  return (await call.read(id)).body
}
const ofUnit = async (id: string, as: Who = 'Zhou') =>
  (await call.read(id, as)).body.scores.find(({ unit }) => unit.id === d.units.cg)
const itemOf = async (id: string, itemId: string) => (await ofUnit(id))?.items.find((item) => item.itemId === itemId)

describe('the assessment of a month', () => {
  let id: string

  test('begins when the month is over, once', async () => {
    d.setTime('2026-03-31T23:59:00+08:00')
    expect((await call.begin(d.id())).problem.code).toBe('assessment.month_not_over')
    d.setTime('2026-04-01T09:00:00+08:00')
    const first = d.id()
    expect((await call.begin(first)).body).toMatchObject({ state: 'draft', version: 1, countedAt: null })
    expect((await call.begin(first)).body.id).toBe(first)
    expect((await call.begin(first, 'Zhou', '2026-02')).problem.code).toBe('assessment.id_reused')
    expect((await call.begin(d.id())).problem.code).toBe('assessment.under_way')
    id = first
  })

  test('is not shown before it was counted', async () => {
    expect((await call.advance(id, 'preview', 1)).problem.code).toBe('assessment.counting')
  })

  test('is counted from the histories, each point explained down to the ticket', async () => {
    expect(await countDraft(d.oversight, DISTRICT, id)).toBe(true)
    // Too few for a rate: five are wanted, four were due.
    expect(await itemOf(id, 'settling.onTime')).toEqual({
      itemId: 'settling.onTime',
      numerator: 2,
      denominator: 4,
      excluded: 0,
      points_centi: null,
      standing: 'tooFew',
    })
    const { body } = await call.facts(id, 'settling.onTime')
    expect(body.total).toBe(4)
    expect(
      body.items
        .filter(({ hit }) => hit)
        .map(({ ticketId }) => ticketId)
        .toSorted(),
    ).toEqual([tickets.kept, tickets.kept2].toSorted())
    expect(body.items[0]).toMatchObject({ hit: false, title: expect.any(String), exclusion: null })
    expect(await countDraft(d.oversight, DISTRICT, id)).toBe(false)
  })

  test('the basis of a score names a matter of a confidential class by its class', async () => {
    const query = { unitId: d.units.water, itemId: 'settling.onTime' }
    const { body } = await d.call(listAssessmentFacts, { params: { assessmentId: id }, query, as: 'Zhou' })
    expect(body.items).toMatchObject([{ title: '邻里纠纷', number: expect.any(String) }])
  })

  test('counted again with more in the history, the points follow', async () => {
    d.setTime('2026-03-13T09:00:00+08:00')
    const more = await withDepartment('2026-03-13T09:00:00+08:00')
    await resolved(more)
    d.setTime('2026-04-01T09:00:00+08:00')
    const { revision } = (await call.read(id)).body
    const stale = await d.call(countAssessment, { params: { assessmentId: id }, body: { revision: 99 }, as: 'Zhou' })
    expect(stale.problem.code).toBe('assessment.stale')
    await d.call(countAssessment, { params: { assessmentId: id }, body: { revision }, as: 'Zhou' })
    await countDraft(d.oversight, DISTRICT, id)
    // 3 of 5 are 60 %, ten below seventy: 50 - 10 points.
    expect(await itemOf(id, 'settling.onTime')).toMatchObject({ numerator: 3, denominator: 5, points_centi: 4000 })
    expect(await itemOf(id, 'settling.settled')).toMatchObject({ numerator: 4, denominator: 5, points_centi: 1000 })
  })

  test('nobody but the assessors sees a draft', async () => {
    expect((await call.read(id, 'Wang')).problem.code).toBe('assessment.not_found')
    expect((await d.call(listAssessments, { as: 'Wang' })).body.items).toEqual([])
    expect((await call.begin(d.id(), 'Wang')).problem.code).toBe('right.missing')
  })

  test('in the preview a unit sees its own and objects; who else does not', async () => {
    const early = await d.call(objectToAssessment, {
      params: { assessmentId: id, objectionId: d.id() },
      body: { itemId: 'settling.onTime', text: '道路施工' },
      as: 'Wang',
    })
    expect(early.problem.code).toBe('assessment.not_found')
    const { revision } = (await call.read(id)).body
    expect((await call.advance(id, 'preview', revision)).body).toMatchObject({
      state: 'preview',
      objectionsUntil: '2026-04-09T09:00:00.000Z',
    })
    const seen = (await call.read(id, 'Wang')).body
    expect(seen.scores.map(({ unit, rank }) => [unit.id, rank])).toEqual([[d.units.cg, null]])
    expect((await call.read(id, 'Wu')).body.scores.map(({ unit }) => unit.id)).toEqual([d.units.water])
    expect((await call.facts(id, 'settling.onTime', 'Wu')).body.total).toBe(0)
  })

  test('an objection is answered; what was found right is left out, with the reason beside it', async () => {
    const objectionId = d.id()
    const object = (itemId: string, text: string) =>
      d.call(objectToAssessment, { params: { assessmentId: id, objectionId }, body: { itemId, text }, as: 'Wang' })
    expect((await object('none', '没有')).problem.code).toBe('assessment.item_unknown')
    expect((await object('settling.onTime', '台风停工，不应计入')).body).toMatchObject({ answer: null })
    expect((await object('settling.onTime', '台风停工，不应计入')).body.id).toBe(objectionId)
    expect((await object('settling.onTime', '另一条')).problem.code).toBe('assessment.id_reused')

    d.setTime('2026-04-10T09:00:00+08:00')
    const { revision } = (await call.read(id)).body
    expect((await call.advance(id, 'published', revision)).problem.code).toBe('assessment.objections_open')
    const answer = (text: string) =>
      d.call(answerAssessmentObjection, {
        params: { assessmentId: id, objectionId },
        body: { text, accepted: true, excludedTicketIds: [tickets.late] },
        as: 'Zhou',
      })
    expect((await answer('属实，予以剔除')).body).toMatchObject({ accepted: true })
    expect((await answer('属实，予以剔除')).body.accepted).toBe(true)
    expect((await answer('另一个答复')).problem.code).toBe('assessment.answered')
    expect(await itemOf(id, 'settling.onTime')).toMatchObject({
      numerator: 3,
      denominator: 4,
      excluded: 1,
      standing: 'tooFew',
    })
    const { body } = await call.facts(id, 'settling.onTime', 'Wang')
    expect(body.items.find(({ ticketId }) => ticketId === tickets.late)?.exclusion).toMatchObject({
      reason: '属实，予以剔除',
      byName: expect.stringContaining('周区长') as string,
    })
    const unknown = await d.call(answerAssessmentObjection, {
      params: { assessmentId: id, objectionId: d.id() },
      body: { text: '无', accepted: false, excludedTicketIds: [] },
      as: 'Zhou',
    })
    expect(unknown.problem.code).toBe('assessment.objection_unknown')
  })

  test('late objections are refused, and it is published with places', async () => {
    const late = await d.call(objectToAssessment, {
      params: { assessmentId: id, objectionId: d.id() },
      body: { itemId: 'settling.onTime', text: '晚了' },
      as: 'Wang',
    })
    expect(late.problem.code).toBe('assessment.objection_late')
    const { revision } = (await call.read(id)).body
    expect((await call.advance(id, 'published', revision - 1)).problem.code).toBe('assessment.stale')
    expect((await call.advance(id, 'published', revision)).body.state).toBe('published')
    const all = (await call.read(id, 'Wu')).body.scores
    expect(all.map(({ unit }) => unit.id).toSorted()).toEqual([d.units.cg, d.units.water].toSorted())
    expect(all.find(({ unit }) => unit.id === d.units.cg)?.rank).toBe(1)
    // Who had nothing to do is on no list.
    expect(all.find(({ unit }) => unit.id === d.units.water)).toMatchObject({ rank: null, total_centi: null })
    const again = (await call.read(id)).body.revision
    expect((await call.advance(id, 'preview', again)).problem.code).toBe('assessment.step_not_allowed')
  })

  test('every published score is computed again from the histories to the same number', async () => {
    const published = (await call.read(id)).body
    const { calendar, all } = await d.db.withScope(systemScope(DISTRICT), async (tx) => ({
      calendar: await d.oversight.books.calendarOf(tx, DISTRICT),
      all: await histories.listHistories(
        tx,
        DISTRICT,
        (await tx.selectFrom('ticket').select('id').execute()).map((row) => row.id),
      ),
    }))
    const rules = { calendar, signWithin: { amount: 4, unit: 'workHour' } } as const
    const period = monthPeriod(published.month, calendar.utcOffsetMinutes)
    const leftOut = new Set(
      published.objections.flatMap(({ excludedTicketIds, unitId, itemId }) =>
        excludedTicketIds.map((ticketId) => `${unitId} ${itemId} ${ticketId}`),
      ),
    )
    const template = { parts: published.parts } as AssessmentTemplate
    for (const one of published.scores) {
      const facts = all.flatMap(({ ticketId, steps }) =>
        factsOf(steps, period, rules)
          .filter(({ unitId }) => unitId === one.unit.id)
          .map((fact) =>
            leftOut.has(`${one.unit.id} settling.${fact.measure} ${ticketId}`)
              ? { ...fact, excluded: { reason: '', by: { kind: 'resident' as const }, seq: null } }
              : fact,
          ),
      )
      const again = score(template, countFacts(template, facts))
      expect({ total: one.total_centi, items: one.items }).toEqual({ total: again.total_centi, items: again.items })
    }
  })

  test('what happens in a ticket afterwards changes nothing; a correction is a version beside it', async () => {
    const before = await ofUnit(id)
    d.setTime('2026-04-15T09:00:00+08:00')
    await resolved(tickets.open)
    expect(await ofUnit(id)).toEqual(before)
    const second = await counted('zhengzhou')
    expect(second).toMatchObject({ version: 2, state: 'draft' })
    expect((await call.read(id)).body.state).toBe('published')

    const mark = (itemId: string, unitId: string, markId = d.id(), percent = 80) =>
      d.call(markAssessment, {
        params: { assessmentId: second.id, markId },
        body: { unitId, itemId, percent, reason: '台账齐全' },
        as: 'Zhou',
      })
    const markId = d.id()
    const given = await mark('routine.mark', d.units.cg, markId)
    expect(given.body.items.find(({ itemId }) => itemId === 'routine.mark')).toMatchObject({ points_centi: 1600 })
    expect((await mark('routine.mark', d.units.cg, markId)).status).toBe(200)
    expect((await mark('routine.mark', d.units.cg, markId, 10)).problem.code).toBe('assessment.id_reused')
    expect((await mark('delivery.onTime', d.units.cg)).problem.code).toBe('assessment.item_unknown')
    expect((await mark('routine.mark', d.units.grid1)).problem.code).toBe('assessment.unit_unknown')
  })

  test('thirty days after it was published it is frozen', async () => {
    d.setTime('2026-05-10T08:59:00+08:00')
    await keepAssessments(d.oversight, DISTRICT)
    expect((await call.read(id)).body.state).toBe('published')
    d.setTime('2026-05-10T09:00:00+08:00')
    await keepAssessments(d.oversight, DISTRICT)
    expect((await call.read(id)).body.state).toBe('frozen')
  })
})
