import type { Kysely } from 'kysely'

import { insertBulk } from '../../platform/db/bulk.ts'
import type { Schema } from '../../platform/db/schema.ts'
import { reporterRow, stepRows, ticketRow } from './report-rows.ts'
import type { WrittenReport } from './write.ts'

/**
 * Writes whole histories at once, as another system or a generator hands them over: fold, steps and reporter, the same
 * columns as single commands write. Nothing is sent to live screens.
 */
export async function writeHistories(db: Kysely<Schema>, histories: readonly WrittenReport[]): Promise<void> {
  await insertBulk(db, 'ticket', histories.map(ticketRow))
  await insertBulk(db, 'ticket_step', histories.flatMap(stepRows))
  await insertBulk(db, 'ticket_reporter', histories.map(reporterRow))
}
