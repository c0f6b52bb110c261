import type { MissedTime, ResponsibilityView } from '@lianxin/contract'
import {
  answerAppeal,
  appealCase,
  decideCase,
  dropCase,
  liftCase,
  speakToCase,
  type Instant,
  type Proposal,
  type ResponsibilityContext,
} from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf, type Session } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { listActs, type ListedCase, type StoredAct, type StoredCase } from './store.ts'

export const iso = (at: Instant): string => new Date(at).toISOString()
const isoOrNull = (at: Instant | null | undefined): string | null => (at == null ? null : iso(at))

/** What was missed by the hours in which the limits were set. */
export function missedTime({ missed_ms, stretches }: Pick<Proposal, 'missed_ms' | 'stretches'>): MissedTime {
  const byClock = stretches.filter(({ countedIn }) => countedIn === 'hour')
  const clock_ms = byClock.reduce((sum, one) => sum + one.missed_ms, 0)
  return { work_ms: missed_ms - clock_ms, clock_ms }
}

/** Who looks, when, with what around. */
export interface Looking {
  readonly around: tickets.Surroundings
  readonly session: Session
  readonly now: Instant
}

export async function lookingOf(call: Pick<Call, 'tx' | 'session' | 'now'>, deps: OversightDeps): Promise<Looking> {
  const session = sessionOf(call)
  return { session, now: call.now, around: await tickets.surroundingsOf(deps, call.tx, session.districtId) }
}

/** What a decision about a case is made with: by the rules it was proposed by. */
export function contextOf({ rules }: Pick<StoredCase, 'rules'>, looking: Looking): ResponsibilityContext {
  const { around, session, now } = looking
  return { personId: session.personId, unitIds: session.unitIds, now, calendar: around.calendar, rules }
}

/** What a post may do about it now. Asked of the domain with any words, so that a button is there where it works. */
function mayOf(row: StoredCase, looking: Looking): ResponsibilityView['may'] {
  const { permissions, territory } = looking.session
  const one = row.body
  const ctx = contextOf(row, looking)
  const decides = permissions.has('responsibility.decide') && territory !== '' && row.unit_path.startsWith(territory)
  const speaks = permissions.has('responsibility.speak')
  const tried = [
    ['speak', speaks && speakToCase(one, '?', ctx).ok],
    ['appeal', speaks && appealCase(one, '?', ctx).ok],
    ['decide', decides && decideCase(one, one.proposed, '?', ctx).ok],
    ['drop', decides && dropCase(one, '?', ctx).ok],
    ['answer', decides && answerAppeal(one, true, '?', ctx).ok],
    ['lift', decides && liftCase(one, '?', ctx).ok],
  ] as const
  return tried.flatMap(([kind, isPossible]) => (isPossible ? [kind] : []))
}

interface Named {
  readonly acts: ReadonlyMap<string, readonly StoredAct[]>
  readonly names: ReadonlyMap<string, string>
}

/** A case with its history. */
function caseView(row: ListedCase, { acts, names }: Named, looking: Looking): ResponsibilityView {
  const { body } = row
  const { places, classes } = looking.around
  const dueAt = body.state === 'appealed' ? body.appeal?.answerDueAt : undefined
  return {
    id: row.id,
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    ticketTitle: tickets.publicTitle(classes, row.class_ref, row.title),
    unit: tickets.unitBrief(places, row.unit_id),
    share: body.share,
    missed: missedTime(body),
    proposed: body.proposed,
    measure: body.decision?.measure ?? null,
    rulesVersion: row.rules_version,
    state: body.state,
    openedAt: iso(row.opened_at),
    hearingUntil: iso(body.hearingUntil),
    endsAt: isoOrNull(body.decision?.endsAt),
    appealUntil: isoOrNull(body.decision?.appealUntil),
    answerDueAt: isoOrNull(dueAt),
    acts: (acts.get(row.id) ?? []).map((act) => ({
      seq: act.seq,
      kind: act.kind,
      at: iso(act.at),
      unit: act.by_unit_id === null ? null : tickets.unitBrief(places, act.by_unit_id),
      personName: act.by_person_id === null ? null : (names.get(act.by_person_id) ?? ''),
      reason: act.reason,
      measure: act.measure,
      upheld: act.upheld,
    })),
    may: mayOf(row, looking),
  }
}

/** Cases with their histories and the names of who acted. */
export async function caseViews(tx: Tx, rows: readonly ListedCase[], looking: Looking): Promise<ResponsibilityView[]> {
  const { districtId } = looking.session
  const ids = rows.map(({ id }) => id)
  const acts = await listActs(tx, districtId, ids)
  const people = [...acts.values()].flat().flatMap(({ by_person_id: id }) => (id === null ? [] : [id]))
  const names = await tickets.findPersonNames(tx, districtId, [...new Set(people)])
  return rows.map((row) => caseView(row, { acts, names }, looking))
}
