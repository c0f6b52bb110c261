import { RESPONSIBILITY_RULES, type ResponsibilityRules } from '@lianxin/domain'
import type { Instant } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { toTimestamp } from '../../../platform/db/types.ts'

/** The rules in force, with who changed them last; version 0 for those of the domain. */
export interface RulesInForce {
  readonly version: number
  readonly rules: ResponsibilityRules
  readonly change: { readonly at: Instant; readonly by: string; readonly reason: string } | null
}

export async function readRules(tx: Tx, districtId: number): Promise<RulesInForce> {
  const row = await tx
    .selectFrom('responsibility_rules as kept')
    .innerJoin('person', (join) =>
      join.onRef('person.district_id', '=', 'kept.district_id').onRef('person.id', '=', 'kept.by_person_id'),
    )
    .select(['kept.version', 'kept.rules', 'kept.at', 'kept.reason', 'person.name'])
    .where('kept.district_id', '=', districtId)
    .orderBy('kept.version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return { version: 0, rules: RESPONSIBILITY_RULES, change: null }
  return { version: row.version, rules: row.rules, change: { at: row.at, by: row.name, reason: row.reason } }
}

/** @returns false where somebody wrote that version first */
export async function insertRules(
  tx: Tx,
  districtId: number,
  one: { readonly version: number; readonly rules: ResponsibilityRules; readonly reason: string },
  by: { readonly personId: string; readonly now: Instant },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('responsibility_rules')
    .values({
      district_id: districtId,
      version: one.version,
      rules: JSON.stringify(one.rules),
      reason: one.reason,
      by_person_id: by.personId,
      at: toTimestamp(by.now),
    })
    .onConflict((taken) => taken.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}
