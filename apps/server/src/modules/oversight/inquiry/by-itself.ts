import {
  isOverFor,
  raiseUnanswered,
  redateInquiry,
  settleInquiry,
  type Inquiry,
  type Instant,
  type Ticket,
} from '@lianxin/domain'

import { systemScope } from '../../../platform/db/scope.ts'
import { tickets } from '../../ticket/index.ts'
import { contextOf } from './of-ticket.ts'
import { claimNext, type ByItself } from './store.ts'
import { upperOf } from './upper.ts'
import { tellScreens, writeStep, type InquiryDeps } from './write.ts'

/** What becomes of an inquiry by itself. */
function next(what: ByItself, inquiry: Inquiry, ticket: Ticket, around: tickets.Surroundings, now: Instant): Inquiry {
  const ctx = contextOf({ around, now })
  if (isOverFor(ticket, inquiry.askerUnitId)) return settleInquiry(inquiry)
  switch (what) {
    case 'settled':
      return inquiry
    case 'redated':
      return redateInquiry(inquiry, ctx)
    case 'raised':
      return raiseUnanswered(inquiry, upperOf(inquiry, around.places), ctx)
  }
}

/**
 * Takes the next one and moves it on, in one transaction.
 * @param looked  those looked at in this run, to which this one is added: one that cannot be moved stands in nobody's way
 * @returns       whether it was moved; undefined where none is left
 */
function moveNext(deps: InquiryDeps, districtId: number, what: ByItself, now: Instant, looked: string[]) {
  return deps.db.withScope(systemScope(districtId), async (tx) => {
    const row = await claimNext(tx, districtId, what, now, looked)
    if (!row) return undefined
    looked.push(row.id)
    const open = await tickets.findTicket(tx, districtId, row.ticket_id)
    if (!open) throw new Error(`inquiry ${row.id} is about ticket ${row.ticket_id}, which is not there`)
    const around = await tickets.surroundingsOf(deps, tx, districtId)
    const after = next(what, row.body, open.ticket, around, now)
    if (after !== row.body) {
      const kind = after.state === 'settled' ? 'settled' : what
      const commandId = tickets.ruleCommandId(`${kind} ${row.id} ${row.revision}`)
      const written = { inquiry: row, after, seq: row.revision + 1, kind, commandId, at: now, by: null } as const
      await writeStep(tx, districtId, written)
      await tellScreens(deps, tx, districtId, written)
    }
    return after !== row.body
  })
}

/**
 * Lets time do its part for the inquiries of a district: those whose matter is over are settled, those that waited for
 * the calendar get their date, and those without an answer in time go one level up, each exactly once: it is taken under
 * a lock and no longer found afterwards. Killed in between, the next run goes on; safe beside itself in other processes.
 *
 * @returns how many were moved
 * @throws  AggregateError after all others were looked at, with what went wrong for single ones
 */
export async function moveInquiries(deps: InquiryDeps, districtId: number, now: Instant): Promise<number> {
  let moved = 0
  const faults: unknown[] = []
  for (const what of ['settled', 'redated', 'raised'] as const) {
    const looked: string[] = []
    for (let goesOn = true; goesOn;) {
      const before = looked.length
      try {
        const isMoved = await moveNext(deps, districtId, what, now, looked)
        if (isMoved === true) moved += 1
        goesOn = isMoved !== undefined
      } catch (fault) {
        faults.push(fault)
        // Where not even one could be taken, the next would fail as well.
        goesOn = looked.length > before
      }
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, 'some inquiries were not moved')
  return moved
}
