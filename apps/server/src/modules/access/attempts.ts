import type { Instant } from '@lianxin/domain'

import { LOCK_MS, MAX_FAILURES } from './store/account.ts'

/** Names kept; beyond, the oldest is forgotten. Guessing many names is stopped by the rate limit before that. */
const KEPT = 10_000

/**
 * Failed sign-ins under names that have no account. They are answered like real ones, lock-out included, so that the
 * answers do not tell which names exist. Kept in memory only: nothing hangs on them.
 */
export class UnknownNames {
  readonly #failures = new Map<string, { count: number; lockedUntil: Instant }>()

  /** Counts a failure. @returns the end of the lock-out, or null while there is none */
  fail(name: string, now: Instant): Instant | null {
    const known = this.#failures.get(name)
    if (known && known.lockedUntil > now) return known.lockedUntil
    const count = known && known.lockedUntil === 0 ? known.count + 1 : 1
    const lockedUntil = count >= MAX_FAILURES ? now + LOCK_MS : 0
    this.#failures.delete(name)
    this.#failures.set(name, { count, lockedUntil })
    const [oldest] = this.#failures.keys()
    if (this.#failures.size > KEPT && oldest !== undefined) this.#failures.delete(oldest)
    return lockedUntil === 0 ? null : lockedUntil
  }
}
