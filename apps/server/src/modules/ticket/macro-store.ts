import type { BulkCommand } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { toTimestamp } from '../../platform/db/types.ts'

export interface Macro {
  readonly id: string
  /** Null: for the whole district. */
  readonly unitId: string | null
  readonly name: string
  readonly nameEn: string
  readonly commands: readonly BulkCommand[]
}

const macros = (tx: Tx, districtId: number) =>
  tx
    .selectFrom('ticket_macro')
    .select(['id', 'unit_id as unitId', 'name', 'name_en as nameEn', 'commands'])
    .where('district_id', '=', districtId)

/** Those of the district first, then those of the own unit, the older first. */
export async function listMacrosInReach(tx: Tx, districtId: number): Promise<readonly Macro[]> {
  const rows = await macros(tx, districtId).orderBy('id').execute()
  return rows.toSorted((a, b) => Number(a.unitId !== null) - Number(b.unitId !== null))
}

export function findMacro(tx: Tx, districtId: number, id: string): Promise<Macro | undefined> {
  return macros(tx, districtId).where('id', '=', id).executeTakeFirst()
}

/** @returns false where a macro out of reach has that id */
export async function upsertMacro(
  tx: Tx,
  districtId: number,
  macro: Macro,
  by: { readonly personId: string; readonly at: Instant },
): Promise<boolean> {
  const values = {
    unit_id: macro.unitId,
    name: macro.name,
    name_en: macro.nameEn,
    commands: JSON.stringify(macro.commands),
    changed_at: toTimestamp(by.at),
    changed_by: by.personId,
  }
  const updated = await tx
    .updateTable('ticket_macro')
    .set(values)
    .where('district_id', '=', districtId)
    .where('id', '=', macro.id)
    .executeTakeFirst()
  if (updated.numUpdatedRows === 1n) return true
  const inserted = await tx
    .insertInto('ticket_macro')
    .values({ district_id: districtId, id: macro.id, ...values })
    .onConflict((conflict) => conflict.columns(['district_id', 'id']).doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) === 1n
}

export async function deleteMacro(tx: Tx, districtId: number, id: string): Promise<void> {
  await tx.deleteFrom('ticket_macro').where('district_id', '=', districtId).where('id', '=', id).execute()
}
