import type { BodyOf, previewNotice, ReplyOf, WireCommandKind } from '@lianxin/contract'
import {
  addWorkingTime,
  noticeOfStep,
  renderNotice,
  type NoticeKind,
  type StepKind,
  type Ticket,
  type TicketState,
} from '@lianxin/domain'

import { systemScope } from '../../platform/db/scope.ts'
import type { Lang } from '../../platform/language.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { scopeOf, sessionOf } from '../../platform/session.ts'
import { tickets } from '../ticket/index.ts'
import { compose, valuesOf, withLink, type Around, type Happened } from './compose.ts'
import type { MessagingDeps } from './deps.ts'
import { isPerson, listReachable, wishesOf } from './people.ts'
import { listRobots } from './store-channels.ts'

type Outcome = readonly [step: StepKind, state: TicketState]

/** The step each command ends with, as far as people are told of it; null where the offices are among themselves. */
const OUTCOME = {
  accept: ['accepted', 'accepted'],
  decline: ['declined', 'declined'],
  classify: null,
  locate: null,
  file: ['filed', 'filed'],
  dispatch: ['dispatched', 'dispatched'],
  acknowledge: ['acknowledged', 'acknowledged'],
  returnToDispatcher: ['returned', 'filed'],
  reassign: ['reassigned', 'dispatched'],
  addUnit: ['unitAdded', 'inProgress'],
  coUnitResult: null,
  start: ['started', 'inProgress'],
  selfResolve: ['selfResolved', 'resolved'],
  escalate: ['escalated', 'dispatched'],
  requestSuspend: null,
  requestExtension: null,
  requestAbnormalClose: null,
  approve: null,
  reject: null,
  resume: ['resumed', 'inProgress'],
  resolve: ['resolved', 'resolved'],
  verify: ['verified', 'verified'],
  rework: ['reworked', 'inProgress'],
  close: ['closed', 'closed'],
  void: ['voided', 'void'],
  merge: ['merged', 'merged'],
  unmerge: ['unmerged', 'filed'],
  note: null,
  supplement: null,
  remind: null,
  rate: null,
  reopen: ['reopened', 'filed'],
  undo: null,
} as const satisfies Readonly<Record<WireCommandKind, Outcome | null>>

/** What an approval carries out. */
const APPROVED = {
  suspend: ['suspended', 'suspended'],
  extend: ['extended', 'inProgress'],
  abnormalClose: ['abnormallyClosed', 'abnormallyClosed'],
} as const satisfies Readonly<Record<NonNullable<Ticket['pending']>['kind'], Outcome>>

function outcomeOf(kind: WireCommandKind, ticket: Ticket): Outcome | null {
  return kind === 'approve' && ticket.pending ? APPROVED[ticket.pending.kind] : OUTCOME[kind]
}

/** The unit the matter comes to by a command, or stays with. */
function unitOf(body: BodyOf<typeof previewNotice>, ticket: Ticket, { places }: tickets.Surroundings): string {
  const { kind, unitId } = body
  const holder = places.unitById(ticket.holder.unitId)
  const path = ticket.place.grid?.path
  const owner = path === undefined ? undefined : places.ownerOf(path)
  if (kind === 'dispatch') return unitId ?? owner?.unit.id ?? ticket.holder.unitId
  if (kind === 'escalate') return unitId ?? (holder && places.above(holder).unit?.id) ?? ticket.desk.unitId
  if (kind === 'reassign' || kind === 'addUnit') return unitId ?? ticket.holder.unitId
  return kind === 'returnToDispatcher' || kind === 'reopen' ? ticket.desk.unitId : ticket.holder.unitId
}

const BRINGS: readonly WireCommandKind[] = ['dispatch', 'reassign', 'escalate', 'addUnit']

/** The date the reporter is promised by it: filing begins to count the limit of the class. */
function promisedBy(kind: WireCommandKind, ticket: Ticket, around: tickets.Surroundings, now: number): number | null {
  if (ticket.promisedAt !== null || (kind !== 'dispatch' && kind !== 'file')) return ticket.promisedAt
  const due = addWorkingTime(around.calendar, now, ticket.classLimit ?? around.settings.limits.handling)
  return due.ok ? due.value : null
}

/** The ticket as the command would leave it, as far as texts speak of it. */
function ticketAfter(
  body: BodyOf<typeof previewNotice>,
  ticket: Ticket,
  around: tickets.Surroundings,
  now: number,
): Ticket {
  const given = body.publicReply?.trim()
  const asked = ticket.pending?.kind === 'abnormalClose' ? ticket.pending.publicReply : undefined
  const publicReply = given || (body.kind === 'approve' ? asked : undefined) || ticket.publicReply
  const state = outcomeOf(body.kind, ticket)?.[1] ?? ticket.state
  return { ...ticket, state, publicReply, promisedAt: promisedBy(body.kind, ticket, around, now) }
}

/** What the follow page will say, in the language of who asks: the text with the whole answer, without a link to itself. */
function pageText(kind: NoticeKind, happened: Happened, around: Around, lang: Lang): string {
  const values = valuesOf(happened, { ...around, linked: false }, lang, happened.ticket.promisedAt)
  return renderNotice(around.texts(kind)[lang], { ...values, reply: happened.ticket.publicReply ?? '' })
}

/** Whom a command would tell what. Wishes of the reporter are read by the system; the caller learns ways, no numbers. */
export async function previewForStaff(
  call: Call<typeof previewNotice>,
  deps: MessagingDeps,
): Promise<ReplyOf<typeof previewNotice>> {
  const session = sessionOf(call)
  const { districtId } = session
  const { body } = call
  const open = await call.inScope(scopeOf(session), (tx) => tickets.findTicket(tx, districtId, call.params.ticketId))
  if (!open) throw new Refusal('ticket.not_found')
  return call.inScope(systemScope(districtId), async (tx) => {
    const surroundings = await tickets.surroundingsOf(deps, tx, districtId)
    const texts = await deps.texts.of(tx, districtId)
    const around: Around = { surroundings, texts, ways: deps.ways, linked: deps.publicUrl !== '' }
    const step = outcomeOf(body.kind, open.ticket)?.[0]
    const kind = step === undefined ? null : noticeOfStep(step)
    const ticket = ticketAfter(body, open.ticket, surroundings, call.now)
    const unitId = unitOf(body, open.ticket, surroundings)
    const unitKind = ticket.urgency === 'urgent' ? 'unitUrgent' : 'unitAssigned'
    const unit = BRINGS.includes(body.kind) ? ({ id: unitId, kind: unitKind } as const) : null
    const happened: Happened = { ticket, number: open.number, kind, unit, unitId }
    const people = (await listReachable(tx, districtId, ticket.id)).map((one) => ({
      key: one.key,
      wishes: wishesOf(one),
    }))
    const drafts = compose(happened, people, await listRobots(tx, districtId), around)
    const link = `${deps.publicUrl}/r/t/${open.number}`
    const page =
      kind === null
        ? []
        : [{ adapter: 'page', to: 'reporter', text: pageText(kind, happened, around, call.lang) } as const]
    const out = drafts.map(({ adapter, recipient, text }) => ({
      adapter,
      to: isPerson(recipient) ? ('reporter' as const) : ('unit' as const),
      text: withLink(text, link),
    }))
    // Several people are told the same words: shown once.
    const first = new Map(out.map((one) => [`${one.adapter} ${one.text}`, one]))
    const notices = [...page, ...first.values()]
    return { notices, toldNobody: notices.length === 0 }
  })
}
