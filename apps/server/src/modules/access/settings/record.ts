import type { SettingKind } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'
import { uuidv7 } from 'uuidv7'

import { insertBulk } from '../../../platform/db/bulk.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Snapshot } from '../../../platform/db/schema-settings.ts'
import type { Tracer } from '../trace.ts'

/** A change of administration: what it was and what it is now. Telephones of persons only masked. */
export interface SettingChange {
  readonly kind: SettingKind
  readonly key: string
  /** The name people know it by. */
  readonly label: string
  readonly before: Snapshot | null
  readonly after: Snapshot | null
  readonly undoes?: string
  readonly batch?: string
}

/** Whether two snapshots say the same, whatever the order of their fields. */
export function sameSnapshot(a: Snapshot | null, b: Snapshot | null): boolean {
  return canonical(a) === canonical(b)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  )
}

/**
 * Appends to the history of the settings within the transaction of the change; nobody can alter it afterwards. What
 * changed nothing is no change, unless it takes one back.
 */
export async function recordChanges(
  tx: Tx,
  by: Tracer,
  changes: readonly SettingChange[],
  now: Instant,
): Promise<void> {
  const told = changes.filter((one) => one.undoes !== undefined || !sameSnapshot(one.before, one.after))
  await insertBulk(
    tx,
    'setting_change',
    told.map(({ kind, key, label, before, after, undoes, batch }) => ({
      district_id: by.districtId,
      id: uuidv7(),
      at: new Date(now).toISOString(),
      person_id: by.personId ?? null,
      post_id: by.postId ?? null,
      kind,
      key,
      label,
      before,
      after,
      undoes: undoes ?? null,
      batch: batch ?? null,
    })),
  )
}

/** One change; see `recordChanges`. */
export function recordChange(tx: Tx, by: Tracer, change: SettingChange, now: Instant): Promise<void> {
  return recordChanges(tx, by, [change], now)
}
