import type { Tx } from '../../platform/db/database.ts'
import { toTimestamp } from '../../platform/db/types.ts'

/** Before every transaction there is: a district that never listened hears all the outbox still holds. */
const BEGINNING = '3:3:'

/** Up to where the outbox of a district was turned into messages. */
export async function openCursor(tx: Tx, districtId: number, now: number): Promise<string> {
  await tx
    .insertInto('message_cursor')
    .values({ district_id: districtId, snapshot: BEGINNING, at: toTimestamp(now) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await tx
    .selectFrom('message_cursor')
    .select('snapshot')
    .where('district_id', '=', districtId)
    .executeTakeFirstOrThrow()
  return row.snapshot
}

/** Moves the cursor, unless another process moved it meanwhile. */
export async function moveCursor(
  tx: Tx,
  districtId: number,
  move: { readonly from: string; readonly to: string; readonly now: number },
): Promise<void> {
  await tx
    .updateTable('message_cursor')
    .set({ snapshot: move.to, at: toTimestamp(move.now) })
    .where('district_id', '=', districtId)
    .where('snapshot', '=', move.from)
    .execute()
}
