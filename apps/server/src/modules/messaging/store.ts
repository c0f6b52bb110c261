import { sql } from 'kysely'

import type { Tx } from '../../platform/db/database.ts'
import type { UnitRobot, Wishes } from './compose.ts'

/** How to reach the reporter. Read by rules of the system only; never shown. */
export interface Reachable {
  readonly telephone: string
  readonly openid: string
  readonly smsWanted: boolean
  readonly lang: 'zh' | 'en'
}

/** The ways to a reporter, in the scope of the system. */
export async function findReachable(tx: Tx, districtId: number, ticketId: string): Promise<Reachable> {
  const row = await tx
    .selectFrom('ticket_reporter')
    .select(['telephone', 'wechat_openid', 'notify_by_sms', 'notify_lang'])
    .where('district_id', '=', districtId)
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
  return {
    telephone: row?.telephone.trim() ?? '',
    openid: row?.wechat_openid ?? '',
    smsWanted: row?.notify_by_sms ?? false,
    lang: row?.notify_lang ?? 'zh',
  }
}

export function wishesOf({ telephone, openid, smsWanted, lang }: Reachable): Wishes {
  return { sms: smsWanted && telephone !== '', wechat: openid !== '', lang }
}

/** Writes down what the reporter wishes; what is left out stays. */
export async function updateWishes(
  tx: Tx,
  districtId: number,
  ticketId: string,
  wishes: { readonly sms?: boolean | undefined; readonly openid?: string | undefined },
): Promise<void> {
  const changes = {
    ...(wishes.sms === undefined ? {} : { notify_by_sms: wishes.sms }),
    ...(wishes.openid === undefined ? {} : { wechat_openid: wishes.openid }),
  }
  if (Object.keys(changes).length === 0) return
  await tx
    .updateTable('ticket_reporter')
    .set(changes)
    .where('district_id', '=', districtId)
    .where('ticket_id', '=', ticketId)
    .execute()
}

/** Robots of groups that are switched on; in the scope of the system. */
export async function listRobots(tx: Tx, districtId: number): Promise<readonly UnitRobot[]> {
  const rows = await tx
    .selectFrom('unit_channel')
    .select(['unit_id', 'adapter'])
    .where('district_id', '=', districtId)
    .where('active', '=', true)
    .execute()
  return rows.map((row) => ({ unitId: row.unit_id, adapter: row.adapter }))
}

/** Those of some tickets whose reporter wishes to hear of changes. */
export async function listTold(tx: Tx, districtId: number, ticketIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select ticket_id as id from ticket_reporter
    where district_id = ${districtId} and ticket_id = any(${[...ticketIds]}::uuid[])
      and ((notify_by_sms and telephone <> '') or wechat_openid <> '')`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}
