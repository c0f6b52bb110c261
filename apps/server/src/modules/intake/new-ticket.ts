import { comparable, DAY_MS, spellingTokens, type Instant } from '@lianxin/domain'

import { syllablesOf } from '../../platform/spelling.ts'
import { tickets } from '../ticket/index.ts'
import { followHash, followToken } from './follow-token.ts'
import { ticketNumber } from './number.ts'
import { telephoneHash } from './telephone-hash.ts'

type WrittenReport = tickets.WrittenReport

/** A new ticket as it was decided here or elsewhere, and who reported it. */
export interface NewTicket extends Pick<
  WrittenReport,
  'ticket' | 'steps' | 'commandHash' | 'gridPath' | 'photos' | 'publicTitle' | 'originallyAt' | 'externalNumber'
> {
  readonly serial: number
  readonly reporter: {
    readonly name?: string
    readonly telephone?: string
    readonly confidential?: boolean
    readonly onBehalf?: string
    readonly notifyBySms?: boolean
    /** Language of messages; Chinese unless given. */
    readonly lang?: 'zh' | 'en'
  }
}

/** What numbers and tokens of a district are made of. */
export interface NewTicketContext {
  readonly districtId: number
  readonly secret: Buffer
  readonly utcOffset_minutes: number
  readonly reporterRetention_days: number
}

/** The UTC day on which names and telephones are emptied; `eraseReporters` compares with the same. */
export const eraseDay = (reportedAt: Instant, retention_days: number): string =>
  new Date(reportedAt + retention_days * DAY_MS).toISOString().slice(0, 10)

/** Everything that is written of a new ticket: it gets its number, its follow token, its masked label and its pairs. */
export function newTicket(given: NewTicket, context: NewTicketContext): WrittenReport {
  const { serial, reporter, ...decided } = given
  const { ticket } = decided
  const name = reporter.name?.trim() ?? ''
  const telephone = reporter.telephone?.trim() ?? ''
  return {
    ...decided,
    districtId: context.districtId,
    number: ticketNumber(serial, ticket.reportedAt, context.utcOffset_minutes),
    followHash: followHash(followToken(context.secret, ticket.id)),
    reporterLabel: tickets.reporterLabel(reporter),
    spelling: spellingTokens({ text: '', readings: [syllablesOf(comparable(ticket.title))] }),
    bigrams: tickets.bigrams(ticket.title, ticket.place.address, ticket.description),
    reporter: {
      name,
      telephone,
      anonymous: name === '' && telephone === '',
      confidential: reporter.confidential ?? false,
      onBehalf: reporter.onBehalf ?? '',
      telephoneHash: telephoneHash(context.secret, telephone, ticket.id),
      notifyBySms: telephone !== '' && (reporter.notifyBySms ?? false),
      lang: reporter.lang ?? 'zh',
      eraseAfter: eraseDay(ticket.reportedAt, context.reporterRetention_days),
    },
  }
}
