import type { Instant } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import type { Lang } from '../../platform/language.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf, type Session } from '../../platform/session.ts'
import type { Dependants } from './dependants.ts'
import type { Units } from './units.ts'

/** Ends live streams of a session or account once the transaction commits. */
export type RevokeStreams = Platform['revokeStreams']

/** What the module needs of the process. */
export interface AccessDeps extends Platform {
  readonly units: Units
  readonly dependants: Dependants
}

/** A change of administration under way: who makes it, when, in which transaction. */
export interface Admin {
  readonly tx: Tx
  readonly by: Session
  readonly lang: Lang
  readonly now: Instant
  readonly units: Units
  readonly dependants: Dependants
}

/** The change that a call asks for. */
export function adminOf(
  call: Pick<Call, 'tx' | 'session' | 'lang' | 'now'>,
  { units, dependants }: Pick<AccessDeps, 'units' | 'dependants'>,
): Admin {
  return { tx: call.tx, by: sessionOf(call), lang: call.lang, now: call.now, units, dependants }
}

/** How a change is made: only tried, as the taking back of another, as part of an import. */
export interface How {
  readonly dryRun?: boolean | undefined
  readonly undoes?: string | undefined
  readonly batch?: string | undefined
}

/** What a change leaves in the history beside its subject. */
export const marksOf = ({ undoes, batch }: How): { undoes?: string; batch?: string } => ({
  ...(undoes === undefined ? {} : { undoes }),
  ...(batch === undefined ? {} : { batch }),
})
