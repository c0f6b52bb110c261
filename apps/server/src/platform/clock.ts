import type { Instant } from '@lianxin/domain'

/** Where "now" comes from. Handlers and jobs get it injected; nothing else reads the machine's clock. */
export interface Clock {
  now(): Instant
}

/** The machine's clock, moved ahead by `offset_ms` (tests of deadlines only; see TEST_CLOCK_OFFSET_MS). */
export function systemClock(offset_ms = 0): Clock {
  return { now: () => Date.now() + offset_ms }
}
