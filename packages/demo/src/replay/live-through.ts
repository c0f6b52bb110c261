import {
  type Actor,
  type Command,
  type Context,
  decide,
  evolveAll,
  type Step,
  type Ticket,
  type WorkCalendar,
} from '@lianxin/domain'

import type { CityLookup } from '../city/lookup.ts'
import type { DemoGrid } from '../city/tree.ts'
import { pointInside } from '../city/place.ts'
import { seeded } from '../city/random.ts'
import type { ReplayAct, ReplayMatter } from './matters.ts'

const HOUR = 3_600_000

function commandOf(act: ReplayAct, ticket: Ticket, city: CityLookup, gridId: string): readonly Command[] {
  const commandId = act.id
  switch (act.kind) {
    case 'dispatch': {
      const { item } = act
      const department = item.responsible['0']
      const to = act.toDepartment && department !== undefined ? city.department(department) : city.territorial(gridId)
      const limit = item.stages[0]?.limit ?? city.limits.handling
      const urgency = item.urgent ? 'urgent' : ticket.urgency
      const classified = { class: { classCode: item.code, catalogueVersion: 1 }, limit, urgency }
      return [
        { kind: 'classify', commandId, ...classified },
        { kind: 'dispatch', commandId, to: to.unit },
      ]
    }
    case 'escalate':
      return [{ kind: 'escalate', commandId, reason: act.reason }]
    case 'resolve':
      return [{ kind: 'resolve', commandId, publicReply: act.publicReply }]
    case 'rate':
      return [{ kind: 'rate', commandId, score: act.score, comment: act.comment }]
    case 'acknowledge':
    case 'verify':
    case 'close':
      return [{ kind: act.kind, commandId }]
  }
}

/**
 * Lives a planned matter by the core alone, command by command as `decide` decides, without any store.
 * @param grids  base grids; the number of the place chooses one
 * @returns      its history
 * @throws       where the core refuses: a plan asks nothing that a rule forbids
 */
export function liveThrough(
  matter: ReplayMatter,
  grids: readonly DemoGrid[],
  city: CityLookup,
  calendar: WorkCalendar,
): readonly Step[] {
  const grid = grids[matter.place]
  if (grid === undefined) throw new Error('a matter lies outside of the city')
  const steps: Step[] = []
  const give = (before: Ticket | null, command: Command, actor: Actor, at: number): Ticket => {
    const decided = decide(before, command, contextOf(city, calendar, before, actor, at))
    if (!decided.ok) throw new Error(`${command.kind} was refused: ${decided.refusal.code}`)
    steps.push(...decided.value)
    return evolveAll(before, decided.value)
  }
  const position = pointInside(seeded(matter.at % 0x7fff_ffff), grid)
  const place = {
    position,
    address: grid.name,
    grid: { gridId: grid.id, gridVersionId: grid.versionId, path: grid.path },
  }
  const { id, channel, title, description } = matter
  const report = {
    kind: 'report',
    commandId: id,
    ticketId: id,
    channel,
    urgency: 'normal',
    title,
    description,
  } as const
  let ticket = give(null, { ...report, place }, { kind: 'resident' }, matter.at)
  for (const act of matter.acts) {
    const by = act.by === 'holder' ? city.byUnit(ticket.holder.unitId) : city.desk
    const actor = { kind: 'staff', personId: by.personId, unitId: by.unit.unitId } as const
    for (const command of commandOf(act, ticket, city, grid.id)) ticket = give(ticket, command, actor, act.at)
  }
  return steps
}

function contextOf(
  city: CityLookup,
  calendar: WorkCalendar,
  ticket: Ticket | null,
  actor: Actor,
  now: number,
): Context {
  return {
    now,
    actor,
    actsForUnitIds: [],
    calendar,
    limits: city.limits,
    desk: city.desk.unit,
    fallback: city.desk.unit,
    upper: city.upperOf(ticket?.holder.unitId),
    urgentMaySkip: true,
    isApprover: false,
    evidenceRequired: false,
    reopenWindow_ms: 15 * 24 * HOUR,
    mergeTarget: null,
  }
}
