import { FOLD, message, REPORT, stepFacts, type WrittenReport } from './write.ts'

export type Row = Readonly<Record<string, unknown>>

const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`
/** The fold itself goes in as a JSON value, not as text. */
const VALUES = Object.entries({ ...FOLD, ...REPORT }).filter(
  ([column]) => column !== 'body' && column !== 'follow_hash',
)

/** The columns of a new ticket. Values are written as JSON writes them: instants as ISO text, bytes as `\x…` hex. */
export function ticketRow(written: WrittenReport): Row {
  const row: Record<string, unknown> = { district_id: written.districtId, id: written.ticket.id }
  for (const [column, value] of VALUES) row[column] = value(written)
  row['follow_hash'] = hex(written.followHash)
  row['body'] = written.ticket
  return row
}

export function stepRows({ districtId, ticket, steps, commandHash }: WrittenReport): Row[] {
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

export function reporterRow({ districtId, ticket, reporter }: WrittenReport): Row {
  return {
    district_id: districtId,
    ticket_id: ticket.id,
    name: reporter.name,
    telephone: reporter.telephone,
    anonymous: reporter.anonymous,
    confidential: reporter.confidential,
    on_behalf: reporter.onBehalf,
    notify_by_sms: reporter.notifyBySms,
    notify_lang: reporter.lang,
    erase_after: reporter.eraseAfter,
    telephone_hash: reporter.telephoneHash && hex(reporter.telephoneHash),
  }
}

export function photoRows({ districtId, ticket, photos }: WrittenReport): Row[] {
  return photos.map((photo) => ({
    district_id: districtId,
    id: photo.id,
    ticket_id: ticket.id,
    step_seq: ticket.revision,
    kind: photo.kind,
    width_px: photo.width_px,
    height_px: photo.height_px,
    size_bytes: photo.size_bytes,
    sha256: `\\x${photo.sha256}`,
    created_at: new Date(ticket.lastStepAt).toISOString(),
    dhash: photo.dhash,
  }))
}

/** The message to live screens, with the ticket it hangs on. */
export function messageRow(written: WrittenReport): Row {
  return {
    ticket_id: written.ticket.id,
    district_id: written.districtId,
    audience_path: written.gridPath,
    audience_units: written.ticket.involvedUnitIds,
    payload: message(written),
  }
}
