import { sql } from 'kysely'

import type { DistrictSettings } from '../../../platform/db/schema.ts'
import type { Db } from '../store.ts'

/** A text of the district's own. */
export interface StoredText {
  readonly key: string
  readonly zh: string
  readonly en: string
  readonly revision: number
}

export async function listTexts(db: Db, districtId: number): Promise<StoredText[]> {
  return db
    .selectFrom('district_text')
    .select(['key', 'zh', 'en', 'revision'])
    .where('district_id', '=', districtId)
    .execute()
}

export async function readName(db: Db, districtId: number): Promise<{ name: string; hotline: string | undefined }> {
  const row = await db
    .selectFrom('district')
    .select(['name', 'settings'])
    .where('district_id', '=', districtId)
    .executeTakeFirstOrThrow()
  return { name: row.name, hotline: row.settings.hotline }
}

export async function putText(db: Db, districtId: number, text: Pick<StoredText, 'key' | 'zh' | 'en'>): Promise<void> {
  const { key, zh, en } = text
  await db
    .insertInto('district_text')
    .values({ district_id: districtId, key, zh, en })
    .onConflict((conflict) =>
      conflict.columns(['district_id', 'key']).doUpdateSet((eb) => ({
        zh,
        en,
        revision: eb('district_text.revision', '+', 1),
      })),
    )
    .execute()
}

export async function deleteText(db: Db, districtId: number, key: string): Promise<void> {
  await db.deleteFrom('district_text').where('district_id', '=', districtId).where('key', '=', key).execute()
}

/** The name stands in the district's own row, because every page shows it. */
export async function putName(db: Db, districtId: number, name: string): Promise<void> {
  await db.updateTable('district').set({ name }).where('district_id', '=', districtId).execute()
}

/** Undefined goes back to the national number. */
export async function putHotline(db: Db, districtId: number, hotline: string | undefined): Promise<void> {
  const set: Pick<DistrictSettings, 'hotline'> = hotline === undefined ? {} : { hotline }
  await sql`update district set settings = (settings - 'hotline') || ${JSON.stringify(set)}::jsonb
    where district_id = ${districtId}`.execute(db)
}
