import type { Tx } from '../../platform/db/database.ts'

/** Messages about a ticket that was opened in this transaction, oldest first. */
export function listDeliveryRows(tx: Tx, districtId: number, ticketId: string) {
  return tx
    .selectFrom('message_delivery')
    .select([
      'id',
      'kind',
      'adapter',
      'recipient',
      'text',
      'state',
      'created_at',
      'next_attempt_at',
      'sent_at',
      'attempts',
      'failure',
    ])
    .where('district_id', '=', districtId)
    .where('ticket_id', '=', ticketId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}
export type DeliveryRow = Awaited<ReturnType<typeof listDeliveryRows>>[number]
