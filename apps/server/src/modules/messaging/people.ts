import type { Instant } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import type { Wishes } from './compose.ts'

/** Somebody who reported a matter: the first, or one who was added to its ticket. */
export type PersonKey = 'reporter' | `co:${string}`

/** Whether a recipient is a person and not a unit. */
export const isPerson = (recipient: string): recipient is PersonKey =>
  recipient === 'reporter' || recipient.startsWith('co:')

/** The id of who was added; null for the first reporter. */
export const coReporterIdOf = (key: PersonKey): string | null => (key === 'reporter' ? null : key.slice('co:'.length))

export const personKey = (coReporterId: string | null): PersonKey =>
  coReporterId === null ? 'reporter' : `co:${coReporterId}`

/** How to reach one of them. Read by rules of the system only; never shown. */
export interface Reachable {
  readonly key: PersonKey
  /** When they were added; null for the first reporter. */
  readonly since: Instant | null
  readonly telephone: string
  readonly openid: string
  readonly smsWanted: boolean
  readonly lang: 'zh' | 'en'
}

/** Everybody who reported a matter, the first one first; in the scope of the system. */
export async function listReachable(tx: Tx, districtId: number, ticketId: string): Promise<readonly Reachable[]> {
  const { rows } = await sql<Omit<Reachable, 'key'> & { id: string | null }>`
    select null::uuid as id, null::timestamptz as since, trim(telephone) as telephone, wechat_openid as openid,
      notify_by_sms as "smsWanted", notify_lang as lang
    from ticket_reporter where district_id = ${districtId} and ticket_id = ${ticketId}
    union all
    select id, joined_at, trim(telephone), wechat_openid, notify_by_sms, notify_lang
    from ticket_co_reporter where district_id = ${districtId} and ticket_id = ${ticketId}
    order by since nulls first, id`.execute(tx)
  return rows.map(({ id, since, telephone, openid, smsWanted, lang }) => ({
    key: personKey(id),
    since,
    telephone,
    openid,
    smsWanted,
    lang,
  }))
}

const NOBODY = { since: null, telephone: '', openid: '', smsWanted: false, lang: 'zh' } as const

/** One of them; without any way where there is no such person. */
export async function findReachable(tx: Tx, districtId: number, ticketId: string, key: PersonKey): Promise<Reachable> {
  const all = await listReachable(tx, districtId, ticketId)
  return all.find((one) => one.key === key) ?? { key, ...NOBODY }
}

export function wishesOf({ telephone, openid, smsWanted, lang }: Reachable): Wishes {
  return { sms: smsWanted && telephone !== '', wechat: openid !== '', lang }
}

/** Writes down what one of them wishes; what is left out stays. */
export async function updateWishes(
  tx: Tx,
  of: { readonly districtId: number; readonly ticketId: string; readonly key: PersonKey },
  wishes: { readonly sms?: boolean | undefined; readonly openid?: string | undefined },
): Promise<void> {
  const { districtId, ticketId, key } = of
  const id = coReporterIdOf(key)
  const table = id === null ? sql.table('ticket_reporter') : sql.table('ticket_co_reporter')
  const who = id === null ? sql`true` : sql`id = ${id}`
  await sql`update ${table}
    set notify_by_sms = coalesce(${wishes.sms ?? null}::boolean, notify_by_sms),
      wechat_openid = coalesce(${wishes.openid ?? null}::text, wechat_openid)
    where district_id = ${districtId} and ticket_id = ${ticketId} and ${who}`.execute(tx)
}

/** Those of some tickets of which somebody wishes to hear. */
export async function listTold(tx: Tx, districtId: number, ticketIds: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = sql`any(${[...ticketIds]}::uuid[])`
  const wanted = sql`((notify_by_sms and telephone <> '') or wechat_openid <> '')`
  const { rows } = await sql<{ id: string }>`
    select ticket_id as id from ticket_reporter
    where district_id = ${districtId} and ticket_id = ${ids} and ${wanted}
    union
    select ticket_id from ticket_co_reporter
    where district_id = ${districtId} and ticket_id = ${ids} and ${wanted}`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** Empties the openids of added reporters with their names and telephones. @param today UTC day */
export async function eraseOpenids(tx: Tx, districtId: number, today: string): Promise<void> {
  await sql`update ticket_co_reporter set wechat_openid = ''
    where district_id = ${districtId} and erase_after <= ${today}::date and wechat_openid <> ''`.execute(tx)
}
