import { readFile } from 'node:fs/promises'

import {
  advanceAssessment,
  beginAssessment,
  exportAssessment,
  issueOrder,
  listAssessmentFacts,
  listAssessmentTemplates,
  putAssessmentTemplate,
  readAssessment,
  withdrawOrder,
  type AssessmentHead,
  type BodyOf,
} from '@lianxin/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { DISTRICT, type Who } from '../../../testing/fixture.ts'
import { openDistrict, type OpenDistrict } from '../../../testing/district.ts'
import { ALL_ROLES } from '../../../testing/platform.ts'
import { readXlsxLines } from '../../../platform/sheets/xlsx.ts'
import { countDraft } from './count.ts'

type Way = BodyOf<typeof putAssessmentTemplate>
type Item = Way['parts'][number]['items'][number]

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict({ roles: ALL_ROLES })
})
afterAll(() => d.end())

const ITEMS: Item[] = [
  item('onTime', '按期办结', 70),
  item('ordersOnTime', '督办按期', 20),
  { ...item('shirked', '推诿', 10, 0), scale: { kind: 'each', loss: 2 } },
]
function item(measure: string, zh: string, points: number, atLeast = 1): Item {
  return { id: `own.${measure}`, name: { zh, en: measure }, points, measure, atLeast, scale: { kind: 'share' } }
}
const way = (items: Item[], more: Partial<Way> = {}): Way => ({
  subject: 'department',
  validFrom: '2026-03',
  parts: [{ id: 'work', name: { zh: '工作', en: 'Work' }, items }],
  ...more,
})
const put = (body: Way, as: Who = 'Zhou', templateId = d.id()) =>
  d.call(putAssessmentTemplate, { params: { templateId }, body, as })
const begin = (template: AssessmentHead['template'], month = '2026-03', id = d.id()) =>
  d.call(beginAssessment, {
    params: { assessmentId: id },
    body: { month, subject: 'department', template },
    as: 'Zhou',
  })
const read = async (id: string, as: Who = 'Zhou') =>
  (await d.call(readAssessment, { params: { assessmentId: id }, as })).body
const ofCg = async (id: string) => (await read(id)).scores.find(({ unit }) => unit.id === d.units.cg)

async function handed(unitId = d.units.cg): Promise<string> {
  const { id } = await d.report()
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102', unitId })
  return id
}

describe("the district's own way of scoring", () => {
  test('is entered by who assesses, as versions that never change, and never for a month that is over', async () => {
    const id = d.id()
    expect((await put(way(ITEMS), 'Zhou', id)).body).toMatchObject({
      version: 1,
      validFrom: '2026-03',
      template: 'own',
    })
    expect((await put(way(ITEMS), 'Zhou', id)).body).toMatchObject({ id, version: 1 })
    const other = [{ ...ITEMS[0], points: 60 }, { ...ITEMS[1], points: 30 }, ITEMS[2]] as Item[]
    expect((await put(way(other), 'Zhou', id)).problem.code).toBe('assessment.id_reused')
    expect((await put(way(other))).body).toMatchObject({ version: 2 })
    expect((await put(way(ITEMS, { validFrom: '2026-02' }))).problem.code).toBe('assessment.template_late')
    expect((await put(way(ITEMS), 'Wang')).problem.code).toBe('right.missing')
    const listed = (await d.call(listAssessmentTemplates, { as: 'Wang' })).body.items
    expect(listed.map(({ template, version }) => [template, version])).toEqual([
      ['zhengzhou', 1],
      ['jinhua', 1],
      ['supervised', 1],
      ['own', 2],
      ['own', 1],
    ])
    expect(listed[3]).toMatchObject({ madeBy: '周区长', subject: 'department', validFrom: '2026-03' })
  })

  test.each([
    ['logins', '登录次数', 'measure.forbidden'],
    ['在线时长', '在线', 'measure.forbidden'],
    ['steps', '步数', 'measure.forbidden'],
    ['photos taken', '照片', 'measure.forbidden'],
    ['likes', '点赞', 'measure.forbidden'],
    ['happiness', '幸福', 'measure.unknown'],
  ])('is refused where it wants to measure %s', async (measure, zh, code) => {
    const { status, problem } = await put(
      way([item('onTime', '按期', 50), { ...item('onTime', zh, 50), id: 'x', measure }]),
    )
    expect([status, problem.code]).toEqual([422, 'assessment.template_refused'])
    expect(problem.errors).toContainEqual(
      expect.objectContaining({ pointer: '/parts/0/items/1/measure', code, detail: expect.any(String) as string }),
    )
  })

  test('is refused where a mark has the name of what may never count, or where the points are not 100', async () => {
    const named = await put(way([item('given', '登录率评分', 100, 0)]))
    expect(named.problem.errors).toMatchObject([{ pointer: '/parts/0/items/0/name', code: 'measure.forbidden' }])
    const wrong = await put(way([item('onTime', '按期', 90, 0)]))
    expect(wrong.problem.errors?.map(({ code }) => code)).toEqual(['item.minimum', 'points.not_100'])
  })
})

