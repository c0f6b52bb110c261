import type { Platform } from '../../platform/platform.ts'
import type { Units } from './units.ts'

/** Ends live streams of a session or account once the transaction commits. */
export type RevokeStreams = Platform['revokeStreams']

/** What the module needs of the process. */
export interface AccessDeps extends Platform {
  readonly units: Units
}
