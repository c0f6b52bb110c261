import type { Step, Ticket } from '@lianxin/domain'

import { tickets } from '../ticket/index.ts'
import { followHash, followToken } from './follow-token.ts'
import { ticketNumber } from './number.ts'

/** A finished or running history from elsewhere: a generator, another system. */
export interface GivenHistory {
  readonly ticket: Ticket
  readonly steps: readonly Step[]
  /** Path of the grid, or of the desk that must find the place. */
  readonly gridPath: string
  readonly reporter: { readonly name: string; readonly telephone: string; readonly confidential: boolean }
}

export interface HistoryContext {
  readonly districtId: number
  readonly secret: Buffer
  readonly utcOffset_minutes: number
  readonly reporterRetention_days: number
}

const DAY_MS = 86_400_000

/** What a given history writes: it gets number and follow token as if it had been reported here. */
export function historyToWrite(given: GivenHistory, serial: number, context: HistoryContext): tickets.WrittenReport {
  const { ticket, steps, gridPath, reporter } = given
  return {
    districtId: context.districtId,
    ticket,
    steps,
    commandHash: tickets.contentHash(ticket.id),
    number: ticketNumber(serial, ticket.reportedAt, context.utcOffset_minutes),
    gridPath,
    photos: [],
    publicTitle: ticket.title,
    followHash: followHash(followToken(context.secret, ticket.id)),
    reporterLabel: tickets.reporterLabel(reporter),
    bigrams: tickets.bigrams(ticket.title, ticket.place.address, ticket.description),
    originallyAt: null,
    externalNumber: null,
    reporter: {
      ...reporter,
      anonymous: reporter.name === '' && reporter.telephone === '',
      onBehalf: '',
      eraseAfter: new Date(ticket.reportedAt + context.reporterRetention_days * DAY_MS).toISOString().slice(0, 10),
    },
  }
}
