import { ROLES } from '@lianxin/contract'
import { hasTerritory, type Instant } from '@lianxin/domain'

import type { Clock } from '../../platform/clock.ts'
import type { Config } from '../../platform/config.ts'
import type { Database } from '../../platform/db/database.ts'
import { systemScope } from '../../platform/db/scope.ts'
import type { FindSession, Session } from '../../platform/session.ts'
import { findSessionRow, touchSession, type SessionRow } from './store/session.ts'
import { isRole } from './view.ts'

/** The idle time-out is kept to the minute: a write for each request would cost more than it tells. */
const TOUCH_EVERY_MS = 60_000

/**
 * Resolves cookies for the platform. Nothing is cached: each request reads the row, so that a revocation, the end of a
 * post or the closing of an account holds from the next request on.
 */
export function createSessions(
  db: Database,
  clock: Clock,
  config: Pick<Config, 'districtId' | 'databasePrepared'>,
): FindSession {
  const name = config.databasePrepared === 'on' ? 'find_session' : undefined
  return async (token) => {
    const now = clock.now()
    const row = await findSessionRow(db.pool, name, config.districtId, token, now)
    if (!row) return null
    await touchIfDue(db, config.districtId, row, now)
    return sessionOf(config.districtId, row)
  }
}

async function touchIfDue(db: Database, districtId: number, row: SessionRow, now: Instant): Promise<void> {
  if (now - row.last_seen_at < TOUCH_EVERY_MS) return
  await db.withScope(systemScope(districtId), (tx) => touchSession(tx, districtId, row.session_id, now))
}

/**
 * Territorial units and desks see their grid subtree; departments see what involves them or a unit of their line, the
 * city what came to it.
 */
export function sessionOf(districtId: number, row: SessionRow): Session {
  const person = {
    sessionId: row.session_id,
    accountId: row.account_id,
    districtId,
    personId: row.person_id,
    personName: row.person_name,
  }
  if (row.post_id === null || row.unit_id === null || row.unit_kind === null || row.role === null || !isRole(row.role))
    return { ...person, postId: null, role: null, unitId: null, territory: '', unitIds: [], permissions: new Set() }
  return {
    ...person,
    postId: row.post_id,
    role: row.role,
    unitId: row.unit_id,
    territory: hasTerritory(row.unit_kind) ? (row.grid_path ?? '') : '',
    unitIds: row.unit_ids ?? [],
    permissions: new Set(ROLES[row.role]),
  }
}
