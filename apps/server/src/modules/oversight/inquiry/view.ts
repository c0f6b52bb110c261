import type { InquiryRoundView, InquiryView } from '@lianxin/contract'
import { addWorkingTime, remainingWorkingMs, type Inquiry, type InquiryRound, type Instant } from '@lianxin/domain'

import type { Session } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { ListedInquiry } from './store.ts'

const iso = (at: Instant): string => new Date(at).toISOString()
const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at))

/** Who looks, when, with what around. */
export interface Looking {
  readonly around: tickets.Surroundings
  readonly session: Session
  readonly now: Instant
}

function conditionOf({ due }: InquiryRound, waits: boolean, { around, now }: Looking) {
  if (!waits) return 'stopped'
  if (due.dueAt === null) return 'calendarMissing'
  if (now > due.dueAt) return 'overdue'
  const near = addWorkingTime(around.calendar, now, around.settings.nearDue)
  return near.ok && due.dueAt <= near.value ? 'nearDue' : 'running'
}

function roundView(round: InquiryRound, waits: boolean, looking: Looking): InquiryRoundView {
  const { around, now } = looking
  const { due, answer, verdict } = round
  const left = waits ? remainingWorkingMs(around.calendar, due, now) : null
  return {
    asked: tickets.unitBrief(around.places, round.asked.unitId),
    because: round.because,
    clock: {
      startedAt: iso(due.startedAt),
      limit: { ...due.limit },
      dueAt: isoOrNull(due.dueAt),
      remainingWorking_ms: left?.ok ? left.value : null,
      condition: conditionOf(round, waits, looking),
      calendarMissingYear: due.calendarMissingYear,
    },
    answer: answer && { text: answer.text, at: iso(answer.at), inTime: answer.inTime },
    verdict: verdict && { content: verdict.content, reason: verdict.reason, at: iso(verdict.at) },
  }
}

/** What a post may do about it now. The domain is asked again when it does. */
function mayOf({ state, askerUnitId, rounds }: Inquiry, { session, around }: Looking): InquiryView['may'] {
  if (!session.permissions.has('inquiry.write')) return []
  const units = tickets.actsForUnits(session, around.places)
  const asked = rounds.at(-1)?.asked.unitId ?? ''
  if (state === 'asked' && units.includes(asked)) return ['answer']
  if (state === 'answered' && units.includes(askerUnitId)) return ['judge']
  return []
}

/** An inquiry as both levels see it. */
export function inquiryView(row: ListedInquiry, looking: Looking): InquiryView {
  const { body } = row
  const { places, classes } = looking.around
  return {
    id: row.id,
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    ticketTitle: tickets.publicTitle(classes, row.class_ref, row.title),
    asker: tickets.unitBrief(places, body.askerUnitId),
    question: body.question,
    state: body.state,
    askedAt: iso(row.asked_at),
    endedAt: isoOrNull(row.ended_at),
    rounds: body.rounds.map((round, nth) =>
      roundView(round, body.state === 'asked' && nth === body.rounds.length - 1, looking),
    ),
    may: mayOf(body, looking),
  }
}
