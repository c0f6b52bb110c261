import { ALARM_RUNGS, type AlarmRung, type UnitNotice } from '@lianxin/domain'

import { systemScope } from '../../platform/db/scope.ts'
import type { OutboxRow } from '../../platform/live/outbox.ts'
import { tickets } from '../ticket/index.ts'
import { compose, type Around } from './compose.ts'
import type { MessagingDeps } from './deps.ts'
import { listRobots } from './store-channels.ts'
import { writeDeliveries } from './write-deliveries.ts'

/** A clock that spoke, and the unit to be told. */
export interface ToldAlarm {
  readonly ticketId: string
  readonly rung: AlarmRung
  readonly unitId: string
  readonly startedAt: string
}

const NOTICE_OF = {
  nearDue: 'unitNearDue',
  overdue: 'unitOverdue',
  reminded: 'unitReminded',
  criticised: 'unitCriticised',
} as const satisfies Readonly<Record<AlarmRung, UnitNotice>>

/** The alarm of a message of the outbox, where a unit is to be told of it. */
export function alarmOf({ topic, payload }: OutboxRow): ToldAlarm[] {
  const { ticketId, unitId, startedAt, told } = payload
  const rung = ALARM_RUNGS.find((one) => one === payload['rung'])
  if (topic !== 'ticket.alarm' || told !== true || rung === undefined) return []
  if (typeof ticketId !== 'string' || typeof unitId !== 'string' || typeof startedAt !== 'string') return []
  return [{ ticketId, rung, unitId, startedAt }]
}

/** Tells groups of units what clocks said: each rung of a clock once, however often it is looked at. */
export async function tellAlarms(
  deps: MessagingDeps,
  districtId: number,
  alarms: readonly ToldAlarm[],
): Promise<number> {
  if (alarms.length === 0) return 0
  return deps.db.withScope(systemScope(districtId), async (tx) => {
    const robots = await listRobots(tx, districtId)
    const heard = alarms.filter(({ unitId }) => robots.some((robot) => robot.unitId === unitId))
    if (heard.length === 0) return 0
    const surroundings = await tickets.surroundingsOf(deps, tx, districtId)
    const texts = await deps.texts.of(tx, districtId)
    const around: Around = { surroundings, texts, ways: deps.ways, linked: false }
    let written = 0
    for (const { ticketId, rung, unitId, startedAt } of heard) {
      const open = await tickets.findTicket(tx, districtId, ticketId)
      if (!open) continue
      const { ticket, number } = open
      const unit = { id: unitId, kind: NOTICE_OF[rung] }
      const drafts = compose({ ticket, number, kind: null, unit, unitId }, [], robots, around)
      const of = { ticketId, occasion: `alarm:${rung}:${startedAt}`, now: deps.clock.now() }
      written += await writeDeliveries(tx, surroundings, of, drafts)
    }
    return written
  })
}
