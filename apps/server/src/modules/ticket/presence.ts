import type { ReplyOf, tellPresence } from '@lianxin/contract'

import type { Platform } from '../../platform/platform.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import type { TicketDeps } from './deps.ts'
import { PresenceBook, type PresenceWord } from './presence-book.ts'
import { actingUnitId } from './standing.ts'
import { findTicket } from './store.ts'

const TOPIC = 'ticket.presence'
/** A whisper holds 7,999 bytes; a ticket that more units have to do with is shown by its territory. */
const MOST_UNITS = 100

/** What processes whisper to each other: who, and who may hear of it. */
interface Whispered {
  readonly topic: typeof TOPIC
  readonly word: PresenceWord
  readonly path: string
  readonly unitIds: readonly string[]
}

/**
 * Presence of people at tickets: told over the memory of the processes, kept in no table and no log, because nobody is
 * measured by what they look at (国办函〔2026〕12号). Heard only by those who have the ticket open themselves and may
 * still see it.
 */
export function createPresence(platform: Pick<Platform, 'live' | 'clock'>, deps: Pick<TicketDeps, 'places'>) {
  const { clock, live } = platform
  const book = new PresenceBook()

  live.reader.onWhisper((text) => {
    const { topic, word, path, unitIds } = JSON.parse(text) as Whispered
    if (topic !== TOPIC) return
    const now = clock.now()
    book.hear(word, now)
    const { districtId, ticketId } = word
    const sessions = book.sessionsAt(word, now)
    const payload = { ticketId, present: book.personsAt(word, now) }
    const row = { id: 0, districtId, topic, path, unitIds, payload }
    live.hub.tell(
      districtId,
      topic,
      payload,
      (listener) =>
        listener.sessionId !== undefined && sessions.has(listener.sessionId) && listener.select(row) !== undefined,
    )
  })

  return async (call: Call<typeof tellPresence>): Promise<ReplyOf<typeof tellPresence>> => {
    const session = sessionOf(call)
    const { districtId, sessionId, personId, personName } = session
    const open = await findTicket(call.tx, districtId, call.params.ticketId)
    if (!open) throw new Refusal('ticket.not_found')
    const places = await deps.places.open(call.tx, districtId)
    const unitName = places.unitById(actingUnitId(session))?.name ?? ''
    const ticketId = open.ticket.id
    const { mode } = call.body
    const word = { districtId, ticketId, sessionId, personId, personName, unitName, mode }
    const unitIds = open.ticket.involvedUnitIds.slice(0, MOST_UNITS)
    const whispered: Whispered = { topic: TOPIC, word, path: open.gridPath, unitIds }
    call.afterCommit(() => live.reader.whisper(JSON.stringify(whispered)))
    const present = book.personsAt(word, clock.now()).filter((other) => other.personId !== personId)
    return { ticketId, present }
  }
}
