import type { AssessmentTemplate } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import type { AssessmentTemplateTable } from '../../../platform/db/schema-assessment.ts'
import { toTimestamp } from '../../../platform/db/types.ts'

export interface StoredTemplate {
  readonly id: string
  readonly subject: AssessmentTemplateTable['subject']
  /** `YYYY-MM`. */
  readonly validFrom: string
  readonly version: number
  readonly template: AssessmentTemplate
  readonly madeAt: number
  readonly madeBy: string
}

/** The district's own ways of scoring, those that begin last first. */
export async function listTemplates(tx: Tx, districtId: number): Promise<readonly StoredTemplate[]> {
  const rows = await tx
    .selectFrom('assessment_template as t')
    .innerJoin('person as p', (join) =>
      join.onRef('p.district_id', '=', 't.district_id').onRef('p.id', '=', 't.made_by'),
    )
    .select(['t.id', 't.subject', 't.valid_from', 't.version', 't.template', 't.made_at', 'p.name'])
    .where('t.district_id', '=', districtId)
    .orderBy('t.valid_from', 'desc')
    .orderBy('t.version', 'desc')
    .orderBy('t.subject')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject,
    validFrom: row.valid_from.slice(0, 7),
    version: row.version,
    template: row.template,
    madeAt: row.made_at,
    madeBy: row.name,
  }))
}

/** @returns false where the id or the version is taken */
export async function insertTemplate(
  tx: Tx,
  districtId: number,
  one: Omit<StoredTemplate, 'madeBy'>,
  personId: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('assessment_template')
    .values({
      district_id: districtId,
      id: one.id,
      subject: one.subject,
      valid_from: `${one.validFrom}-01`,
      version: one.version,
      template: JSON.stringify(one.template),
      made_by: personId,
      made_at: toTimestamp(one.madeAt),
    })
    .onConflict((taken) => taken.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}
