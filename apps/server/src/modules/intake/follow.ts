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
/** Who was added later judges nothing for the one who reported first: there is one rating. */
const CO_REPORTER_MAY: readonly string[] = ['supplement', 'remind', 'reopen']

/** A ticket as its reporter opened it, or one of those who were added to it. */
interface Followed extends tickets.OpenTicket {
  /** Null for the first reporter. */
  readonly coReporterId: string | null
}

/**
 * The reporter's own ticket, whether they reported it first or were added to it.
 * @throws Refusal ticket.follow_unknown, the same for a wrong number and a wrong token
 */
export async function openFollowed(
  tx: Tx,
  districtId: number,
  of: { readonly number: string; readonly token: string; readonly lock?: boolean },
): Promise<Followed> {
  const number = of.number.replace(/\D/g, '')
  const hash = followHash(of.token)
  const open = await tickets.findByNumber(tx, districtId, number, hash, of.lock ?? false)
  if (open) return { ...open, coReporterId: null }
  const joined = await tickets.openCoFollowed(tx, districtId, hash)
  const find = of.lock ? tickets.lockTicket : tickets.findTicket
  const theirs = joined && (await find(tx, districtId, joined.ticketId))
  if (!theirs || theirs.number !== number) throw new Refusal('ticket.follow_unknown')
  return { ...theirs, coReporterId: joined.id }
}

/** Whose words a step holds: the id of who was added later, null for the first reporter. */
function authorOf(step: Step): string | null {
  return step.actor.kind === 'system' ? null : (step.actor.coReporterId ?? null)
}

/** Text of a step for a reporter: the reply, or what they said themselves; not what others said. */
function textOf(step: Step | undefined, publicReply: string | null, reader: string | null): string | null {
  if (publicReply !== null) return publicReply
  if (step === undefined || authorOf(step) !== reader) return null
  if (step.kind === 'supplemented') return step.text
  return step.kind === 'reminded' && step.actor.kind === 'resident' ? step.text : null
}

/** What a reporter wrote when they reported: the text of the ticket, or the words with which they were added to it. */
function ownWords(ticket: Ticket, steps: readonly Step[], reader: string | null): string {
  if (reader === null) return ticket.description
  const joining = steps.find((step) => step.commandId === reader)
  return joining?.kind === 'supplemented' ? joining.text : ''
}

async function followView(
  tx: Tx,
  deps: IntakeDeps,
  districtId: number,
  open: Followed,
  now: number,
): Promise<FollowView> {
  const { ticket, coReporterId } = open
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
    title: coReporterId === null ? ticket.title : tickets.publicTitle(around.classes, ticket.class, ticket.title),
    description: ownWords(ticket, steps, coReporterId),
    address: ticket.place.address,
    holder: { name: holder?.name ?? '', telephone: holder?.telephone ?? '' },
    reportedAt: new Date(ticket.reportedAt).toISOString(),
    promisedAt: ticket.promisedAt === null ? null : new Date(ticket.promisedAt).toISOString(),
    publicReply: ticket.publicReply,
    rating:
      coReporterId === null ? ticket.rating && { score: ticket.rating.score, comment: ticket.rating.comment } : null,
    grid: grid && { id: grid.gridId, name: around.places.gridById(grid.gridId)?.name ?? '' },
    photos: photos.filter((photo) => maySee(photo, open)),
    timeline: publicTimeline(steps).map((entry) => ({
      kind: entry.kind,
      at: new Date(entry.at).toISOString(),
      unitName: entry.unitId === null ? null : (around.places.unitById(entry.unitId)?.name ?? null),
      text: textOf(bySeq.get(entry.seq), entry.publicReply, coReporterId),
    })),
    available: availableTo(open, now, around.settings.reopenWindow_ms),
  }
}

/** What was reported with a photo is shown to who reported first; photos of the result to everybody once it is told. */
function maySee(photo: { readonly kind: 'report' | 'evidence' }, { ticket, coReporterId }: Followed): boolean {
  return photo.kind === 'report' ? coReporterId === null : ticket.publicReply !== null
}

function availableTo(
  { ticket, coReporterId }: Followed,
  now: number,
  reopenWindow_ms: number,
): FollowView['available'] {
  const viewer = { isHolder: false, isCoUnit: false, isDesk: false, isApprover: false, isResident: true }
  const possible: readonly string[] = availableCommands(ticket, { ...viewer, now, reopenWindow_ms })
  return REPORTER_MAY.filter(
    (kind) => possible.includes(kind) && (coReporterId === null || CO_REPORTER_MAY.includes(kind)),
  )
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
  const { coReporterId } = open
  if (coReporterId !== null && !CO_REPORTER_MAY.includes(wire.kind)) throw new Refusal('ticket.rated_by_first')
  const hash = tickets.hashOfCommand(wire)
  if (await tickets.findRepeated(tx, districtId, open, wire.commandId, hash))
    return followView(tx, deps, districtId, open, now)
  const around = await tickets.surroundingsOf(deps, tx, districtId)
  const commands = tickets.toDomain(wire, open.ticket, { ...around, photoIds: [] })
  const decided = tickets.decideAll(open.ticket, commands, around, {
    now,
    actor: { kind: 'resident', ...(coReporterId === null ? {} : { coReporterId }) },
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
  if (!photos.some((photo) => photo.id === photoId.toLowerCase() && maySee(photo, open)))
    throw new Refusal('ticket.follow_unknown')
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
    try {
      const open = await openFollowed(tx, districtId, { number, token })
      return { districtId, ticketId: open.ticket.id }
    } catch (cause) {
      if (cause instanceof Refusal) return null
      throw cause
    }
  })
}
