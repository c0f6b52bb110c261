import type { Instant } from '../time.ts'
import type { Step } from './steps.ts'

/**
 * The latest date that any clock in these steps was to keep; null where none had one. A matter that is settled early and
 * closed has its date after its last change: who counts a month by its dates finds it by this.
 */
export function latestDueOf(steps: readonly Step[]): Instant | null {
  let latest: Instant | null = null
  for (const step of steps) {
    const dueAt = 'clock' in step ? step.clock.dueAt : null
    if (dueAt !== null && (latest === null || dueAt > latest)) latest = dueAt
  }
  return latest
}
