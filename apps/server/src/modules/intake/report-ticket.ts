import type { ReportReceipt } from '@lianxin/contract'
import {
  decide,
  evolveAll,
  type Actor,
  type Channel,
  type Command,
  type Instant,
  type Place,
  type Step,
  type Ticket,
  type Urgency,
} from '@lianxin/domain'

import { afterCommit, type Tx } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { tickets, type TicketDeps } from '../ticket/index.ts'
import { followToken } from './follow-token.ts'
import { newTicket } from './new-ticket.ts'
import type { Serials } from './number.ts'
import { placeOf, type PlaceGiven } from './place.ts'
import { reportReceiptOf } from './receipt.ts'

/** What intake needs beside what tickets need. */
export interface IntakeDeps extends TicketDeps {
  readonly secret: Buffer
  readonly serials: Serials
}

/** A report from any door. */
export interface Report extends PlaceGiven {
  readonly id: string
  readonly title?: string
  readonly description: string
  readonly channel: Channel
  readonly urgency?: Urgency
  readonly classCode?: string
  readonly uploadIds?: readonly string[]
  readonly voices?: readonly { readonly uploadId: string; readonly duration_ms: number }[]
  readonly reporter?: {
    readonly name?: string
    readonly telephone?: string
    readonly confidential?: boolean
    readonly onBehalf?: string
    readonly notifyBySms?: boolean
  }
  readonly selfResolved?: { readonly publicReply: string }
  readonly originallyAt?: string
  readonly externalNumber?: string
}

/** Who reports: nobody known, or staff with the unit they act for. */
export interface Reporting {
  readonly districtId: number
  readonly now: Instant
  readonly actor: Actor
  readonly unitId: string | null
  /** Content of the request; the same again is the same report. */
  readonly hash: Buffer
  /** Language the reporter is told in. */
  readonly lang: 'zh' | 'en'
}

/** Whether files come with it, which are moved on the way: nothing is moved twice. */
export function hasUploads(report: Report): boolean {
  return Boolean(report.uploadIds?.length) || Boolean(report.voices?.length)
}

const TITLE_LENGTH = 40

