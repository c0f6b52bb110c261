import type { Consequence } from '@lianxin/contract'

/** More names would not be read. */
const SHOWN_NAMES = 5

/** One thing that follows from a change. */
export function consequence(
  kind: Consequence['kind'],
  tone: Consequence['tone'],
  count = 0,
  names: readonly string[] = [],
  queue: Readonly<Record<string, string>> | null = null,
): Consequence {
  return { kind, tone, count, names: names.slice(0, SHOWN_NAMES), queue: queue && { ...queue } }
}

/** The same, or nothing where the count is nought. */
export function counted(...given: Parameters<typeof consequence>): Consequence[] {
  return (given[2] ?? 0) > 0 ? [consequence(...given)] : []
}

/** Filters of the queue for the open tickets of a unit. */
export const queueOf = (unitId: string): Record<string, string> => ({ list: 'open', unitId })
