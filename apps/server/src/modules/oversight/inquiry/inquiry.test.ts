import {
  answerInquiry,
  askInquiry,
  judgeInquiry,
  listInquiries,
  readTicket,
  readTicketInquiries,
  type InquiryView,
} from '@lianxin/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { systemScope } from '../../../platform/db/scope.ts'
import { scopeOf } from '../../../platform/session.ts'
import { openDistrict, type OpenDistrict } from '../../../testing/district.ts'
import { DISTRICT, type Who } from '../../../testing/fixture.ts'
import { SettingsBook } from '../../ticket/index.ts'
import { moveInquiries } from './by-itself.ts'
import { listAnswerableIn } from './store.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())
beforeEach(async () => {
  d.setTime('2026-03-05T09:00:00+08:00') // a Thursday
  await d.db.asOwner(async (owner) => {
    await sql`delete from inquiry_step`.execute(owner)
    await sql`delete from inquiry`.execute(owner)
  })
})

/** Seven working days later: Monday the sixteenth, after the office closed. */
const OPENS = '2026-03-16T18:30:00+08:00'

/** A matter that grid 1 passed up to its community; the right to ask about it is open unless said otherwise. */
async function sleeping(open = true): Promise<string> {
  if (open) d.setTime('2026-03-05T09:00:00+08:00')
  const { id } = await d.report()
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102' })
  await d.give('Lin', id, { kind: 'escalate', reason: '网格无力处理' })
  if (open) d.setTime(OPENS)
  return id
}

const ask = (ticketId: string, as: Who = 'Lin', body: { id?: string; question?: string } = {}) =>
  d.call(askInquiry, { params: { ticketId }, body: { id: d.id(), question: '为何至今未解决？', ...body }, as })
const answer = (inquiryId: string, as: Who = 'Feng', body: { commandId?: string; text?: string } = {}) =>
  d.call(answerInquiry, { params: { inquiryId }, body: { commandId: d.id(), text: '本周五前清理', ...body }, as })
const judge = (inquiryId: string, content: boolean, as: Who = 'Lin', reason = content ? '' : '没有说怎么办') =>
  d.call(judgeInquiry, { params: { inquiryId }, body: { commandId: d.id(), content, reason }, as })
const ofTicket = async (ticketId: string, as: Who) =>
  (await d.call(readTicketInquiries, { params: { ticketId }, as })).body
const list = async (as: Who, query: Record<string, string | number> = {}) =>
  (await d.call(listInquiries, { query: { list: 'all', ...query }, as })).body
const move = () => moveInquiries(d.deps, DISTRICT, d.now())

async function asked(): Promise<InquiryView> {
  const { body, problem } = await ask(await sleeping())
  if (problem.code) throw new Error(JSON.stringify(problem))
  return body
}
const roundsOf = ({ rounds }: InquiryView) => rounds.map((one) => [one.asked.name, one.because] as const)

describe('the right of inquiry', () => {
  test('opens by itself after seven working days, and both levels see it', async () => {
    const id = await sleeping(false)
    const before = await ofTicket(id, 'Lin')
    expect(before.right).toMatchObject({ standing: 'waiting', mayAsk: false, holder: { name: '湖东社区' } })
    const early = await ask(id)
    expect(early.problem.code).toBe('inquiry.too_early')
    d.setTime(OPENS)
    const below = await ofTicket(id, 'Lin')
    const above = await ofTicket(id, 'Feng')
    expect(below.right).toMatchObject({ standing: 'open', mayAsk: true, passedUpBy: [{ name: '湖东第一网格' }] })
    expect(above.right).toEqual({ ...below.right, mayAsk: false })
    expect((await ask(id, 'Feng')).problem.code).toBe('inquiry.not_passed_up')
  })

  test('is not there for what was not passed up, sleeps while a result is verified, and ends with the matter', async () => {
    const { id: plain } = await d.report()
    expect((await ofTicket(plain, 'Zhao')).right).toBeNull()
    const id = await sleeping()
    await d.give('Feng', id, { kind: 'resolve', publicReply: '已清理' })
    expect((await ofTicket(id, 'Lin')).right).toMatchObject({ standing: 'verifying', mayAsk: false })
    expect((await ask(id)).problem.code).toBe('inquiry.being_verified')
    await d.give('Zhao', id, { kind: 'rework', reason: '没有清理干净' })
    expect((await ask(id)).status).toBe(200)
  })

  test('gets its date when the year it waited for is entered', async () => {
    d.setTime('2026-12-24T09:00:00+08:00')
    const id = await sleeping(false)
    expect((await ofTicket(id, 'Lin')).right).toMatchObject({ standing: 'calendarMissing', opensAt: null })
    expect((await ask(id)).problem.code).toBe('inquiry.too_early')
    const waiting = await d.db.asOwner((owner) =>
      owner.selectFrom('ticket').select('passed_up_at').where('id', '=', id).executeTakeFirstOrThrow(),
    )
    expect(waiting.passed_up_at).toBe(d.now())
  })
})

