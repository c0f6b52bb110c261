import type { PresentPerson } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'

/** Who says that a ticket is open before them. */
export interface PresenceWord {
  readonly districtId: number
  readonly ticketId: string
  readonly sessionId: string
  readonly personId: string
  readonly personName: string
  readonly unitName: string
  readonly mode: 'viewing' | 'editing' | 'left'
}

/** Whoever was not heard of for this long is gone: two missed words of a page that speaks every 15 s. */
export const PRESENT_MS = 30_000

interface Entry extends Omit<PresenceWord, 'mode'> {
  readonly mode: PresentPerson['mode']
  readonly until: Instant
}

/** Who has which ticket open now. Memory of one process; nothing of it is ever written down, counted or added up. */
export class PresenceBook {
  readonly #tickets = new Map<string, Map<string, Entry>>()
  #sweepAt: Instant = 0

  /** Takes in a word of any process. */
  hear(word: PresenceWord, now: Instant): void {
    if (now >= this.#sweepAt) this.#sweep(now)
    const key = keyOf(word)
    const entries = this.#tickets.get(key) ?? new Map<string, Entry>()
    const { mode, ...who } = word
    if (mode === 'left') entries.delete(word.sessionId)
    else entries.set(word.sessionId, { ...who, mode, until: now + PRESENT_MS })
    if (entries.size === 0) this.#tickets.delete(key)
    else this.#tickets.set(key, entries)
  }

  /** The sessions that have the ticket open. */
  sessionsAt(at: Pick<PresenceWord, 'districtId' | 'ticketId'>, now: Instant): ReadonlySet<string> {
    return new Set(this.#at(at, now).map(({ sessionId }) => sessionId))
  }

  /** The persons at a ticket; who edits in one of two windows edits. */
  personsAt(at: Pick<PresenceWord, 'districtId' | 'ticketId'>, now: Instant): PresentPerson[] {
    const persons = new Map<string, PresentPerson>()
    for (const { personId, personName, unitName, mode, until } of this.#at(at, now)) {
      const known = persons.get(personId)
      const left_ms = Math.max(until - now, known?.left_ms ?? 0)
      const editing = mode === 'editing' || known?.mode === 'editing'
      persons.set(personId, { personId, personName, unitName, mode: editing ? 'editing' : 'viewing', left_ms })
    }
    return [...persons.values()]
  }

  #at(at: Pick<PresenceWord, 'districtId' | 'ticketId'>, now: Instant): Entry[] {
    return [...(this.#tickets.get(keyOf(at))?.values() ?? [])].filter(({ until }) => until > now)
  }

  #sweep(now: Instant): void {
    this.#sweepAt = now + PRESENT_MS
    for (const [key, entries] of this.#tickets) {
      for (const [session, { until }] of entries) if (until <= now) entries.delete(session)
      if (entries.size === 0) this.#tickets.delete(key)
    }
  }
}

const keyOf = ({ districtId, ticketId }: Pick<PresenceWord, 'districtId' | 'ticketId'>): string =>
  `${districtId} ${ticketId}`
