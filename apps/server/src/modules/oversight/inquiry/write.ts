import { isAboveDistrict, type InquiryRefusal } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { publish } from '../../../platform/live/outbox.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { OversightDeps } from '../deps.ts'
import { tickets } from '../../ticket/index.ts'
import { unitsOf, updateInquiry, type Written } from './store.ts'

export type InquiryDeps = Omit<OversightDeps, 'grids'>

/**
 * The exception a refusal of the domain becomes at the edge of its transaction.
 * @param pointer  the field that holds the words
 */
export function toRefusal(refusal: InquiryRefusal, pointer: string): Refusal {
  const from = 'from' in refusal && refusal.from !== null ? { from: new Date(refusal.from).toISOString() } : {}
  return new Refusal(refusal.code, from, refusal.code === 'inquiry.text_missing' ? pointer : undefined)
}

/**
 * Writes what a step made of a locked inquiry. A unit above the district sees nothing of it but what came to it: with the
 * question it gets the matter to read.
 */
export async function writeStep(tx: Tx, districtId: number, written: Written): Promise<void> {
  await updateInquiry(tx, districtId, written)
  const asked = written.after.rounds.at(-1)?.asked
  if (asked && isAboveDistrict(asked))
    await tickets.involveUnit(tx, districtId, written.inquiry.ticket_id, asked.unitId)
}

/** Tells the screens of both levels, once `tx` commits. */
export async function tellScreens(deps: InquiryDeps, tx: Tx, districtId: number, written: Written): Promise<void> {
  const { inquiry, after } = written
  const audience = { districtId, path: inquiry.grid_path, unitIds: unitsOf(after) }
  const payload = {
    inquiryId: inquiry.id,
    ticketId: inquiry.ticket_id,
    state: after.state,
    askedUnitId: after.rounds.at(-1)?.asked.unitId ?? after.askerUnitId,
  }
  await publish(tx, { topic: 'inquiry.changed', payload, audience }, deps.wake)
}