describe('an inquiry', () => {
  test('is asked, answered in time and taken; each sent twice has one effect', async () => {
    const ticketId = await sleeping()
    const id = d.id()
    const first = await ask(ticketId, 'Lin', { id })
    const again = await ask(ticketId, 'Lin', { id })
    expect(again.body).toEqual(first.body)
    expect(first.body).toMatchObject({ state: 'asked', may: [], ticketTitle: '湖东路垃圾成堆' })
    expect((await ask(ticketId, 'Lin', { id, question: '另一问题' })).problem.code).toBe('inquiry.id_reused')
    expect((await ask(ticketId)).problem.code).toBe('inquiry.open_already')

    const commandId = d.id()
    const answered = await answer(id, 'Feng', { commandId })
    expect((await answer(id, 'Feng', { commandId })).body).toEqual(answered.body)
    expect((await answer(id, 'Feng', { commandId, text: '别的' })).problem.code).toBe('inquiry.id_reused')
    expect(answered.body.rounds[0]?.answer).toMatchObject({ text: '本周五前清理', inTime: true })
    expect((await answer(id)).problem.code).toBe('inquiry.not_waiting')
    const taken = await judge(id, true)
    expect(taken.body).toMatchObject({ state: 'content', may: [] })
    const steps = await d.db.asOwner((owner) =>
      owner.selectFrom('inquiry_step').select(['seq', 'kind']).orderBy('seq').execute(),
    )
    expect(steps.map(({ kind }) => kind)).toEqual(['asked', 'answered', 'judged'])
    // Over before the span began, it counts in the one its date lies in, and in no later one.
    const countsFrom = async (day: string) => {
      const span = { from: Date.parse(`${day}T00:00:00+08:00`), until: Date.parse('2026-05-01T00:00:00+08:00') }
      const found = await d.db.withScope(systemScope(DISTRICT), (tx) => listAnswerableIn(tx, DISTRICT, span))
      return found.map((one) => one.ticket_id)
    }
    expect(await countsFrom('2026-03-17')).toEqual([ticketId])
    expect(await countsFrom('2026-04-01')).toEqual([])
    expect((await ask(ticketId)).status).toBe(200)
  })

  test('is answered by the level asked and judged by who asked, with reasons', async () => {
    const { id } = await asked()
    expect((await answer(id, 'Sun')).problem.code).toBe('inquiry.not_asked_here')
    expect((await judge(id, true)).problem.code).toBe('inquiry.not_waiting')
    const mute = await answer(id, 'Feng', { text: '已在办' })
    expect(mute.status).toBe(200)
    expect((await judge(id, true, 'Feng')).problem.code).toBe('inquiry.not_yours')
    const noReason = await judge(id, false, 'Lin', ' ')
    expect([noReason.problem.code, noReason.problem.errors?.[0]?.pointer]).toEqual(['inquiry.text_missing', '/reason'])
    const further = await judge(id, false)
    expect(further.body.state).toBe('asked')
    expect(roundsOf(further.body)).toEqual([
      ['湖东社区', 'asked'],
      ['石桥镇', 'notContent'],
    ])
    expect((await answer(d.id())).problem.code).toBe('inquiry.not_found')
  })

  test('without an answer in time rises level by level, each once, and stays visible where nobody is above', async () => {
    const { id, ticketId } = await asked()
    d.setTime('2026-03-18T17:00:00+08:00')
    expect(await move()).toBe(0)
    const seen: string[][] = []
    expect((await list('Gao')).items).toEqual([])
    for (const day of ['2026-03-19', '2026-03-24', '2026-03-27', '2026-04-02', '2026-04-09']) {
      d.setTime(`${day}T18:30:00+08:00`)
      // Several processes at once, and each twice: one effect.
      await Promise.all([move(), move(), move()])
      expect(await move()).toBe(0)
      const [one] = (await ofTicket(ticketId, 'Zhou')).items
      seen.push([one?.state ?? '', one?.rounds.at(-1)?.asked.name ?? '', one?.rounds.at(-1)?.because ?? ''])
    }
    expect(seen).toEqual([
      ['asked', '石桥镇', 'unanswered'],
      ['asked', '太白湖新区', 'unanswered'],
      ['asked', '市网格化中心', 'unanswered'],
      ['unheard', '市网格化中心', 'unanswered'],
      ['unheard', '市网格化中心', 'unanswered'],
    ])
    expect((await answer(id, 'Feng')).problem.code).toBe('inquiry.not_waiting')
    expect((await list('Feng', { list: 'all' })).items.map((one) => one.id)).toEqual([id])
  })

  test('is answered by the city at last, which gets the matter to read with the question and keeps it', async () => {
    const { id, ticketId } = await asked()
    expect((await d.call(readTicket, { params: { ticketId }, as: 'Gao' })).problem.code).toBe('ticket.not_found')
    for (const day of ['2026-03-19', '2026-03-24', '2026-03-27']) {
      d.setTime(`${day}T18:30:00+08:00`)
      expect(await move()).toBe(1)
    }
    await d.give('Feng', ticketId, { kind: 'note', text: '已联系市政' })
    expect((await list('Gao', { list: 'toAnswer' })).items).toMatchObject([{ id, may: ['answer'] }])
    expect((await d.call(readTicket, { params: { ticketId }, as: 'Gao' })).status).toBe(200)
    expect((await answer(id, 'Gao')).body).toMatchObject({ state: 'answered' })
    expect((await judge(id, true)).body).toMatchObject({ state: 'content' })
  })

  test('goes to the city also where its asker is not content with the district, by the rights of the asker', async () => {
    const { id, ticketId } = await asked()
    for (const day of ['2026-03-19', '2026-03-24']) {
      d.setTime(`${day}T18:30:00+08:00`)
      expect(await move()).toBe(1)
    }
    await answer(id, 'Zhou')
    const { body } = await judge(id, false)
    expect(roundsOf(body).at(-1)).toEqual(['市网格化中心', 'notContent'])
    expect((await d.call(readTicket, { params: { ticketId }, as: 'Gao' })).status).toBe(200)
  })

  test('of the city by the district, whose matter lies there: the right opens and is used', async () => {
    const ticketId = await sleeping(false)
    for (const who of ['Feng', 'Sun', 'Zhou'] as const)
      await d.give(who, ticketId, { kind: 'escalate', reason: '超出本级能力' })
    expect((await ask(ticketId, 'Zhou')).problem.code).toBe('inquiry.too_early')
    d.setTime(OPENS)
    for (const who of ['Zhou', 'Gao'] as const)
      expect((await ofTicket(ticketId, who)).right).toMatchObject({ holder: { name: '市网格化中心' } })
    const { body } = await ask(ticketId, 'Zhou')
    expect(roundsOf(body)).toEqual([['市网格化中心', 'asked']])
    expect((await answer(body.id, 'Gao')).status).toBe(200)
    // Not content: nobody is above the city, so the question stays visible, answered as it was.
    const { body: judged } = await judge(body.id, false, 'Zhou')
    expect(judged.state).toBe('unheard')
    expect(roundsOf(judged)).toEqual([['市网格化中心', 'asked']])
  })

  test('asked of a department goes on to the territory of its level, never back to who asked', async () => {
    const ticketId = await sleeping(false)
    await d.give('Feng', ticketId, { kind: 'escalate', reason: '社区无力处理' })
    await d.give('Sun', ticketId, { kind: 'reassign', unitId: d.units.cg, reason: '属城管职责' })
    d.setTime(OPENS)
    expect((await ofTicket(ticketId, 'Feng')).right).toMatchObject({ mayAsk: true, holder: { name: '区城管局' } })
    const { body } = await ask(ticketId, 'Feng')
    expect((await list('Wang', { list: 'toAnswer' })).items.map((one) => one.id)).toEqual([body.id])
    d.setTime('2026-03-19T18:30:00+08:00')
    expect(await move()).toBe(1)
    expect(roundsOf((await ofTicket(ticketId, 'Sun')).items[0]!)).toEqual([
      ['区城管局', 'asked'],
      ['太白湖新区', 'unanswered'],
    ])
    // Whoever dispatches acts for the district, too.
    expect((await answer(body.id, 'Zhao')).status).toBe(200)
  })

  test('waits while the result is verified, and is settled when the matter ends or is back with the asker', async () => {
    const { ticketId } = await asked()
    await d.give('Feng', ticketId, { kind: 'resolve', publicReply: '已清理' })
    d.setTime('2026-03-25T18:30:00+08:00')
    expect(await move()).toBe(0)
    await d.give('Zhao', ticketId, { kind: 'verify' })
    await d.give('Zhao', ticketId, { kind: 'close' })
    expect(await move()).toBe(1)
    const after = await ofTicket(ticketId, 'Lin')
    expect([after.right, after.items[0]?.state]).toEqual([null, 'settled'])

    const back = await asked()
    await d.give('Feng', back.ticketId, { kind: 'reassign', unitId: d.units.grid1, reason: '由网格先处理' })
    expect(await move()).toBe(1)
    expect((await ofTicket(back.ticketId, 'Lin')).items[0]?.state).toBe('settled')
  })

  test('is not silenced by giving the matter back: it waits for its answer, rises, and the right stays', async () => {
    const { id, ticketId } = await asked()
    await d.give('Feng', ticketId, { kind: 'returnToDispatcher', reason: '不属社区' })
    expect(await move()).toBe(0)
    expect((await ofTicket(ticketId, 'Lin')).items[0]?.state).toBe('asked')
    await d.give('Zhao', ticketId, { kind: 'dispatch', classCode: 'E0102', unitId: d.units.community })
    expect(await move()).toBe(0)
    d.setTime('2026-03-19T18:30:00+08:00')
    expect(await move()).toBe(1)
    const after = await ofTicket(ticketId, 'Lin')
    expect(roundsOf(after.items[0]!)).toEqual([
      ['湖东社区', 'asked'],
      ['石桥镇', 'unanswered'],
    ])
    expect(after.right).toMatchObject({ standing: 'open', passedUpBy: [{ name: '湖东第一网格' }] })
    expect((await answer(id, 'Sun')).status).toBe(200)
    await judge(id, true)
    // Asked again at once: the date of the right did not move.
    expect((await ask(ticketId)).status).toBe(200)
  })

  test('gets its date once the calendar has the year, and rises by it', async () => {
    const { id, ticketId } = await asked()
    await d.db.asOwner(async (owner) => {
      const round = { dueAt: null, calendarMissingYear: 2026 }
      await sql`update inquiry set due_at = null, body = jsonb_set(body, '{rounds,0,due}',
        body->'rounds'->0->'due' || ${JSON.stringify(round)}::jsonb) where id = ${id}`.execute(owner)
    })
    expect((await ofTicket(ticketId, 'Lin')).items[0]?.rounds[0]?.clock.condition).toBe('calendarMissing')
    expect(await move()).toBe(1)
    expect((await ofTicket(ticketId, 'Lin')).items[0]?.rounds[0]?.clock.dueAt).not.toBeNull()
    d.setTime('2026-03-19T18:30:00+08:00')
    expect(await move()).toBe(1)
  })

  test('has as long as the district says', async () => {
    await d.db.asOwner((owner) =>
      sql`update district set settings = settings || '{"inquiryAnswerLimit": {"amount": 1, "unit": "hour"}}'`.execute(
        owner,
      ),
    )
    const own = await openDistrictSettings()
    expect(own).toEqual({ amount: 1, unit: 'hour' })
    await d.db.asOwner((owner) => sql`update district set settings = settings - 'inquiryAnswerLimit'`.execute(owner))
  })
})

