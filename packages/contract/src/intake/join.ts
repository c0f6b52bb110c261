import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Id } from '../shapes.ts'
import { ReportReceipt, reporterFields, UploadIds } from './intake.ts'

/** What a further reporter keeps: the number everybody has, a follow code of their own, and the date. */
export const JoinReceipt = Type.Intersect([ReportReceipt, Type.Object({ reporterCount: Type.Integer() })])
export type JoinReceipt = Static<typeof JoinReceipt>

/**
 * Adds somebody who reports the same matter to its ticket: what they say is added to its history, they get a follow code
 * of their own, and they are told of changes like the first reporter. The same again has one effect.
 */
export const joinTicket = operation({
  id: 'intake.join',
  method: 'POST',
  path: '/tickets/:ticketId/reporters',
  summary: { zh: '并入同一诉求（登记为共同诉求人）', en: 'Add a further reporter to a ticket' },
  access: 'ticket.report',
  params: Type.Object({ ticketId: Id }),
  body: Type.Object({
    /** Made by the client (UUIDv7). */
    id: Id,
    text: Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' }),
    uploadIds: Type.Optional(UploadIds),
    reporter: Type.Optional(Type.Object(reporterFields)),
  }),
  reply: JoinReceipt,
  status: 201,
  errors: ['ticket.not_found', 'ticket.step_not_allowed', 'ticket.id_reused', 'ticket.photo_unknown', 'right.missing'],
})