describe('a month by it', () => {
  let id: string

  test('counts orders settled in time and matters pushed away, each down to the ticket', async () => {
    const order = (ticketIds: string[], orderId = d.id()) =>
      d.call(issueOrder, {
        params: { orderId },
        body: { ticketIds, reason: '群众反映强烈', limit: { amount: 2, unit: 'workDay' } },
        as: 'Zhou',
      })
    const [kept, late, shirked, passedOn] = [await handed(), await handed(), await handed(), await handed()]
    await order([kept, late])
    const withdrawn = d.id()
    await order([late], withdrawn)
    const { problem } = await d.call(withdrawOrder, {
      params: { orderId: withdrawn },
      body: { reason: '重复下达' },
      as: 'Zhou',
    })
    expect(problem.code).toBeUndefined()
    for (const one of [kept, await handed(), await handed()])
      await d.give('Wang', one, { kind: 'resolve', publicReply: '已清运' })
    // Given back twice: the desk sends one to the same department again, the other elsewhere.
    for (const one of [shirked, passedOn]) await d.give('Wang', one, { kind: 'returnToDispatcher', reason: '不属本局' })
    await d.give('Zhao', shirked, { kind: 'dispatch', unitId: d.units.cg })
    await d.give('Zhao', passedOn, { kind: 'dispatch', unitId: d.units.water })
    d.setTime('2026-03-12T09:00:00+08:00')
    await d.give('Wang', late, { kind: 'resolve', publicReply: '已清运' })

    d.setTime('2026-04-01T09:00:00+08:00')
    expect((await begin('own', '2026-02')).problem.code).toBe('assessment.template_missing')
    id = (await begin('own')).body.id
    expect(await countDraft(d.oversight, DISTRICT, id)).toBe(true)
    const score = await ofCg(id)
    expect(score?.items).toMatchObject([
      // kept in time; late and the one it had to take are not
      { itemId: 'own.onTime', numerator: 3, denominator: 5, points_centi: 3600, standing: 'counted' },
      { itemId: 'own.ordersOnTime', numerator: 1, denominator: 2, points_centi: 1500 },
      { itemId: 'own.shirked', numerator: 1, denominator: 2, points_centi: 800 },
    ])
    expect(score?.total_centi).toBe(5900)
    const facts = async (itemId: string) =>
      (
        await d.call(listAssessmentFacts, {
          params: { assessmentId: id },
          query: { unitId: d.units.cg, itemId },
          as: 'Zhou',
        })
      ).body.items.map(({ ticketId, hit }) => [ticketId, hit])
    expect(await facts('own.ordersOnTime')).toEqual([
      [late, false],
      [kept, true],
    ])
    // What costs points comes first, whichever way the measure counts.
    expect(await facts('own.shirked')).toEqual([
      [shirked, true],
      [passedOn, false],
    ])
  })

  test('comes as a table once it is published, in both languages and formats', async () => {
    const table = (format: 'csv' | 'xlsx', lang: 'zh' | 'en' = 'zh', as: Who = 'Wang') =>
      d.call(exportAssessment, { params: { assessmentId: id }, query: { format }, as, lang })
    expect((await table('csv', 'zh', 'Zhou')).problem.code).toBe('assessment.not_published')
    expect((await table('csv')).problem.code).toBe('assessment.not_found')
    const advance = async (to: 'preview' | 'published') => {
      const { revision } = await read(id)
      const body = { to, revision }
      return (await d.call(advanceAssessment, { params: { assessmentId: id }, body, as: 'Zhou' })).body.state
    }
    expect(await advance('preview')).toBe('preview')
    expect((await table('csv', 'zh', 'Zhou')).problem.code).toBe('assessment.not_published')
    d.setTime('2026-04-20T09:00:00+08:00')
    expect(await advance('published')).toBe('published')
    const csv = Buffer.from((await table('csv')).body)
      .toString()
      .replace('\uFEFF', '')
      .split('\n')
    expect(csv[0]).toBe('名次,单位,总分,部分,项目,得分,满分,达到,应计,剔除,说明,剔除的事件、理由和批准人')
    expect(csv.slice(1, 4)).toEqual([
      expect.stringMatching(/^\d,区城管局,59,工作,按期办结,36,60,3,5,0,计分,$/) as string,
      expect.stringMatching(/^\d,区城管局,59,工作,督办按期,15,30,1,2,0,计分,$/) as string,
      expect.stringMatching(/^\d,区城管局,59,工作,推诿,8,10,1,2,0,计分,$/) as string,
    ])
    const xlsx = (await table('xlsx', 'en')).body as unknown as Uint8Array
    const lines = await readXlsxLines(xlsx)
    expect(JSON.stringify(lines)).toContain('Numerator')
    expect(JSON.stringify(lines)).toContain('区城管局')
  })
})

