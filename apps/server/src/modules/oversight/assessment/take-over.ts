import type { Tx } from '../../../platform/db/database.ts'
import { tickets } from '../../ticket/index.ts'
import { itemOf } from './score-units.ts'
import { findVersion, insertMark, listMarks, shownIn, type StoredAssessment } from './store.ts'
import { listFacts, type AssessedUnit, type TicketFact } from './store-facts.ts'

const keyOf = (fact: TicketFact): string => `${fact.unitId} ${fact.measure} ${fact.ticketId}`

/**
 * What a correction takes over from the version before it: what accepted objections left out stays left out, with who
 * approved it and why, and the last mark of each unit and item stays given, where this one has no mark of its own. Both
 * name the version they were first decided in. A first version takes over nothing. Done again it changes nothing.
 *
 * @returns the facts as they are to be counted
 */
export async function takeOver(
  tx: Tx,
  districtId: number,
  to: StoredAssessment,
  { units, facts }: { readonly units: readonly AssessedUnit[]; readonly facts: readonly TicketFact[] },
): Promise<readonly TicketFact[]> {
  const from = await findVersion(tx, districtId, { ...to, version: to.version - 1 })
  if (!from) return facts
  await takeOverMarks(tx, districtId, { from, to, units })
  const leftOut = new Map(
    (await listFacts(tx, districtId, { id: from.id, only: 'excluded' })).flatMap((fact) =>
      fact.excluded?.seq === null ? [[keyOf(fact), fact.excluded] as const] : [],
    ),
  )
  return facts.map((fact) => {
    const before = leftOut.get(keyOf(fact))
    return before && !fact.excluded
      ? { ...fact, excluded: { ...before, takenFrom: before.takenFrom ?? from.version } }
      : fact
  })
}

async function takeOverMarks(
  tx: Tx,
  districtId: number,
  {
    from,
    to,
    units,
  }: { readonly from: StoredAssessment; readonly to: StoredAssessment; readonly units: readonly AssessedUnit[] },
): Promise<void> {
  const paths = new Map(units.map((unit) => [unit.id, unit.path]))
  const own = new Set((await listMarks(tx, districtId, to.id)).map((mark) => `${mark.unit_id} ${mark.item_id}`))
  const last = new Map(
    (await listMarks(tx, districtId, from.id)).map((mark) => [`${mark.unit_id} ${mark.item_id}`, mark]),
  )
  for (const [key, { by: _name, ...mark }] of last) {
    const unit_path = paths.get(mark.unit_id)
    if (own.has(key) || unit_path === undefined || itemOf(to.template, mark.item_id)?.measure !== 'given') continue
    const id = tickets.ruleCommandId(`assessment mark ${to.id} ${key}`)
    const copy = { ...mark, id, assessment_id: to.id, taken_from: mark.taken_from ?? from.version }
    await insertMark(tx, districtId, copy, { unit_path, shown: shownIn(to.state) })
  }
}
