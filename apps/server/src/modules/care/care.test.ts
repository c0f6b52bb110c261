import {
  listVisitPlans,
  putVisitPlan,
  readGridFigures,
  recordVisit,
  type BodyOf,
  type VisitPlanView,
} from '@lianxin/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import type { Who } from '../../testing/fixture.ts'

/** The clock of the district begins on this day. */
const TODAY = '2026-03-05'
const DAY_MIN = 24 * 60

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())
beforeEach(async () => {
  d.setTime('2026-03-05T09:00:00+08:00')
  await d.db.asOwner(async (owner) => {
    await sql`delete from visit`.execute(owner)
    await sql`delete from visit_plan`.execute(owner)
    await sql`update district set settings = settings - 'visitCadences_days'`.execute(owner)
  })
})

type Body = BodyOf<typeof putVisitPlan>
const agreement = (part: Partial<Body> = {}): Body => ({
  gridId: d.grids.grid1,
  subjectKind: 'organisation',
  name: '湖东养老院',
  address: '湖东路1号',
  service: '消防与用电安全',
  cadence_days: 7,
  agreedOn: '2026-02-20',
  resting: false,
  ended: false,
  revision: null,
  ...part,
})

const put = (planId: string, body: Body, as: Who = 'Feng') => d.call(putVisitPlan, { params: { planId }, body, as })
async function plan(part: Partial<Body> = {}): Promise<VisitPlanView> {
  const { body, problem } = await put(d.id(), agreement(part))
  if (problem.code) throw new Error(JSON.stringify(problem))
  return body
}
type Visit = Partial<BodyOf<typeof recordVisit>>
const visit = (planId: string, part: Visit = {}, as: Who = 'Lin') =>
  d.call(recordVisit, {
    params: { planId },
    body: { id: d.id(), at: new Date(d.now()).toISOString(), outcome: 'done', ...part },
    as,
  })
const list = async (as: Who, query: Record<string, string | number> = {}) =>
  (await d.call(listVisitPlans, { query, as })).body
const namesOf = async (as: Who, query?: Record<string, string | number>) =>
  (await list(as, query)).items.map(({ name }) => name)
const countVisits = async (): Promise<number> =>
  d.db.asOwner(async (owner) => (await owner.selectFrom('visit').select('id').execute()).length)