/** What the count of a month may look at: histories of tickets, orders, inquiries, and who is where since when. */
const MAY_BE_READ = [
  'assessment',
  'assessment_mark',
  'calendar_day',
  'calendar_year',
  'district',
  'grid',
  'inquiry',
  'person',
  'supervision_order',
  'ticket_step',
  'unit',
  'working_hours',
]
/** Of a ticket only which one it is, when it was open and due: no titles, reporters, photos or readers. */
const TICKET_COLUMNS =
  'district_id, id, reported_at, changed_at, closed_at, latest_due_at, grid_path, holder_unit_id, involved_unit_ids'
const MAY_BE_WRITTEN = ['assessment', 'assessment_score', 'assessment_fact']

describe('log-ins, time online, steps, tracks, photos, likes and reading', () => {
  test('feed no score: the count works, to the same points, where nothing but histories can be read at all', async () => {
    const first = (await begin('own')).body.id
    await countDraft(d.oversight, DISTRICT, first)
    const before = (await read(first)).scores
    expect(before.some(({ total_centi }) => total_centi !== null)).toBe(true)

    await d.db.owner.query('update assessment set counted_at = null where id = $1', [first])
    const tables = await d.db.owner.query<{ name: string }>(
      `select table_name as name from information_schema.role_table_grants where grantee = 'lianxin_app' and privilege_type = 'SELECT'`,
    )
    const known = tables.rows.map(({ name }) => name)
    // Where people's use of the system is kept, so that the test is about something.
    expect(known).toEqual(expect.arrayContaining(['session', 'trace', 'photo', 'visit', 'account']))
    const readable = MAY_BE_READ.filter((name) => known.includes(name))
    await d.db.owner.query(`
      revoke all on all tables in schema public from lianxin_app;
      grant select on ${readable.join(', ')} to lianxin_app;
      grant select (${TICKET_COLUMNS}) on ticket to lianxin_app;
      grant select, insert, update, delete on ${MAY_BE_WRITTEN.join(', ')} to lianxin_app`)
    expect(await countDraft(d.oversight, DISTRICT, first)).toBe(true)
    const { rows } = await d.db.owner.query<{ unit_id: string; total_centi: number | null; items: unknown }>(
      'select unit_id, total_centi, items from assessment_score where assessment_id = $1',
      [first],
    )
    expect(rows.length).toBe(before.length)
    for (const { unit, total_centi, items } of before)
      expect(rows).toContainEqual({ unit_id: unit.id, total_centi, items })
  })

  test('are unknown to the rules that count: they are read from histories, orders and inquiries', async () => {
    const folder = new URL('../../../../../../packages/domain/src/oversight/', import.meta.url)
    const allowed =
      /^(\.\.\/(calendar|ticket)\/[a-z-]+|\.\.\/(time|result)|\.\/(facts|inquiry|orders|trace|types|never-measured))\.ts$/
    for (const file of ['facts', 'score', 'order-measure', 'inquiry-measure', 'templates', 'types']) {
      const text = await readFile(new URL(`${file}.ts`, folder), 'utf8')
      const sources = [...text.matchAll(/from '([^']+)'/g)].map(([, source]) => source ?? '')
      expect(sources.filter((source) => !allowed.test(source)).map((source) => `${file}: ${source}`)).toEqual([])
    }
  })
})
