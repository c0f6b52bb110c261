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
import { DISTRICT, PLACES, type Who } from '../../../testing/fixture.ts'
import { ALL_ROLES } from '../../../testing/platform.ts'
import { openDistrict, type OpenDistrict } from '../../../testing/district.ts'
import { countDraft, keepAssessments } from './count.ts'

let d: OpenDistrict
/** With the department in March: three kept, of them one closed before the month began; one late and settled, one open. */
const tickets = { early: '', kept: '', kept2: '', late: '', open: '' }

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
  // Settled, verified and closed in February, due in March: nothing happened to it in the month it counts in.
  d.setTime('2026-02-28T16:00:00+08:00')
  tickets.early = await withDepartment('2026-02-28T16:00:00+08:00')
  d.later(10)
  await resolved(tickets.early)
  await d.give('Zhao', tickets.early, { kind: 'verify' })
  await d.give('Zhao', tickets.early, { kind: 'close' })
  d.setTime('2026-03-12T09:00:00+08:00')
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
    // 3 of 5 are 60 %, ten below seventy: 50 - 10 points.
    expect(await itemOf(id, 'settling.onTime')).toEqual({
      itemId: 'settling.onTime',
      numerator: 3,
      denominator: 5,
      excluded: 0,
      points_centi: 4000,
      standing: 'counted',
    })
    const water = (await call.read(id)).body.scores.find(({ unit }) => unit.id === d.units.water)
    // Too few for a rate: five are wanted, one was due.
    expect(water?.items[0]).toMatchObject({ denominator: 1, points_centi: null, standing: 'tooFew' })
    const { body } = await call.facts(id, 'settling.onTime')
    expect(body.total).toBe(5)
    expect(
      body.items
        .filter(({ hit }) => hit)
        .map(({ ticketId }) => ticketId)
        .toSorted(),
    ).toEqual([tickets.early, tickets.kept, tickets.kept2].toSorted())
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
    // Another process is at it; where that one has died, it is counted all the same.
    await d.db.owner.query('update assessment set counting_at = $1 where id = $2', [new Date(d.now()), id])
    expect(await countDraft(d.oversight, DISTRICT, id)).toBe(false)
    d.later(3)
    expect(await countDraft(d.oversight, DISTRICT, id)).toBe(true)
    d.setTime('2026-04-01T09:00:00+08:00')
    expect(await itemOf(id, 'settling.onTime')).toMatchObject({ numerator: 4, denominator: 6, points_centi: 4667 })
    expect(await itemOf(id, 'settling.settled')).toMatchObject({ numerator: 5, denominator: 6, points_centi: 1333 })
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
    const answer = (text: string, excludedTicketIds = [tickets.late]) =>
      d.call(answerAssessmentObjection, {
        params: { assessmentId: id, objectionId },
        body: { text, accepted: true, excludedTicketIds },
        as: 'Zhou',
      })
    expect((await answer('属实，予以剔除', [tickets.late, d.id()])).problem).toMatchObject({
      code: 'assessment.ticket_unknown',
      errors: [{ pointer: '/excludedTicketIds' }],
    })
    expect((await answer('属实，予以剔除')).body).toMatchObject({ accepted: true })
    expect((await answer('属实，予以剔除')).body.accepted).toBe(true)
    expect((await answer('另一个答复')).problem.code).toBe('assessment.answered')
    expect(await itemOf(id, 'settling.onTime')).toMatchObject({
      numerator: 4,
      denominator: 5,
      excluded: 1,
      points_centi: 5000,
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
    expect(all.find(({ unit }) => unit.id === d.units.water)).toMatchObject({
      rank: null,
      total_centi: null,
      noTotal: 'fewPoints',
    })
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

  test('the latest date of every ticket is what its history says', async () => {
    const { rows } = await d.db.owner.query(`select id from ticket t where latest_due_at is distinct from (
      select to_timestamp(max((s.body->'clock'->>'dueAt')::bigint) / 1000.0) from ticket_step s
      where s.district_id = t.district_id and s.ticket_id = t.id)`)
    expect(rows).toEqual([])
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

  test('a correction takes over what was left out and the marks, and says so, however often it is counted', async () => {
    const leftOut = async (assessmentId: string) =>
      (await call.facts(assessmentId, 'delivery.onTime')).body.items.filter(({ exclusion }) => exclusion !== null)
    const [second] = (await d.call(listAssessments, { as: 'Zhou' })).body.items.filter(({ version }) => version === 2)
    if (!second) throw new Error('the second version was begun')
    const approved = { reason: '属实，予以剔除', byName: expect.stringContaining('周区长') as string, takenFrom: 1 }
    expect(await leftOut(second.id)).toMatchObject([{ ticketId: tickets.late, exclusion: approved }])
    const revisionOf = async (assessmentId: string) => (await call.read(assessmentId)).body.revision
    await call.advance(second.id, 'preview', await revisionOf(second.id))
    d.setTime('2026-04-28T09:00:00+08:00')
    await call.advance(second.id, 'published', await revisionOf(second.id))

    const third = await counted('zhengzhou')
    const body = { revision: await revisionOf(third.id) }
    await d.call(countAssessment, { params: { assessmentId: third.id }, body, as: 'Zhou' })
    await countDraft(d.oversight, DISTRICT, third.id)
    expect(await leftOut(third.id)).toMatchObject([{ ticketId: tickets.late, exclusion: approved }])
    const { marks, scores } = (await call.read(third.id)).body
    expect(marks).toMatchObject([
      { itemId: 'routine.mark', percent: 80, reason: '台账齐全', byName: '周区长', takenFrom: 2 },
    ])
    const taken = scores.find(({ unit }) => unit.id === d.units.cg)?.items
    expect(taken?.[0]).toMatchObject({ itemId: 'routine.mark', points_centi: 1600 })
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

describe('grids', () => {
  test('are counted, previewed by their own people only, published and ranked', async () => {
    d.setTime('2026-05-11T09:00:00+08:00')
    const held = { Lin: [PLACES.inGrid1, d.units.grid1], Chen: [PLACES.inGrid2, d.units.grid2] } as const
    const given: [who: 'Lin' | 'Chen', id: string][] = []
    for (const who of ['Lin', 'Chen'] as const)
      for (let nth = 0; nth < 5; nth++) {
        const [position, unitId] = held[who]
        const { id } = await d.report({ position })
        await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102', unitId })
        given.push([who, id])
      }
    // The second grid is late with one of five.
    for (const [who, id] of given.slice(0, -1)) await d.give(who, id, { kind: 'resolve', publicReply: '已清理' })
    d.setTime('2026-05-14T09:00:00+08:00')
    for (const [who, id] of given.slice(-1)) await d.give(who, id, { kind: 'resolve', publicReply: '已清理' })

    d.setTime('2026-06-01T09:00:00+08:00')
    const id = d.id()
    const body = { month: '2026-05', subject: 'grid', template: 'supervised' } as const
    await d.call(beginAssessment, { params: { assessmentId: id }, body, as: 'Zhou' })
    expect(await countDraft(d.oversight, DISTRICT, id)).toBe(true)
    const advance = async (to: 'preview' | 'published') => call.advance(id, to, (await call.read(id)).body.revision)
    await advance('preview')
    const seenBy = async (who: Who) =>
      (await call.read(id, who)).body.scores.map(({ unit, rank, total_centi }) => [unit.id, rank, total_centi])
    // Settled in time 60 points, of 65 that count: nothing was shirked.
    expect(await seenBy('Lin')).toEqual([[d.units.grid1, null, 10_000]])
    expect(await seenBy('Chen')).toEqual([[d.units.grid2, null, 8_154]])
    expect((await seenBy('Feng')).map(([unitId]) => unitId).toSorted()).toEqual(
      [d.units.grid1, d.units.grid2].toSorted(),
    )
    expect(await seenBy('Wang')).toEqual([])
    d.setTime('2026-06-15T09:00:00+08:00')
    await advance('published')
    expect(await seenBy('Chen')).toEqual([
      [d.units.grid1, 1, 10_000],
      [d.units.grid2, 2, 8_154],
    ])
  })
})
