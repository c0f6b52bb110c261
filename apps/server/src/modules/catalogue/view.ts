import type { ClassView } from '@lianxin/contract'
import type { Selectable } from 'kysely'

import type { CatalogueClassTable } from '../../platform/db/schema.ts'

/** A class as it crosses the wire. */
export function classView(row: Selectable<CatalogueClassTable>): ClassView {
  return {
    code: row.code,
    kind: row.kind === 'component' ? 'component' : 'event',
    major: row.major,
    majorEn: row.major_en,
    minor: row.minor,
    minorEn: row.minor_en,
    filingCondition: row.filing_condition,
    closingCondition: row.closing_condition,
    stages: row.stages,
    evidenceRequired: row.evidence_required,
    urgent: row.urgent,
    confidential: row.confidential,
    responsible: row.responsible,
    standardReplies: row.standard_replies,
    source: row.source,
  }
}
