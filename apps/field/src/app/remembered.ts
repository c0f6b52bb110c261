import { isNetworkError, problemIn } from '@lianxin/ui'

import { log, reportFault } from './api.ts'

/** Something the server said: just now, or when it was last seen. */
export interface Seen<T> {
  readonly value: T
  /** Null: just now. */
  readonly asOf_ms: number | null
}

const isAway = (error: unknown): boolean => isNetworkError(error) || (problemIn(error)?.status ?? 0) >= 502

/**
 * Asks the server, and where nothing comes back gives what it said last, with the time. Nothing is kept that `keep`
 * leaves out: names and telephones of reporters are never stored on a telephone.
 */
export async function remembered<T>(
  account: string,
  name: string,
  ask: () => Promise<T>,
  keep: (value: T) => T = (value) => value,
): Promise<Seen<T>> {
  const key = `${account} ${name}`
  try {
    const value = await ask()
    // Reading goes on where the telephone has no room left.
    log.keepRead({ key, account, value: keep(value), at_ms: Date.now() }).catch(reportFault)
    return { value, asOf_ms: null }
  } catch (error) {
    if (!isAway(error)) throw error
    const kept = await log.findRead(key)
    if (!kept) throw error
    return { value: kept.value as T, asOf_ms: kept.at_ms }
  }
}
