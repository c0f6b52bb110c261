import type { Role } from '@lianxin/contract'
import type { Instant, UnitKind } from '@lianxin/domain'
import { sql } from 'kysely'
import type pg from 'pg'
import { uuidv7 } from 'uuidv7'

import type { Tx } from '../../../platform/db/database.ts'
import { toTimestamp } from '../../../platform/db/types.ts'
import { hashToken, newToken } from '../token.ts'
import { instantParameter, localDay } from './instant.ts'

/** GB/T 22239: a terminal left alone is signed out. */
export const IDLE_MS = 30 * 60_000
/** A working day and a bit; then one signs in again. */
export const HARD_END_MS = 12 * 3_600_000

/** What `find_session` answers (migration 0010). */
export interface SessionRow {
  readonly session_id: string
  readonly account_id: string
  readonly person_id: string
  readonly person_name: string
  readonly post_id: string | null
  readonly role: string | null
  readonly unit_id: string | null
  readonly unit_kind: UnitKind | null
  readonly grid_path: string | null
  readonly unit_ids: string[] | null
  readonly last_seen_at: Instant
}

const FIND = 'select * from find_session($1, $2, $3, $4)'

/** The row of a live session, by one statement outside any scope. `name` makes it a prepared one. */
export async function findSessionRow(
  pool: Pick<pg.Pool, 'query'>,
  name: string | undefined,
  districtId: number,
  token: string,
  now: Instant,
): Promise<SessionRow | undefined> {
  const values = [districtId, hashToken(token), toTimestamp(now), toTimestamp(now - IDLE_MS)]
  const { rows } = await pool.query<SessionRow>({ text: FIND, values, ...(name === undefined ? {} : { name }) })
  return rows[0]
}

/** Notes that the session is in use, for the idle time-out only. */
export async function touchSession(tx: Tx, districtId: number, sessionId: string, now: Instant): Promise<void> {
  await tx
    .updateTable('session')
    .set({ last_seen_at: toTimestamp(now) })
    .where('district_id', '=', districtId)
    .where('id', '=', sessionId)
    .where('last_seen_at', '<', instantParameter(now))
    .execute()
}

export interface NewSession {
  readonly districtId: number
  readonly accountId: string
  readonly postId: string | null
  readonly secondFactor: boolean
}

/** Opens a session. @returns its id and the token for the cookie, which is stored nowhere */
export async function insertSession(tx: Tx, session: NewSession, now: Instant): Promise<{ id: string; token: string }> {
  const token = newToken()
  const id = uuidv7()
  await tx
    .insertInto('session')
    .values({
      district_id: session.districtId,
      token_hash: hashToken(token),
      id,
      account_id: session.accountId,
      post_id: session.postId,
      second_factor: session.secondFactor,
      created_at: toTimestamp(now),
      last_seen_at: toTimestamp(now),
      expires_at: toTimestamp(now + HARD_END_MS),
    })
    .execute()
  return { id, token }
}

/** Ends all open sessions of an account. @returns how many */
export async function revokeSessions(tx: Tx, districtId: number, accountId: string, now: Instant): Promise<number> {
  const ended = await tx
    .updateTable('session')
    .set({ revoked_at: toTimestamp(now) })
    .where('district_id', '=', districtId)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}

/** Changes one session: its acting post, its second factor, or its end. */
export async function updateSession(
  tx: Tx,
  districtId: number,
  sessionId: string,
  change: { post_id?: string; second_factor?: boolean; revoked_at?: Date },
): Promise<void> {
  await tx
    .updateTable('session')
    .set(change)
    .where('district_id', '=', districtId)
    .where('id', '=', sessionId)
    .execute()
}

/** A post with its unit and grid, as the session shows it. */
export interface PostRow {
  readonly id: string
  readonly role: Role
  readonly unit_id: string
  readonly unit_name: string
  readonly unit_name_en: string
  readonly unit_kind: UnitKind
  readonly unit_level: number
  readonly unit_telephone: string
  readonly grid_id: string | null
  readonly grid_code: string | null
  readonly grid_name: string | null
  readonly grid_level: number | null
  readonly grid_path: string | null
}

/** Posts a person holds on the local day of `now`, highest unit first. */
export async function listHeldPosts(
  tx: Tx,
  districtId: number,
  personId: string,
  now: Instant,
): Promise<readonly PostRow[]> {
  const { rows } = await sql<PostRow>`
    select po.id, po.role, u.id as unit_id, u.name as unit_name, u.name_en as unit_name_en, u.kind as unit_kind,
      u.level as unit_level, u.telephone as unit_telephone, g.id as grid_id, g.code as grid_code, g.name as grid_name,
      g.level as grid_level, g.path as grid_path
    from post po
    join district d on d.district_id = po.district_id
    join unit u on u.district_id = po.district_id and u.id = po.unit_id and u.active
    left join grid g on g.district_id = u.district_id and g.id = u.grid_id
    where po.district_id = ${districtId} and po.person_id = ${personId}
      and po.valid_from <= ${localDay(now)} and (po.valid_to is null or po.valid_to > ${localDay(now)})
    order by u.level, u.code, po.role`.execute(tx)
  return rows
}

/** What the session view needs beside the posts. */
export interface SessionFacts {
  readonly person_id: string
  readonly person_name: string
  readonly post_id: string | null
  readonly second_factor: boolean
  readonly enrolled: boolean
  readonly expires_at: Instant
  readonly district_name: string
  readonly level_names: { zh: string; en: string }[]
  readonly demo: boolean
}

export async function getSessionFacts(tx: Tx, districtId: number, sessionId: string): Promise<SessionFacts> {
  const { rows } = await sql<SessionFacts>`
    select p.id as person_id, p.name as person_name, s.post_id, s.second_factor, a.totp_secret is not null as enrolled,
      s.expires_at, d.name as district_name, d.level_names, coalesce((d.settings ->> 'demo')::boolean, false) as demo
    from session s
    join account a on a.district_id = s.district_id and a.id = s.account_id
    join person p on p.district_id = a.district_id and p.id = a.person_id
    join district d on d.district_id = s.district_id
    where s.district_id = ${districtId} and s.id = ${sessionId}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('the session of this request is gone')
  return row
}
