import type { Kysely } from 'kysely'

import { insertBulk } from '../../platform/db/bulk.ts'
import type { Schema } from '../../platform/db/schema.ts'
import { FOLD, REPORT, stepFacts, type WrittenReport } from './write.ts'

const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`

function ticketRow(written: WrittenReport): Record<string, unknown> {
  const row: Record<string, unknown> = { district_id: written.districtId, id: written.ticket.id }
  for (const [column, value] of Object.entries(FOLD)) row[column] = value(written)
  for (const [column, value] of Object.entries(REPORT)) row[column] = value(written)
  return { ...row, body: written.ticket, follow_hash: hex(written.followHash) }
}

function stepRows({ districtId, ticket, steps, commandHash }: WrittenReport): Record<string, unknown>[] {
  return steps.map((step) => {
    const { person_id: actor_person_id, unit_id: actor_unit_id, ...facts } = stepFacts(step)
    return {
      district_id: districtId,
      ticket_id: ticket.id,
      ...facts,
      actor_person_id,
      actor_unit_id,
      command_hash: hex(commandHash),
    }
  })
}

/**
 * Writes whole histories at once, as another system or a generator hands them over: fold, steps and reporter, the same
 * columns as single commands write. Nothing is sent to live screens.
 */
export async function writeHistories(db: Kysely<Schema>, histories: readonly WrittenReport[]): Promise<void> {
  await insertBulk(db, 'ticket', histories.map(ticketRow))
  await insertBulk(db, 'ticket_step', histories.flatMap(stepRows))
  await insertBulk(
    db,
    'ticket_reporter',
    histories.map(({ districtId, ticket, reporter }) => ({
      district_id: districtId,
      ticket_id: ticket.id,
      name: reporter.name,
      telephone: reporter.telephone,
      anonymous: reporter.anonymous,
      confidential: reporter.confidential,
      on_behalf: reporter.onBehalf,
      erase_after: reporter.eraseAfter,
    })),
  )
}