describe('a visit', () => {
  test('that took place moves the day by the cadence', async () => {
    const before = await plan()
    expect([before.condition, before.dueOn, before.dueIn_days]).toEqual(['overdue', '2026-02-27', -6])
    const { body } = await visit(before.id)
    expect([body.condition, body.dueOn, body.lastDoneOn, body.dueIn_days]).toEqual(['later', '2026-03-12', TODAY, 7])
    d.later(7 * DAY_MIN)
    expect((await list('Lin')).items[0]?.condition).toBe('due')
  })

  test('sent twice is one; the same id for something else is refused', async () => {
    const { id } = await plan()
    const same = { id: d.id(), at: '2026-03-05T08:30:00+08:00' }
    const first = await visit(id, same)
    const again = await visit(id, same)
    expect(again.body).toEqual(first.body)
    expect(await countVisits()).toBe(1)
    expect((await visit(id, { ...same, outcome: 'notMet' })).problem.code).toBe('visit.id_reused')
  })

  test('sent twice at once is one as well', async () => {
    const { id } = await plan()
    const same = { id: d.id(), at: '2026-03-05T08:30:00+08:00' }
    const answers = await Promise.all([visit(id, same), visit(id, same), visit(id, same)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await countVisits()).toBe(1)
  })

  test('where nobody was met stays due, tried on that day', async () => {
    const { id, dueOn } = await plan()
    const { body } = await visit(id, { outcome: 'notMet' })
    expect([body.dueOn, body.triedOn, body.condition]).toEqual([dueOn, TODAY, 'overdue'])
    expect((await visit(id)).body.triedOn).toBeNull()
  })

  test('that was declined lets the plan rest until it is agreed on anew', async () => {
    const { id } = await plan()
    const { body: resting } = await visit(id, { outcome: 'declined' })
    expect([resting.condition, resting.dueOn, resting.restsSince]).toEqual(['resting', null, TODAY])
    expect(await namesOf('Lin', { due: 'true' })).toEqual([])
    expect((await visit(id)).problem.code).toBe('visit.plan_resting')
    const { revision } = resting
    const early = await put(id, agreement({ revision, agreedOn: '2026-03-04' }))
    expect([early.problem.code, early.problem.errors?.[0]?.pointer]).toEqual(['visit.agreement_older', '/agreedOn'])
    const { body } = await put(id, agreement({ revision, agreedOn: TODAY }))
    expect([body.condition, body.dueOn]).toEqual(['later', '2026-03-12'])
  })

  test('names the ticket that came of it, to those who see the ticket', async () => {
    const { id } = await plan()
    const ticket = await d.report()
    expect((await visit(id, { ticketId: d.id() })).body.ticket).toBeNull()
    d.later(1)
    expect((await visit(id, { ticketId: ticket.id })).body.ticket).toEqual({ id: ticket.id, number: ticket.number })
  })

  test('lies neither ahead nor in an ended, unknown or foreign plan', async () => {
    const { id, revision } = await plan()
    expect((await visit(id, { at: '2026-03-05T09:30:00+08:00' })).problem.code).toBe('visit.day_ahead')
    expect((await visit(d.id())).problem.code).toBe('visit.plan_not_found')
    expect((await visit(id, {}, 'Chen')).problem.code).toBe('visit.plan_not_found')
    await put(id, agreement({ revision, ended: true }))
    expect((await visit(id)).problem.code).toBe('visit.plan_ended')
    expect(await countVisits()).toBe(0)
  })

  test('stays what it was: the application may not change history', async () => {
    const { id } = await plan()
    await visit(id)
    const scope = { districtId: 370_890, territory: '1.', unitIds: [], system: true }
    await expect(d.db.withScope(scope, (tx) => sql`update visit set outcome = 'notMet'`.execute(tx))).rejects.toThrow(
      /permission denied/,
    )
  })
})

describe('a plan', () => {
  test('is changed by those entitled, on what they saw; sent twice it has one effect', async () => {
    const { id } = await plan()
    const changed = agreement({ revision: 1, cadence_days: 30 })
    const first = await put(id, changed)
    expect([first.body.dueOn, first.body.revision]).toEqual(['2026-03-22', 2])
    expect((await put(id, changed)).body).toEqual(first.body)
    expect((await put(id, agreement({ revision: 1, cadence_days: 90 }))).problem.code).toBe('visit.plan_stale')
    expect((await put(id, changed, 'Lin')).problem.code).toBe('right.missing')
    expect((await put(d.id(), agreement({ revision: 1 }))).problem.code).toBe('visit.plan_not_found')
  })

  test('that ended leaves the lists and is not changed any more', async () => {
    const { id } = await plan()
    const { body } = await put(id, agreement({ revision: 1, ended: true }))
    expect([body.condition, body.endedOn]).toEqual(['ended', TODAY])
    expect(await namesOf('Feng')).toEqual([])
    expect((await put(id, agreement({ revision: 2, name: '别的' }))).problem.code).toBe('visit.plan_ended')
  })

  test('has a cadence that the district offers, a day that has come and a grid of one’s own', async () => {
    const codeOf = async (part: Partial<Body>, as?: Who) => (await put(d.id(), agreement(part), as)).problem.code
    expect(await codeOf({ cadence_days: 8 })).toBe('visit.cadence_not_offered')
    expect(await codeOf({ agreedOn: '2026-03-06' })).toBe('visit.day_ahead')
    expect(await codeOf({ gridId: d.grids.community })).toBe('visit.grid_outside')
    expect(await codeOf({ gridId: d.id() })).toBe('visit.grid_outside')
    expect(await codeOf({ name: '  ' })).toBe('request.invalid')
    await d.db.asOwner((owner) =>
      sql`update district set settings = settings || '{"visitCadences_days":[1,8]}'`.execute(owner),
    )
    expect(await codeOf({ cadence_days: 8 })).toBeUndefined()
    expect(await codeOf({ cadence_days: 7 })).toBe('visit.cadence_not_offered')
    expect((await list('Feng')).cadences_days).toEqual([1, 8])
  })
})

describe('the list', () => {
  beforeEach(async () => {
    await plan({ name: '后', agreedOn: '2026-03-05' })
    await plan({ name: '先', agreedOn: '2026-02-01' })
    await plan({ name: '邻格', gridId: d.grids.grid2, agreedOn: '2026-02-26' })
    const rests = await plan({ name: '停' })
    await put(rests.id, agreement({ name: '停', revision: 1, resting: true }))
  })

  test('has what is due first and what rests last, page by page', async () => {
    expect(await namesOf('Feng')).toEqual(['先', '邻格', '后', '停'])
    expect(await namesOf('Feng', { due: 'true' })).toEqual(['先', '邻格'])
    const pages: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: VisitPlanView[]; nextCursor: string | null } = await list('Feng', {
        limit: 1,
        ...(cursor === '' ? {} : { cursor }),
      })
      pages.push(...page.items.map(({ name }) => name))
      cursor = page.nextCursor
    }
    expect(pages).toEqual(['先', '邻格', '后', '停'])
    expect((await d.call(listVisitPlans, { query: { cursor: 'x' }, as: 'Feng' })).problem.code).toBe('request.invalid')
  })

  test('is narrowed by grid and by path', async () => {
    expect(await namesOf('Feng', { gridId: d.grids.grid2 })).toEqual(['邻格'])
    expect(await namesOf('Feng', { under: '1.2.3.4.' })).toEqual(['先', '后', '停'])
  })

  test('of a grid worker holds the own grids only, whatever is asked for', async () => {
    expect(await namesOf('Lin')).toEqual(['先', '后', '停'])
    expect(await namesOf('Lin', { under: '1.' })).toEqual(['先', '后', '停'])
    expect(await namesOf('Lin', { gridId: d.grids.grid2 })).toEqual([])
    expect((await d.call(listVisitPlans, { as: 'Wang' })).problem.code).toBe('right.missing')
  })

  test('agrees with the figures of the map, which are summed up to the top', async () => {
    d.later(1) // figures are kept for some seconds
    const figures = async (level: number, as: Who) =>
      (await d.call(readGridFigures, { query: { level }, as })).body.items.map(({ visitsDue }) => visitsDue)
    expect(await figures(3, 'Feng')).toEqual([1, 1])
    expect(await figures(2, 'Zhao')).toEqual([2])
    expect(await figures(0, 'Zhao')).toEqual([2])
    expect(await figures(0, 'Lin')).toEqual([1])
    expect(await figures(0, 'Wang')).toEqual([null])
  })
})
