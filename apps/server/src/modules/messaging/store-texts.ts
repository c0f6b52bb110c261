import type { NoticeKind } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { toTimestamp } from '../../platform/db/types.ts'

export interface TextRow {
  readonly kind: string
  readonly zh: string
  readonly en: string
  readonly active: boolean
  readonly changed_at: number
}

/** The texts a district changed. */
export async function listTexts(tx: Tx, districtId: number): Promise<readonly TextRow[]> {
  return tx
    .selectFrom('message_template')
    .select(['kind', 'zh', 'en', 'active', 'changed_at'])
    .where('district_id', '=', districtId)
    .execute()
}

export async function putText(
  tx: Tx,
  districtId: number,
  text: { kind: NoticeKind; zh: string; en: string; active: boolean; now: number; personId: string },
): Promise<void> {
  const { zh, en, active } = text
  const values = { zh, en, active, changed_at: toTimestamp(text.now), changed_by: text.personId }
  await tx
    .insertInto('message_template')
    .values({ district_id: districtId, kind: text.kind, ...values })
    .onConflict((conflict) => conflict.columns(['district_id', 'kind']).doUpdateSet(values))
    .execute()
}

export async function deleteText(tx: Tx, districtId: number, kind: NoticeKind): Promise<void> {
  await tx.deleteFrom('message_template').where('district_id', '=', districtId).where('kind', '=', kind).execute()
}
