import type {
  listInspections,
  listInspectors as listInspectorsOperation,
  readInspection,
  ReplyOf,
} from '@lianxin/contract'
import { dateOfDay, dayNumberOf } from '@lianxin/domain'

import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { countChecks, countUnits, listInspectors, listStored } from './store.ts'
import { detailView, headView, unitsView } from './view.ts'

/** How far back the results by unit go: the samples of one draw are few. */
const YEAR_MS = 365 * 86_400_000

/** `inspection.list`. */
export async function listForStaff(
  call: Call<typeof listInspections>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof listInspections>> {
  const { tx, now } = call
  const { districtId } = sessionOf(call)
  const places = await deps.places.open(tx, districtId)
  const rows = await listStored(tx, districtId)
  const counts = new Map(
    (
      await countChecks(
        tx,
        districtId,
        rows.map(({ id }) => id),
      )
    ).map((one) => [one.inspection_id, one]),
  )
  return {
    items: rows.map((row) => headView(row, counts.get(row.id), places)),
    units: unitsView(await countUnits(tx, districtId, now - YEAR_MS), places),
  }
}

/** `inspection.read`. */
export async function readForStaff(call: Call<typeof readInspection>, deps: OversightDeps) {
  const { tx, now } = call
  const session = sessionOf(call)
  const places = await deps.places.open(tx, session.districtId)
  const calendar = await deps.books.calendarOf(tx, session.districtId)
  const today = dateOfDay(dayNumberOf(calendar, now))
  return detailView({ tx, session, places, today }, call.params.inspectionId)
}

/** `inspection.inspectors`. */
export async function inspectorsForStaff(
  call: Call<typeof listInspectorsOperation>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof listInspectorsOperation>> {
  const { tx, now } = call
  const { districtId } = sessionOf(call)
  const places = await deps.places.open(tx, districtId)
  const calendar = await deps.books.calendarOf(tx, districtId)
  const known = await listInspectors(tx, districtId, dateOfDay(dayNumberOf(calendar, now)))
  const people = new Map(known.map((one) => [one.personId, one]))
  return {
    items: [...people.values()].map(({ personId, name, unitId, role }) => ({
      personId,
      name,
      unit: tickets.unitBrief(places, unitId),
      citizen: role === 'citizenInspector',
    })),
  }
}
