import type { TicketRefusal } from '@lianxin/domain'

import { Refusal, type RefusalParams } from '../../platform/refusal.ts'

/** Fields of a command that a refusal of the domain is about. */
const POINTERS: Partial<Record<TicketRefusal['code'], string>> = {
  'ticket.class_missing': '/classCode',
  'ticket.limit_invalid': '/limit',
  'ticket.until_in_past': '/until',
  'ticket.evidence_missing': '/uploadIds',
  'ticket.merge_self': '/intoId',
  'ticket.merge_target_missing': '/intoId',
  'ticket.merge_target_ended': '/intoId',
  'ticket.score_invalid': '/score',
  'ticket.already_holder': '/unitId',
  'ticket.already_involved': '/unitId',
}

/** The exception a refusal of the domain becomes at the edge of its transaction. */
export function toRefusal(refusal: TicketRefusal): Refusal {
  const { code, ...facts } = refusal
  const params: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(facts)) {
    if (value === null) continue
    const isInstant = name === 'until' || name === 'dueAt'
    params[name] = isInstant ? new Date(value as number).toISOString() : (value as string | number)
  }
  const pointer = refusal.code === 'ticket.text_missing' ? `/${refusal.field}` : POINTERS[code]
  return new Refusal(code, params satisfies RefusalParams, pointer)
}
