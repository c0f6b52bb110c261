import { toldStep, unitBroughtTo, fold, type Step } from '@lianxin/domain'
import type { Tx } from '../../platform/db/database.ts'
import { systemScope } from '../../platform/db/scope.ts'
import { followOutbox } from '../../platform/live/follow.ts'
import type { OutboxRow } from '../../platform/live/outbox.ts'
import { tickets } from '../ticket/index.ts'
import { compose, type Around } from './compose.ts'
import type { MessagingDeps } from './deps.ts'
import { listReachable, listTold, personKey, wishesOf } from './people.ts'
import { listRobots } from './store-channels.ts'
import { tellUnits, unitWordsOf } from './tell-units.ts'
import { writeDeliveries } from './write-deliveries.ts'

/** Changes turned into messages in one transaction. */
const CHUNK = 200

interface Change {
  readonly ticketId: string
  readonly revision: number
}

function changeOf({ topic, payload }: OutboxRow): Change[] {
  const { ticketId, revision } = payload
  return topic === 'ticket.changed' && typeof ticketId === 'string' && typeof revision === 'number'
    ? [{ ticketId, revision }]
    : []
}

/** The steps of the command that brought the ticket to a revision: the last ones with one command id. */
function stepsOfCommand(steps: readonly Step[]): readonly Step[] {
  const last = steps.at(-1)
  const first = steps.findLastIndex(({ commandId }) => commandId !== last?.commandId)
  return steps.slice(first + 1)
}

/** Who was added to the ticket by this command: they hear that their report was received, and nobody else does. */
function joinedBy(command: readonly Step[]): string | null {
  const step = command.find(({ kind }) => kind === 'supplemented')
  const id = step && step.actor.kind !== 'system' ? step.actor.coReporterId : undefined
  return id !== undefined && id === step?.commandId ? id : null
}

/** Writes the messages that follow from one change, as the ticket stood right after it. */
async function tell(
  tx: Tx,
  change: Change,
  around: Around,
  robots: Awaited<ReturnType<typeof listRobots>>,
  now: number,
): Promise<number> {
  const { districtId } = around.surroundings
  const open = await tickets.findTicket(tx, districtId, change.ticketId)
  if (!open) return 0
  const steps = await tickets.listSteps(tx, districtId, change.ticketId, change.revision)
  const ticket = fold(steps)
  const command = stepsOfCommand(steps)
  const told = toldStep(command)
  const brought = command.findLast((step) => unitBroughtTo(step) !== null)
  const unitId = brought ? unitBroughtTo(brought) : null
  const kind = ticket.urgency === 'urgent' ? 'unitUrgent' : 'unitAssigned'
  const joined = joinedBy(command)
  const all = await listReachable(tx, districtId, change.ticketId)
  // Nobody is told of what happened before they were added.
  const people =
    joined === null
      ? all.filter(({ since }) => since === null || since <= ticket.lastStepAt)
      : all.filter(({ key }) => key === personKey(joined.toLowerCase()))
  const drafts = compose(
    {
      ticket,
      number: open.number,
      kind: told?.kind ?? (joined === null ? null : 'reported'),
      unit: unitId === null ? null : { id: unitId, kind },
      unitId: (told && unitBroughtTo(told.step)) ?? ticket.holder.unitId,
    },
    people.map((one) => ({ key: one.key, wishes: wishesOf(one) })),
    robots,
    around,
  )
  const occasion = `step:${told?.step.seq ?? change.revision}`
  return writeDeliveries(tx, around.surroundings, { ticketId: change.ticketId, occasion, now }, drafts)
}

async function tellChunk(deps: MessagingDeps, districtId: number, changes: readonly Change[]): Promise<number> {
  return deps.db.withScope(systemScope(districtId), async (tx) => {
    const robots = await listRobots(tx, districtId)
    // Most matters tell nobody but their page: those are not even opened.
    const wanted =
      robots.length > 0 ? null : await listTold(tx, districtId, [...new Set(changes.map((c) => c.ticketId))])
    const concerned = changes.filter(({ ticketId }) => wanted === null || wanted.has(ticketId.toLowerCase()))
    if (concerned.length === 0) return 0
    const surroundings = await tickets.surroundingsOf(deps, tx, districtId)
    const texts = await deps.texts.of(tx, districtId)
    const around: Around = { surroundings, texts, ways: deps.ways, linked: deps.publicUrl !== '' }
    let written = 0
    for (const change of concerned) written += await tell(tx, change, around, robots, deps.clock.now())
    return written
  })
}

/**
 * Turns everything that changed since the last time into messages. Killed in between, the next pass does it again: a
 * message is written once however often its step is looked at. Safe beside itself in another process for the same reason.
 * @returns how many messages are new
 */
export async function listenOnce(deps: MessagingDeps, districtId: number): Promise<number> {
  let written = 0
  await followOutbox(deps, districtId, 'messages', {
    take: async (rows) => {
      const changes = rows.flatMap(changeOf)
      for (let from = 0; from < changes.length; from += CHUNK)
        written += await tellChunk(deps, districtId, changes.slice(from, from + CHUNK))
      const words = rows.flatMap(unitWordsOf)
      for (let from = 0; from < words.length; from += CHUNK)
        written += await tellUnits(deps, districtId, words.slice(from, from + CHUNK))
    },
  })
  return written
}
