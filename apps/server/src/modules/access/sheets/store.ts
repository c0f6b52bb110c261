import type { SheetName } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import { toTimestamp } from '../../../platform/db/types.ts'
import type { PlannedRow, RowFault } from './kind.ts'

export type ImportState = 'reading' | 'checked' | 'writing' | 'imported' | 'refused' | 'failed'

/** What an import came to so far. */
export interface ImportResult {
  readonly created: number
  readonly changed: number
  readonly unchanged: number
  readonly removed: number
  readonly faultCount: number
  /** The first ones. */
  readonly faults: readonly RowFault[]
  readonly rows: readonly PlannedRow[]
  /** SHA-256 of everything that would be written: what is confirmed is what was seen. */
  readonly signature: string
  readonly version: number | null
}

export interface StoredImport {
  readonly id: string
  readonly sheet: SheetName
  readonly filename: string
  readonly state: ImportState
  readonly result: Partial<ImportResult>
  readonly changedAt: Instant
}

/** Writes the start of an import. @returns false where the id is known: the same import, sent again */
export async function insertImport(
  tx: Tx,
  given: {
    readonly districtId: number
    readonly id: string
    readonly sheet: SheetName
    readonly filename: string
    readonly content: Buffer
    readonly personId: string
    readonly now: Instant
  },
): Promise<boolean> {
  const at = toTimestamp(given.now)
  const done = await tx
    .insertInto('sheet_import')
    .values({
      district_id: given.districtId,
      id: given.id,
      sheet: given.sheet,
      filename: given.filename,
      content: given.content,
      result: '{}',
      started_by: given.personId,
      started_at: at,
      changed_at: at,
    })
    .onConflict((conflict) => conflict.columns(['district_id', 'id']).doNothing())
    .executeTakeFirst()
  return Number(done.numInsertedOrUpdatedRows ?? 0) > 0
}

/** The import with this id; taken for this transaction where asked. */
export async function findImport(
  tx: Tx,
  districtId: number,
  id: string,
  lock = false,
): Promise<StoredImport | undefined> {
  const { rows } = await sql<StoredImport>`
    select id, sheet, filename, state, result, changed_at as "changedAt" from sheet_import
    where district_id = ${districtId} and id = ${id}::uuid ${lock ? sql`for update` : sql``}`.execute(tx)
  return rows[0]
}

/** The bytes of the file, while the import is not over. */
export async function readContent(tx: Tx, districtId: number, id: string): Promise<Buffer | null> {
  const row = await tx
    .selectFrom('sheet_import')
    .select('content')
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.content ?? null
}

/** Only a preview still needs the file: it holds names and telephones. */
const KEEPS_FILE: readonly ImportState[] = ['reading', 'checked', 'writing']

export async function updateImport(
  tx: Tx,
  districtId: number,
  id: string,
  change: { readonly state: ImportState; readonly result?: ImportResult },
  now: Instant,
): Promise<void> {
  const { state, result } = change
  await tx
    .updateTable('sheet_import')
    .set({
      state,
      changed_at: toTimestamp(now),
      ...(result === undefined ? {} : { result: JSON.stringify(result) }),
      ...(KEEPS_FILE.includes(state) ? {} : { content: null }),
    })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .execute()
}

/** Empties files and previews of imports that nobody confirmed within a day. */
export async function forgetImports(tx: Tx, districtId: number, before: Instant): Promise<void> {
  await sql`update sheet_import set content = null, result = result - 'rows'
    where district_id = ${districtId} and changed_at < ${toTimestamp(before)}::timestamptz
      and (content is not null or result ? 'rows')`.execute(tx)
}