/** The first sentence of the text where no title was given. */
export function titleOf(report: Pick<Report, 'title' | 'description'>): string {
  const given = report.title?.trim()
  if (given) return given
  const text = report.description.trim().replace(/\s+/g, ' ')
  const sentence = /^[^。！？!?；;\n]+/.exec(text)?.[0] ?? text
  const letters = [...sentence]
  const cut = letters.slice(0, TITLE_LENGTH).join('')
  // Chinese may be cut anywhere; a word of letters is left out whole.
  const isInWord = /[\p{Script=Latin}\d]/u.test(letters[TITLE_LENGTH] ?? '')
  return (isInWord ? cut.replace(/\s+[\p{Script=Latin}\d'’-]*$/u, '') : cut) || '—'
}

/** A report decided on, or answered already. */
type Prepared =
  | { readonly before: ReportReceipt }
  | {
      readonly written: tickets.WrittenReport
      readonly voices: readonly tickets.ClaimedVoice[]
      readonly receipt: ReportReceipt
    }

/**
 * Makes tickets of reports of one district, in one transaction and one statement: each has an owner and a clock from the
 * first moment. The same report again has one effect and the same answer. A place that cannot be told, or lies outside,
 * brings it to the fallback desk; it is never refused for that. Each has its own outcome: one that is refused does not
 * touch the others.
 * @param tx  in the scope of the system: a reporter sees nothing yet, and the ticket may lie outside of a worker's area
 */
export async function reportTickets(
  tx: Tx,
  deps: IntakeDeps,
  districtId: number,
  items: readonly { readonly report: Report; readonly reporting: Reporting }[],
): Promise<readonly (ReportReceipt | Refusal)[]> {
  const around = await tickets.surroundingsOf(deps, tx, districtId)
  const prepared: (Prepared | Refusal)[] = []
  for (const { report, reporting } of items)
    prepared.push(await orRefusal(prepare(tx, deps, around, report, reporting)))
  const writes = prepared.flatMap((one) => ('written' in one ? [one.written] : []))
  const written = writes.length === 0 ? new Set() : await tickets.insertReports(tx, writes)
  if (written.size > 0) afterCommit(tx, deps.wake)
  const outcomes: (ReportReceipt | Refusal)[] = []
  for (const [index, { report, reporting }] of items.entries()) {
    const one = prepared[index]
    if (one === undefined) throw new Error('every report was prepared')
    if (one instanceof Refusal) outcomes.push(one)
    else if ('before' in one) outcomes.push(one.before)
    else if (written.has(one.written)) {
      await tickets.insertVoices(tx, districtId, one.written.ticket, one.voices)
      outcomes.push(one.receipt)
    } else outcomes.push(await orRefusal(getReported(tx, deps, report.id, around, reporting.hash)))
  }
  return outcomes
}

async function orRefusal<T>(outcome: Promise<T>): Promise<T | Refusal> {
  try {
    return await outcome
  } catch (cause) {
    if (cause instanceof Refusal) return cause
    throw cause
  }
}

async function prepare(
  tx: Tx,
  deps: IntakeDeps,
  around: tickets.Surroundings,
  report: Report,
  reporting: Reporting,
): Promise<Prepared> {
  const { districtId, hash } = reporting
  if (hasUploads(report)) {
    const before = await findReported(tx, deps, report.id, around, hash)
    if (before) return { before }
  }
  const photos = await tickets.claimPhotos(deps, report.uploadIds ?? [], 'report')
  const voices = await tickets.claimVoices(deps, report.voices ?? [])
  const { place, outside } = await placeOf(tx, deps, around, report, photos[0]?.position ?? null)
  const { ticket, steps } = decideReport(report, reporting, around, place, outside, photos)
  const given = {
    ticket,
    steps,
    commandHash: hash,
    gridPath: tickets.pathOf(ticket, around.places),
    photos,
    publicTitle: tickets.publicTitle(around.classes, ticket.class, ticket.title),
    originallyAt: report.originallyAt === undefined ? null : Date.parse(report.originallyAt),
    externalNumber: report.externalNumber ?? null,
    serial: await deps.serials.next(tx),
    reporter: { ...report.reporter, lang: reporting.lang },
  }
  const written = newTicket(given, {
    districtId,
    secret: deps.secret,
    utcOffset_minutes: around.calendar.utcOffsetMinutes,
    reporterRetention_days: around.settings.reporterRetention_days,
  })
  const token = followToken(deps.secret, ticket.id)
  return { written, voices, receipt: reportReceiptOf(ticket, written.number, token, around) }
}

function decideReport(
  report: Report,
  { actor, unitId, now }: Reporting,
  around: tickets.Surroundings,
  place: Place,
  outside: boolean,
  photos: readonly tickets.ClaimedPhoto[],
): { readonly ticket: Ticket; readonly steps: readonly Step[] } {
  const found = report.classCode === undefined ? undefined : around.classes.find(report.classCode)
  if (report.classCode !== undefined && !found) throw new Refusal('catalogue.class_unknown', {}, '/classCode')
  const unit = unitId === null ? undefined : around.places.unitById(unitId)
  if (report.selfResolved && !unit) throw new Refusal('right.missing', { permission: 'ticket.handle' })
  const urgent = report.urgency === 'urgent' || found?.entry.urgent === true
  const command: Command = {
    kind: 'report',
    commandId: report.id,
    ticketId: report.id,
    channel: report.channel,
    urgency: urgent ? 'urgent' : 'normal',
    title: titleOf(report),
    description: report.description,
    place,
    ...(found ? { classification: { class: found.ref, limit: found.limit } } : {}),
    ...(report.selfResolved && unit
      ? {
          selfResolved: {
            by: tickets.unitRef(unit),
            publicReply: report.selfResolved.publicReply,
            evidencePhotoIds: photos.map(({ id }) => id),
          },
        }
      : {}),
  }
  const deciding = { now, actor, actsForUnitIds: [], isApprover: false, mergeTarget: null }
  const gridPath = place.grid?.path ?? around.places.fallbackDesk.gridPath
  const decided = decide(null, command, tickets.contextOf(around, deciding, { gridPath, class: found?.ref ?? null }))
  if (!decided.ok) throw tickets.toRefusal(decided.refusal)
  const ticket = evolveAll(null, decided.value)
  if (!outside) return { ticket, steps: decided.value }
  const note: Command = { kind: 'note', commandId: report.id, text: OUTSIDE_NOTE }
  const rule = { ...deciding, actor: { kind: 'system', rule: 'outsideDistrict' } } as const
  const noted = tickets.decideAll(ticket, [note], around, rule)
  return { ticket: noted.ticket, steps: [...decided.value, ...noted.steps] }
}

const OUTSIDE_NOTE = '上报的位置不在本区网格范围内，请核实地址或转交。The place given lies outside the district.'

/** The answer to a report that exists. @throws Refusal ticket.id_reused when it was another one */
async function getReported(...of: Parameters<typeof findReported>): Promise<ReportReceipt> {
  const before = await findReported(...of)
  if (!before) throw new Refusal('ticket.id_reused', {}, '/id')
  return before
}

/** The answer to a report that came before. @throws Refusal ticket.id_reused when its content was another */
async function findReported(
  tx: Tx,
  deps: IntakeDeps,
  id: string,
  around: tickets.Surroundings,
  hash: Buffer,
): Promise<ReportReceipt | undefined> {
  const open = await tickets.findTicket(tx, around.districtId, id)
  if (!open) return undefined
  const ticket = await tickets.findRepeated(tx, around.districtId, open, id, hash, '/id')
  if (!ticket) throw new Refusal('ticket.id_reused', {}, '/id')
  return reportReceiptOf(ticket, open.number, followToken(deps.secret, id), around)
}
