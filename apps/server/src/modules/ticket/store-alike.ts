import type { Instant, Position } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import { toTimestamp } from '../../platform/db/types.ts'
import type { ListedRow } from './view.ts'

/** Length of one degree of latitude (WGS 84, mean). */
const DEGREE_M = 111_320

export type AlikeRow = Pick<
  ListedRow,
  'id' | 'number' | 'title' | 'address' | 'state' | 'lon' | 'lat' | 'class_ref'
> & {
  readonly reported_at: Instant
  readonly search_bigrams: readonly string[]
  readonly reporter_count: number
}

/** Where open tickets that may be the same matter are looked for. */
export interface AlikeQuestion {
  /** Pairs of characters of the text. */
  readonly pairs: readonly string[]
  /** Tickets found by their photos. */
  readonly ids: readonly string[]
  readonly spot: { readonly position: Position; readonly radius_m: number } | null
  readonly since: Instant
  /** Most of each way of looking. */
  readonly most: number
}

/** Open tickets reported since then that share pairs of characters, lie on the spot, or were found by a photo. */
export async function listAlike(tx: Tx, districtId: number, question: AlikeQuestion): Promise<AlikeRow[]> {
  const { pairs, ids, spot, most } = question
  const since = toTimestamp(question.since)
  const ways = [sql`${ids}::uuid[]`]
  if (pairs.length > 0) ways.push(sql`ticket_ids_alike(${districtId}, ${pairs}::text[], ${since}, ${most})`)
  if (spot) {
    const { lon, lat } = spot.position
    const up = spot.radius_m / DEGREE_M
    const aside = up / Math.max(0.01, Math.cos((lat * Math.PI) / 180))
    ways.push(sql`ticket_ids_near(${lon - aside}, ${lat - up}, ${lon + aside}, ${lat + up}, ${since}, ${most})`)
  }
  const { rows } = await sql<AlikeRow>`
    select id, number, title, address, state, reported_at, lon, lat, search_bigrams, reporter_count,
      body->'class' as class_ref
    from ticket where district_id = ${districtId} and closed_at is null and id = any(${sql.join(ways, sql` || `)})`.execute(
    tx,
  )
  return rows
}

/** Open tickets with a reported photo that looks like one of the given, and in how many bits of 64 it differs. */
export async function listByPhoto(
  tx: Tx,
  dhashes: readonly string[],
  since: Instant,
  most: number,
): Promise<ReadonlyMap<string, number>> {
  if (dhashes.length === 0) return new Map()
  const { rows } = await sql<{ ticket_id: string; differing: number }>`
    select ticket_id, differing from ticket_ids_by_photo(${dhashes}::text[], ${toTimestamp(since)}, ${most})`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.ticket_id, row.differing]))
}
