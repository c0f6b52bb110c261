import { ALARM_RUNGS, type AlarmRung, type UnitNotice } from '@lianxin/domain'

import { systemScope } from '../../platform/db/scope.ts'
import type { OutboxRow } from '../../platform/live/outbox.ts'
import { tickets } from '../ticket/index.ts'
import { compose, type Around } from './compose.ts'
import type { MessagingDeps } from './deps.ts'
import { listRobots } from './store-channels.ts'
import { writeDeliveries } from './write-deliveries.ts'

/** A unit to be told of a matter, once for each occasion. */
export interface UnitWord {
  readonly ticketId: string
  readonly unitId: string
  readonly kind: UnitNotice
  readonly occasion: string
}

const NOTICE_OF = {
  nearDue: 'unitNearDue',
  // Its words name the date.
  due: 'unitNearDue',
  overdue: 'unitOverdue',
  reminded: 'unitReminded',
  criticised: 'unitCriticised',
} as const satisfies Readonly<Record<AlarmRung, UnitNotice>>

function ofAlarm(payload: OutboxRow['payload']): UnitWord[] {
  const { ticketId, unitId, startedAt, told } = payload
  const rung = ALARM_RUNGS.find((one) => one === payload['rung'])
  if (told !== true || rung === undefined) return []
  if (typeof ticketId !== 'string' || typeof unitId !== 'string' || typeof startedAt !== 'string') return []
  return [{ ticketId, unitId, kind: NOTICE_OF[rung], occasion: `alarm:${rung}:${startedAt}` }]
}

/** By what it is and what became of it. */
const NOTICE_OF_ORDER: ReadonlyMap<string, UnitNotice> = new Map([
  ['order issued', 'unitOrdered'],
  ['order overdue', 'unitOrderOverdue'],
  ['whistle issued', 'unitWhistled'],
  ['whistle signOverdue', 'unitWhistleOverdue'],
  ['whistle contactOverdue', 'unitWhistleOverdue'],
])

function ofOrder({ id, kind, what, told }: OutboxRow['payload']): UnitWord[] {
  const notice = NOTICE_OF_ORDER.get(`${String(kind)} ${String(what)}`)
  if (typeof id !== 'string' || !Array.isArray(told) || notice === undefined) return []
  return (told as readonly { ticketId: string; unitId: string }[]).map(({ ticketId, unitId }) => ({
    ticketId,
    unitId,
    kind: notice,
    occasion: `${String(what)}:${id}`,
  }))
}

/** What a message of the outbox has to say to units: clocks that spoke, orders and whistles. */
export function unitWordsOf({ topic, payload }: OutboxRow): UnitWord[] {
  if (topic === 'ticket.alarm') return ofAlarm(payload)
  return topic === 'order.changed' ? ofOrder(payload) : []
}

/** Tells groups of units: each occasion once, however often it is looked at. */
export async function tellUnits(deps: MessagingDeps, districtId: number, words: readonly UnitWord[]): Promise<number> {
  if (words.length === 0) return 0
  return deps.db.withScope(systemScope(districtId), async (tx) => {
    const robots = await listRobots(tx, districtId)
    const heard = words.filter(({ unitId }) => robots.some((robot) => robot.unitId === unitId))
    if (heard.length === 0) return 0
    const surroundings = await tickets.surroundingsOf(deps, tx, districtId)
    const texts = await deps.texts.of(tx, districtId)
    const around: Around = { surroundings, texts, ways: deps.ways, linked: false }
    let written = 0
    for (const { ticketId, unitId, kind, occasion } of heard) {
      const open = await tickets.findTicket(tx, districtId, ticketId)
      if (!open) continue
      const { ticket, number } = open
      const unit = { id: unitId, kind }
      const drafts = compose({ ticket, number, kind: null, unit, unitId }, [], robots, around)
      const of = { ticketId, occasion, now: deps.clock.now() }
      written += await writeDeliveries(tx, surroundings, of, drafts)
    }
    return written
  })
}
