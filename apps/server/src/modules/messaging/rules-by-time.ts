import { systemScope } from '../../platform/db/scope.ts'
import { tickets } from '../ticket/index.ts'
import { compose, type Around } from './compose.ts'
import type { MessagingDeps } from './deps.ts'
import { eraseOpenids } from './people.ts'
import { listRobots } from './store-channels.ts'
import { deleteOld, listNewlyOverdue, listStranded } from './store-deliveries.ts'
import { wakeSender } from './wake.ts'
import { writeDeliveries } from './write-deliveries.ts'

const DAY_MS = 86_400_000
const BATCH = 500
/** A job that did not come within this time is taken for lost. */
const STRANDED_MS = 30_000

/** Queues messages again whose job got lost. @returns how many */
export async function wakeStranded(deps: MessagingDeps, districtId: number): Promise<number> {
  return deps.db.withScope(systemScope(districtId), async (tx) => {
    const now = deps.clock.now()
    const ids = await listStranded(tx, districtId, now - STRANDED_MS, BATCH)
    for (const id of ids) await wakeSender(tx, districtId, id, now, now)
    return ids.length
  })
}

/** Tells groups of units of matters whose time is over: each deadline once, and none of more than a day ago. */
export async function tellOverdue(deps: MessagingDeps, districtId: number): Promise<number> {
  return deps.db.withScope(systemScope(districtId), async (tx) => {
    const robots = await listRobots(tx, districtId)
    if (robots.length === 0) return 0
    const now = deps.clock.now()
    const ids = await listNewlyOverdue(tx, districtId, now - DAY_MS, now, BATCH)
    if (ids.length === 0) return 0
    const surroundings = await tickets.surroundingsOf(deps, tx, districtId)
    const texts = await deps.texts.of(tx, districtId)
    const around: Around = { surroundings, texts, ways: deps.ways, linked: false }
    let written = 0
    for (const id of ids) {
      const open = await tickets.findTicket(tx, districtId, id)
      if (!open || open.ticket.clock.dueAt === null) continue
      const { ticket, number } = open
      const unitId = ticket.holder.unitId
      const happened = { ticket, number, kind: null, unit: { id: unitId, kind: 'unitOverdue' }, unitId } as const
      const drafts = compose(happened, [], robots, around)
      const occasion = `overdue:${Math.floor(open.ticket.clock.dueAt / 1000)}`
      written += await writeDeliveries(tx, surroundings, { ticketId: id, occasion, now }, drafts)
    }
    return written
  })
}

/** Forgets what was told when its time of keeping is over, and openids with the rest of who was added to a ticket. */
export async function forgetOld(deps: MessagingDeps, districtId: number, retention_days: number): Promise<number> {
  const before = deps.clock.now() - retention_days * DAY_MS
  const today = new Date(deps.clock.now()).toISOString().slice(0, 10)
  await deps.db.withScope(systemScope(districtId), (tx) => eraseOpenids(tx, districtId, today))
  let gone = 0
  for (;;) {
    const batch = await deps.db.withScope(systemScope(districtId), (tx) => deleteOld(tx, districtId, before, BATCH))
    gone += batch
    if (batch < BATCH) return gone
  }
}
