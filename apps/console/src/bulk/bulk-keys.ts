import { ACTION_KEYS } from '../ticket/action-keys.ts'
import type { OfferedKind } from './inputs-of.ts'

/** Keys that move in the queue while nothing is open; a change of many must not take one of them. */
const OF_THE_QUEUE: readonly string[] = ['j', 'k', 'o', 'x', 'X', 'g', 'm']

/** The letter of a command for the chosen rows: the one it has on an open ticket, where the queue leaves it free. */
export function bulkKeyOf(kind: OfferedKind): string | null {
  const key: string = ACTION_KEYS[kind]
  return OF_THE_QUEUE.includes(key) ? null : key
}

/** Repeats the last change. */
export const REPEAT_KEY = '.'
/** Macros with a key of their own: 1 to 9. */
export const MACRO_KEYS = 9
