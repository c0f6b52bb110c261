import type { WhistleView } from '@lianxin/contract'
import type { Whistle } from '@lianxin/domain'
import type { Insertable, Selectable, Updateable } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import type { WhistleTable } from '../../../platform/db/schema-orders.ts'
import { LIST_LIMIT, type Matter } from './store.ts'
import { iso, type Looking } from './view.ts'

export type StoredWhistle = Selectable<WhistleTable>

const whistles = (tx: Tx, districtId: number) =>
  tx.selectFrom('whistle').selectAll().where('district_id', '=', districtId)

export function findWhistle(tx: Tx, districtId: number, id: string): Promise<StoredWhistle | undefined> {
  return whistles(tx, districtId).where('id', '=', id).executeTakeFirst()
}

/** Keeps everybody else from acting on it meanwhile; undefined where the post is no party to it. */
export function lockWhistle(tx: Tx, districtId: number, id: string): Promise<StoredWhistle | undefined> {
  return whistles(tx, districtId).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Newest first. */
export function listStoredWhistles(tx: Tx, districtId: number, open: boolean): Promise<StoredWhistle[]> {
  const found = open ? whistles(tx, districtId).where('state', '=', 'open') : whistles(tx, districtId)
  return found
    .orderBy('called_at', 'desc')
    .orderBy('id')
    .limit(LIST_LIMIT + 1)
    .execute()
}

/** @returns false where the id is taken already */
export async function insertWhistle(tx: Tx, whistle: Insertable<WhistleTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('whistle')
    .values(whistle)
    .onConflict((taken) => taken.columns(['district_id', 'id']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function updateWhistle(
  tx: Tx,
  districtId: number,
  id: string,
  to: Pick<Updateable<WhistleTable>, 'state' | 'units' | 'revision'>,
): Promise<void> {
  await tx.updateTable('whistle').set(to).where('district_id', '=', districtId).where('id', '=', id).execute()
}

/** The whistle as the domain has it. */
export function domainOf(row: StoredWhistle): Whistle {
  return {
    callerUnitId: row.caller_unit_id,
    calledAt: row.called_at,
    signDueAt: row.sign_due_at,
    contactDueAt: row.contact_due_at,
    state: row.state,
    units: row.units,
  }
}

export function whistleView(
  row: StoredWhistle,
  matters: ReadonlyMap<string, Matter>,
  { places, session }: Looking,
): WhistleView {
  const nameOf = (unitId: string): string => places.unitById(unitId)?.name ?? ''
  const matter = row.ticket_id === null ? undefined : matters.get(row.ticket_id)
  return {
    id: row.id,
    state: row.state,
    text: row.text,
    place: row.place,
    ticket: matter ? { id: matter.id, number: matter.number } : null,
    callerName: nameOf(row.caller_unit_id),
    isCaller: session.unitId === row.caller_unit_id && session.permissions.has('order.write'),
    calledAt: iso(row.called_at),
    signDueAt: iso(row.sign_due_at),
    contactDueAt: iso(row.contact_due_at),
    units: row.units.map(({ unitId, signedAt, contact, result, rating }) => ({
      unitId,
      unitName: nameOf(unitId),
      signed: signedAt === null ? null : { at: iso(signedAt), inTime: signedAt <= row.sign_due_at },
      contact: contact && { text: contact.text, at: iso(contact.at), inTime: contact.at <= row.contact_due_at },
      result: result && { text: result.text, at: iso(result.at) },
      rating: rating && { score: rating.score, word: rating.word },
      mine: session.unitId === unitId && session.permissions.has('order.answer'),
    })),
  }
}
