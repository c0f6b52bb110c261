import type { Wake } from '../../platform/live/outbox.ts'
import type { Serving } from '../../platform/serve.ts'
import type { Units } from './units.ts'

/** What the module needs of the process. */
export interface AccessDeps extends Serving {
  /** Wakes the readers of the outbox after a commit. */
  readonly wake: Wake
  readonly units: Units
}
