import type { draftResponsibility, ReplyOf } from '@lianxin/contract'
import {
  openResponsibility,
  proposeResponsibility,
  traceOf,
  type MissedStretch,
  type Proposal,
  type ResponsibilityRefusal,
  type Trace,
} from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { findListed, insertCase, listOfTicket, type ListedCase } from './store.ts'
import { readRules, type RulesInForce } from './store-rules.ts'
import { caseViews, contextOf, iso, lookingOf, type Looking } from './view.ts'

/** A refusal of the domain as one of the API. */
export function refused(refusal: ResponsibilityRefusal, pointer: string): Refusal {
  switch (refusal.code) {
    case 'responsibility.appeal_late':
      return new Refusal(refusal.code, { until: iso(refusal.until) })
    case 'calendar.year_missing':
      return new Refusal(refusal.code, { year: refusal.year })
    case 'responsibility.text_missing':
      return new Refusal(refusal.code, {}, pointer)
    case 'responsibility.step_not_allowed':
    case 'responsibility.own_unit':
    case 'responsibility.not_your_unit':
    case 'responsibility.spoken_already':
    case 'responsibility.same_person':
      return new Refusal(refusal.code)
  }
}

/** The chain of a ticket that was opened in this transaction, up to now. */
export async function traceOfTicket(tx: Tx, ticketId: string, { around, now }: Looking): Promise<Trace> {
  return traceOf(await tickets.listSteps(tx, around.districtId, ticketId), around.calendar, now)
}

/**
 * What the rules propose now for units of the caller's territory. Every case answers for what was missed until it was
 * drafted, also one that was dropped or lifted; what was missed after it is proposed again.
 */
export function proposalsFor(
  trace: Trace,
  { rules }: RulesInForce,
  cases: readonly ListedCase[],
  { session, around }: Looking,
): readonly Proposal[] {
  const answered = new Map<string, MissedStretch[]>()
  for (const { unit_id, body } of cases) answered.set(unit_id, [...(answered.get(unit_id) ?? []), ...body.stretches])
  return proposeResponsibility(trace, rules, answered).filter(({ unitId }) => {
    const path = around.places.unitById(unitId)?.gridPath ?? ''
    return session.territory !== '' && path.startsWith(session.territory)
  })
}

/** `responsibility.propose`: makes proposals of the rules cases. A person drafts, nobody is judged by it. */
export async function draftAsStaff(
  call: Call<typeof draftResponsibility>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof draftResponsibility>> {
  const { tx, now, body } = call
  const looking = await lookingOf(call, deps)
  const { districtId, personId, unitId } = looking.session
  const reason = body.reason.trim()
  // Whoever drafts holds the matter still: the chain does not grow between reading and writing.
  const open = await tickets.lockTicket(tx, districtId, call.params.ticketId)
  if (!open) throw new Refusal('ticket.not_found')
  const inForce = await readRules(tx, districtId)
  const trace = await traceOfTicket(tx, open.ticket.id, looking)
  const made: ListedCase[] = []
  for (const [nth, wanted] of body.cases.entries()) {
    const known = await findListed(tx, districtId, wanted.id)
    if (known) {
      const isSame =
        known.ticket_id === open.ticket.id && known.unit_id === wanted.unitId && known.body.reason === reason
      if (!isSame) throw new Refusal('responsibility.id_reused')
      made.push(known)
      continue
    }
    const cases = await listOfTicket(tx, districtId, open.ticket.id)
    if (cases.some((one) => one.unit_id === wanted.unitId && one.body.ending === null))
      throw new Refusal('responsibility.open_already', {}, `/cases/${nth}/unitId`)
    const proposal = proposalsFor(trace, inForce, cases, looking).find((one) => one.unitId === wanted.unitId)
    if (!proposal || unitId === null) throw new Refusal('responsibility.nothing_proposed', {}, `/cases/${nth}/unitId`)
    const opened = openResponsibility(proposal, reason, contextOf(inForce, looking))
    if (!opened.ok) throw refused(opened.refusal, '/reason')
    const row = {
      id: wanted.id,
      ticket_id: open.ticket.id,
      ticket_number: open.number,
      unit_id: wanted.unitId,
      unit_path: looking.around.places.unitById(wanted.unitId)?.gridPath ?? '',
      rules_version: inForce.version,
      rules: inForce.rules,
      opened_at: now,
      revision: 1,
      body: opened.value,
    }
    const isNew = await insertCase(tx, districtId, {
      case: row,
      after: opened.value,
      seq: 1,
      kind: 'proposed',
      commandId: wanted.id,
      at: now,
      by: { personId, unitId },
      reason,
      measure: proposal.measure,
      upheld: null,
    })
    const written = isNew ? await findListed(tx, districtId, wanted.id) : undefined
    if (!written) throw new Refusal('responsibility.id_reused')
    made.push(written)
  }
  return { items: await caseViews(tx, made, looking) }
}
