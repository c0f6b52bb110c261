import type { commandFollow, FollowView, readFollow, readFollowPhoto } from '@lianxin/contract'
import { availableCommands, publicTimeline, type Step, type Ticket } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call, Download } from '../../platform/serve.ts'
import { tickets } from '../ticket/index.ts'
import { followHash } from './follow-token.ts'
import type { IntakeDeps } from './report-ticket.ts'

/** The scope of a reporter: exactly the ticket whose token this is. */
export function followScope(districtId: number, token: string): Scope {
  return { districtId, territory: '', unitIds: [], followHash: followHash(token).toString('hex') }
}

const REPORTER_MAY = ['supplement', 'remind', 'rate', 'reopen'] as const

/** The reporter's own ticket. @throws Refusal ticket.follow_unknown, the same for a wrong number and a wrong token */
async function openFollowed(
  tx: Tx,
  districtId: number,
  of: { readonly number: string; readonly token: string; readonly lock?: boolean },
): Promise<tickets.OpenTicket> {
  const number = of.number.replace(/\D/g, '')
  const open = await tickets.findByNumber(tx, districtId, number, followHash(of.token), of.lock ?? false)
  if (!open) throw new Refusal('ticket.follow_unknown')
  return open
}

/** Text of a step for the reporter: the reply, or what the reporter said. */
function textOf(step: Step | undefined, publicReply: string | null): string | null {
  if (publicReply !== null) return publicReply
  if (step?.kind === 'supplemented') return step.text
  return step?.kind === 'reminded' && step.actor.kind === 'resident' ? step.text : null
}

async function followView(
  tx: Tx,
  deps: IntakeDeps,
  districtId: number,
  open: tickets.OpenTicket,
  now: number,
): Promise<FollowView> {
  const { ticket } = open
  const around = await tickets.surroundingsOf(deps, tx, districtId)
  const steps = await tickets.listSteps(tx, districtId, ticket.id)
  const photos = await tickets.listPhotos(tx, districtId, ticket.id)
  const holder = around.places.unitById(ticket.holder.unitId)
  const { grid } = ticket.place
  const bySeq = new Map(steps.map((step) => [step.seq, step]))
  return {
    id: ticket.id,
    number: open.number,
    state: ticket.state,
    channel: ticket.channel,
    title: ticket.title,
    description: ticket.description,
    address: ticket.place.address,
    holder: { name: holder?.name ?? '', telephone: holder?.telephone ?? '' },
    reportedAt: new Date(ticket.reportedAt).toISOString(),
    promisedAt: ticket.promisedAt === null ? null : new Date(ticket.promisedAt).toISOString(),
    publicReply: ticket.publicReply,
    rating: ticket.rating && { score: ticket.rating.score, comment: ticket.rating.comment },
    grid: grid && { id: grid.gridId, name: around.places.gridById(grid.gridId)?.name ?? '' },
    photos: photos.filter(({ kind }) => kind === 'report' || ticket.publicReply !== null),
    timeline: publicTimeline(steps).map((entry) => ({
      kind: entry.kind,
      at: new Date(entry.at).toISOString(),
      unitName: entry.unitId === null ? null : (around.places.unitById(entry.unitId)?.name ?? null),
      text: textOf(bySeq.get(entry.seq), entry.publicReply),
    })),
    available: availableToReporter(ticket, now, around.settings.reopenWindow_ms),
  }
}

function availableToReporter(ticket: Ticket, now: number, reopenWindow_ms: number): FollowView['available'] {
  const viewer = { isHolder: false, isCoUnit: false, isDesk: false, isApprover: false, isResident: true }
  const possible: readonly string[] = availableCommands(ticket, { ...viewer, now, reopenWindow_ms })
  return REPORTER_MAY.filter((kind) => possible.includes(kind))
}

/** How one's report stands: every step of the matter, no names of staff, no internal text. */
export async function readFollowed(
  call: Call<typeof readFollow>,
  deps: IntakeDeps,
  districtId: number,
): Promise<FollowView> {
  const open = await openFollowed(call.tx, districtId, { number: call.params.number, token: call.query.token })
  return followView(call.tx, deps, districtId, open, call.now)
}

/** Adds to, reminds of, rates or reopens one's report. */
export async function commandFollowed(
  call: Call<typeof commandFollow>,
  deps: IntakeDeps,
  districtId: number,
): Promise<FollowView> {
  const { tx, body: wire, now } = call
  const { number } = call.params
  const open = await openFollowed(tx, districtId, { number, token: call.query.token, lock: true })
  const hash = tickets.hashOfCommand(wire)
  if (await tickets.findRepeated(tx, districtId, open, wire.commandId, hash))
    return followView(tx, deps, districtId, open, now)
  const around = await tickets.surroundingsOf(deps, tx, districtId)
  const commands = tickets.toDomain(wire, open.ticket, { ...around, photoIds: [] })
  const decided = tickets.decideAll(open.ticket, commands, around, {
    now,
    actor: { kind: 'resident' },
    actsForUnitIds: [],
    isApprover: false,
    mergeTarget: null,
  })
  await tickets.writeDecided(deps, tx, around, open, decided, hash)
  return followView(tx, deps, districtId, { ...open, ticket: decided.ticket }, now)
}

/** A photo of one's report. */
export async function readFollowedPhoto(
  call: Call<typeof readFollowPhoto>,
  deps: IntakeDeps,
  districtId: number,
): Promise<Download> {
  const { number, photoId } = call.params
  const open = await openFollowed(call.tx, districtId, { number, token: call.query.token })
  const photos = await tickets.listPhotos(call.tx, districtId, open.ticket.id)
  if (!photos.some(({ id }) => id === photoId.toLowerCase())) throw new Refusal('ticket.follow_unknown')
  return tickets.openPhoto(deps, photoId, call.query.size ?? 'full')
}

/** The ticket a number and a token open, for the live stream of a reporter. */
export async function findFollowed(
  deps: Pick<IntakeDeps, 'db'>,
  districtId: number,
  number: string,
  token: string,
): Promise<{ readonly districtId: number; readonly ticketId: string } | null> {
  return deps.db.withScope(followScope(districtId, token), async (tx) => {
    const open = await tickets.findByNumber(tx, districtId, number.replace(/\D/g, ''), followHash(token), false)
    return open ? { districtId, ticketId: open.ticket.id } : null
  })
}
