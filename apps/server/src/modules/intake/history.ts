import type { Step, Ticket } from '@lianxin/domain'

import { tickets } from '../ticket/index.ts'
import { newTicket, type NewTicketContext } from './new-ticket.ts'

/** A finished or running history from elsewhere: a generator, another system. */
export interface GivenHistory {
  readonly ticket: Ticket
  readonly steps: readonly Step[]
  /** Path of the grid, or of the desk that must find the place. */
  readonly gridPath: string
  readonly reporter: { readonly name: string; readonly telephone: string; readonly confidential: boolean }
}

/** What a given history writes: it gets number and follow token as if it had been reported here. */
export function historyToWrite(given: GivenHistory, serial: number, context: NewTicketContext): tickets.WrittenReport {
  const { ticket } = given
  const elsewhere = { photos: [], publicTitle: ticket.title, originallyAt: null, externalNumber: null }
  return newTicket({ ...given, ...elsewhere, serial, commandHash: tickets.contentHash(ticket.id) }, context)
}