/** The limit as a process reads it that has not read the district before. */
async function openDistrictSettings() {
  const session = d.session('Zhou')
  if (!session) throw new Error('there is a district leader')
  const settings = await d.db.withScope(scopeOf(session), (tx) => new SettingsBook().of(tx, session.districtId))
  return settings.inquiryAnswer
}

describe('who sees inquiries', () => {
  test('both levels, the territory above and auditors; nobody beside', async () => {
    const { id } = await asked()
    const seenBy = async (who: Who) => (await list(who)).items.map((one) => one.id)
    for (const who of ['Lin', 'Feng', 'Sun', 'Zhou', 'Zhao', 'He'] as const)
      expect(await seenBy(who), who).toEqual([id])
    for (const who of ['Chen', 'Wang', 'Wu'] as const) expect(await seenBy(who), who).toEqual([])
    expect((await list('He')).items[0]).toMatchObject({ ticketTitle: null, may: [] })
    const auditor = await answer(id, 'He')
    expect(auditor.problem.code).toBe('right.missing')
    expect((await answer(id, 'Wu')).problem.code).toBe('inquiry.not_found')
  })

  test('who sees the ticket sees what was asked about it', async () => {
    const { id, ticketId } = await asked()
    await d.give('Feng', ticketId, { kind: 'addUnit', unitId: d.units.water })
    expect((await ofTicket(ticketId, 'Wu')).items.map((one) => [one.id, one.may])).toEqual([[id, []]])
    expect((await list('Wu')).items).toEqual([])
    expect((await answer(id, 'Wu')).problem.code).toBe('inquiry.not_found')
  })

  test('each in the list where it is theirs to act, counted, page by page', async () => {
    const first = await asked()
    const second = await asked()
    const { counts } = await list('Feng', { list: 'toAnswer' })
    expect(counts).toEqual({ toAnswer: 2, toJudge: 0, asked: 0, all: 2 })
    expect((await list('Lin')).counts).toEqual({ toAnswer: 0, toJudge: 0, asked: 2, all: 2 })
    await answer(first.id)
    expect((await list('Lin', { list: 'toJudge' })).items.map((one) => one.id)).toEqual([first.id])
    await judge(first.id, true)
    // Open ones before those that are over.
    const one = await list('Lin', { list: 'asked', limit: 1 })
    expect(one.items.map(({ id }) => id)).toEqual([second.id])
    const two = await list('Lin', { list: 'asked', limit: 1, cursor: one.nextCursor ?? '' })
    expect([two.items.map(({ id }) => id), two.nextCursor]).toEqual([[first.id], null])
    expect((await list('Lin', { list: 'asked', open: 'true' })).items).toHaveLength(1)
    const broken = await d.call(listInquiries, { query: { list: 'all', cursor: 'x' }, as: 'Lin' })
    expect(broken.problem.code).toBe('request.invalid')
  })

  test('the history cannot be changed by the application, nor written for others', async () => {
    const { id, ticketId } = await asked()
    const session = d.session('Lin')
    if (!session) throw new Error('there is a grid worker')
    const inScope = (work: string) => d.db.withScope(scopeOf(session), (tx) => sql.raw(work).execute(tx))
    await expect(inScope(`update inquiry_step set kind = 'settled' where inquiry_id = '${id}'`)).rejects.toThrow(
      /denied/,
    )
    await expect(inScope(`delete from inquiry_step where inquiry_id = '${id}'`)).rejects.toThrow(/denied/)
    await expect(inScope(`delete from inquiry where id = '${id}'`)).rejects.toThrow(/denied/)
    const told = await d.db.asOwner((owner) =>
      owner.selectFrom('outbox').select(['payload', 'audience_units']).where('topic', '=', 'inquiry.changed').execute(),
    )
    expect(told.at(-1)).toMatchObject({
      payload: { inquiryId: id, ticketId },
      audience_units: [d.units.grid1, d.units.community],
    })
  })
})
