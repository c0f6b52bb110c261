import {
  listBriefs,
  produceBrief,
  readBrief,
  readBriefFile,
  type BriefContent,
  type BriefFormat,
  type OperationShape,
  type ReplyOf,
} from '@lianxin/contract'

import { openDistrict, type Answer, type OpenDistrict } from '../../../testing/district.ts'
import { DISTRICT, PLACES, type Who } from '../../../testing/fixture.ts'
import { ALL_ROLES } from '../../../testing/platform.ts'
import { countChanges, fillIn } from '../figures/follow.ts'

const DAY_min = 24 * 60
export const MARCH = { month: '2026-03' } as const

/** 邻里纠纷, the confidential class of the test district (E0701 of the default catalogue). */
const NEIGHBOURS = 'E0301'
/** What was written of a confidential matter: nowhere but in the matter. */
export const QUARREL = '张三与李四因漏水互殴，待调解'

type Unit = keyof OpenDistrict['units']
type Reply<O extends OperationShape> = Promise<Answer<ReplyOf<O>>>

export interface March {
  readonly d: OpenDistrict
  /** With the department: suspended, extended, asked for; one that is late; one of a confidential class. */
  readonly matters: Readonly<Record<'suspended' | 'extended' | 'asked' | 'late' | 'confidential', string>>
  readonly sent: (unit: Unit, classCode?: string) => Promise<string>
  readonly ask: (body: { month: string; unitId: string }, as?: Who, briefId?: string) => Reply<typeof produceBrief>
  readonly read: (briefId: string, as?: Who) => Reply<typeof readBrief>
  readonly file: (briefId: string, format: BriefFormat, as?: Who, lang?: 'zh' | 'en') => Reply<typeof readBriefFile>
  readonly listed: (as?: Who, query?: { month?: string; unitId?: string }) => Promise<ReplyOf<typeof listBriefs>>
  readonly contentOf: (unit: Unit, as?: Who) => Promise<BriefContent>
}

/** A district after March 2026, its matters counted and no brief produced yet; with how tests ask for briefs. */
export async function openMarch(): Promise<March> {
  const d = await openDistrict({ roles: ALL_ROLES })
  const matters = { suspended: '', extended: '', asked: '', late: '', confidential: '' }
  async function sent(unit: Unit, classCode = 'E0102'): Promise<string> {
    const { id } = await d.report({ position: PLACES.inGrid1 })
    await d.give('Zhao', id, { kind: 'dispatch', classCode, unitId: d.units[unit] })
    return id
  }
  while ((await fillIn(d.oversight, DISTRICT)).more);
  d.setTime('2026-02-10T09:00:00+08:00')
  await d.give('Lin', await sent('grid1'), { kind: 'resolve', publicReply: '已清理' })
  d.setTime('2026-03-05T09:00:00+08:00')
  for (let nth = 0; nth < 6; nth++) {
    const id = await sent('cg')
    if (nth === 5) d.later(2 * DAY_min)
    await d.give('Wang', id, { kind: 'resolve', publicReply: '已清运' })
  }
  for (let nth = 0; nth < 3; nth++) await d.give('Lin', await sent('grid1'), { kind: 'resolve', publicReply: '已清理' })
  const up = await sent('grid1', 'E0301')
  await d.give('Lin', up, { kind: 'escalate', reason: '需要社区协调' })
  await d.give('Feng', up, { kind: 'resolve', publicReply: '已协商' })
  matters.suspended = await sent('cg')
  await d.give('Wang', matters.suspended, {
    kind: 'requestSuspend',
    reason: '等待配件，联系 13812345678',
    until: '2026-05-11T09:00:00+08:00',
  })
  await d.give('Zhou', matters.suspended, { kind: 'approve' })
  matters.extended = await sent('water', 'E0103')
  await d.give('Wu', matters.extended, {
    kind: 'requestExtension',
    reason: '需要挖开路面',
    extra: { amount: 60, unit: 'workDay' },
  })
  await d.give('Zhou', matters.extended, { kind: 'approve' })
  matters.asked = await sent('cg')
  await d.give('Wang', matters.asked, {
    kind: 'requestExtension',
    reason: '等待审批',
    extra: { amount: 2, unit: 'workDay' },
  })
  matters.late = await sent('water', 'E0103')
  matters.confidential = await sent('water', NEIGHBOURS)
  await d.give('Wu', matters.confidential, {
    kind: 'requestSuspend',
    reason: QUARREL,
    until: '2026-05-11T09:00:00+08:00',
  })
  await d.give('Zhou', matters.confidential, { kind: 'approve' })
  await countChanges(d.oversight, DISTRICT)
  const ask = (body: { month: string; unitId: string }, as: Who = 'Zhou', briefId = d.id()) =>
    d.call(produceBrief, { params: { briefId }, body, as })
  const read = async (briefId: string, as: Who = 'Zhou') => d.call(readBrief, { params: { briefId }, as })
  const file = (briefId: string, format: BriefFormat, as: Who = 'Zhou', lang: 'zh' | 'en' = 'zh') =>
    d.call(readBriefFile, { params: { briefId }, query: { format, lang }, as })
  async function listed(as: Who = 'Zhou', query: { month?: string; unitId?: string } = {}) {
    return (await d.call(listBriefs, { query, as })).body
  }
  async function contentOf(unit: Unit, as: Who = 'Zhou'): Promise<BriefContent> {
    const { items } = await listed(as, { ...MARCH, unitId: d.units[unit] })
    const { body } = await read(items[0]?.id ?? '', as)
    if (!body.content) throw new Error('not produced')
    return body.content
  }
  return { d, matters, sent, ask, read, file, listed, contentOf }
}
