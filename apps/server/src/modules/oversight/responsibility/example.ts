import {
  decideResponsibility,
  draftResponsibility,
  listResponsibility,
  readTrace,
  speakOnResponsibility,
  type BodyOf,
  type ResponsibilityList,
  type ResponsibilityView,
} from '@lianxin/contract'
import { sql } from 'kysely'

import type { OpenDistrict } from '../../../testing/district.ts'
import { DISTRICT, type UnitKey, type Who } from '../../../testing/fixture.ts'
import { tendAlarms } from '../index.ts'
import { moveCases } from './by-itself.ts'

/** What the tests of this folder do in their district, which is opened later than this is called. */
export function overdueIn(d: () => OpenDistrict) {
  /** Grid 1 passes it up a week late, the community holds it for two weeks more; four working hours were due each time. */
  async function missed(): Promise<string> {
    const { id } = await d().report()
    await d().give('Zhao', id, { kind: 'dispatch', classCode: 'E0102' })
    await tendAlarms(d().oversight, DISTRICT)
    d().setTime('2026-03-06T10:00:00+08:00')
    await tendAlarms(d().oversight, DISTRICT)
    await d().give('Zhao', id, { kind: 'remind', text: '请抓紧' })
    d().setTime('2026-03-10T09:00:00+08:00')
    await d().give('Lin', id, { kind: 'escalate', reason: '网格无力处理' })
    d().setTime('2026-03-24T09:00:00+08:00')
    await tendAlarms(d().oversight, DISTRICT)
    await d().give('Feng', id, { kind: 'resolve', publicReply: '已清理' })
    return id
  }

  const trace = async (ticketId: string, as: Who = 'Zhou') =>
    (await d().call(readTrace, { params: { ticketId }, as })).body
  const draft = (
    ticketId: string,
    unit: UnitKey = 'community',
    as: Who = 'Zhou',
    given: { id?: string; reason?: string } = {},
  ) =>
    d().call(draftResponsibility, {
      params: { ticketId },
      body: {
        cases: [{ id: given.id ?? d().id(), unitId: d().units[unit] }],
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
    d().call(speakOnResponsibility, {
      params: { caseId },
      body: { commandId: d().id(), kind, text: '清运车辆检修，已说明', ...given },
      as,
    })
  type Deed = Partial<BodyOf<typeof decideResponsibility>>
  const decide = (caseId: string, deed: Deed = {}, as: Who = 'Sun') =>
    d().call(decideResponsibility, {
      params: { caseId },
      body: { commandId: d().id(), kind: 'decide', reason: '经核实', measure: 'talk', ...deed },
      as,
    })
  const list = async (name: ResponsibilityList, as: Who = 'Zhou') =>
    (await d().call(listResponsibility, { query: { list: name }, as })).body
  const move = () => moveCases(d().oversight, DISTRICT, d().now())
  /** A Thursday morning without cases and with the rules of the system. */
  async function anew(): Promise<void> {
    d().setTime('2026-03-05T09:00:00+08:00')
    await d().db.asOwner(async (owner) => {
      await sql`delete from responsibility_act`.execute(owner)
      await sql`delete from responsibility_case`.execute(owner)
      await sql`delete from responsibility_rules`.execute(owner)
    })
  }
  return { anew, missed, trace, draft, drafted, speak, decide, list, move }
}
