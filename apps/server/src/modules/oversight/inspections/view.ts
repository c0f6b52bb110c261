import type { CheckedUnit, InspectionDetail, InspectionHead, InspectionItem } from '@lianxin/contract'
import { confirmedShare, drawSample, type LocalDate, type UnitOfWork } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Session } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import { lot } from './lot.ts'
import { findInspection, listChecks, listPool, type StoredCheck, type StoredInspection } from './store.ts'

type Places = tickets.Surroundings['places']

/** Who looks, on which day, with what around. */
export interface Looking {
  readonly tx: Tx
  readonly session: Session
  readonly places: Places
  readonly today: LocalDate
}

/** A unit as far as own work goes; one that is gone has no territory any more. */
export function unitOfWork(places: Places, unitId: string): UnitOfWork {
  const unit = places.unitById(unitId)
  return { unitId, gridPath: unit?.gridPath ?? '', level: unit?.level ?? 0 }
}

/** Whether the post sees all of what was drawn there, also what is still to be checked: who may draw, and who audits. */
export const drewIt = ({ territory, permissions }: Session, row: StoredInspection): boolean =>
  territory !== '' &&
  row.drawn_path.startsWith(territory) &&
  (permissions.has('inspection.write') || permissions.has('audit.read'))

export function headView(
  row: StoredInspection,
  counts: Pick<InspectionHead, 'drawn' | 'checked' | 'confirmed'> | undefined,
  places: Places,
): InspectionHead {
  return {
    id: row.id,
    drawnBy: tickets.unitBrief(places, row.drawn_unit_id),
    drawnAt: new Date(row.drawn_at).toISOString(),
    from: row.from_day,
    to: row.to_day,
    dueOn: row.due_on,
    strata: row.strata,
    pool: row.pool_count,
    drawn: counts?.drawn ?? 0,
    checked: counts?.checked ?? 0,
    confirmed: counts?.confirmed ?? 0,
  }
}

/** Units by name, those with the lowest share first: there something is to be looked into. */
export function unitsView(
  counts: readonly { readonly unit_id: string; readonly checked: number; readonly confirmed: number }[],
  places: Places,
): CheckedUnit[] {
  return counts
    .map(({ unit_id, checked, confirmed }) => ({
      unit: tickets.unitBrief(places, unit_id),
      checked,
      confirmed,
      confirmed_percent: confirmedShare({ checked, confirmed }),
    }))
    .toSorted((a, b) => (a.confirmed_percent ?? 0) - (b.confirmed_percent ?? 0) || (a.unit.name < b.unit.name ? -1 : 1))
}

function countByUnit(rows: readonly StoredCheck[]) {
  const counts = new Map<string, { unit_id: string; checked: number; confirmed: number }>()
  for (const { unit_id, verdict } of rows) {
    if (verdict === null) continue
    const count = counts.get(unit_id) ?? { unit_id, checked: 0, confirmed: 0 }
    count.checked++
    if (verdict === 'confirmed') count.confirmed++
    counts.set(unit_id, count)
  }
  return [...counts.values()]
}

/**
 * The seed, with the proof that it gives the same sample. Only where it was drawn: with the seed and the list of its
 * own closed matters a unit could tell what will be checked.
 */
async function repeatOf(looking: Looking, row: StoredInspection, rows: readonly StoredCheck[]) {
  const { tx, session } = looking
  if (!drewIt(session, row)) return null
  const again = drawSample(await listPool(tx, row.district_id, row.id), row.wanted, row.seed, lot)
  const ids = new Set(again.flatMap((stratum) => stratum.ids))
  return { seed: row.seed, same: ids.size === rows.length && rows.every(({ ticket_id }) => ids.has(ticket_id)) }
}

/** A draw with its checks and its results by unit. @throws Refusal inspection.not_found */
export async function detailView(looking: Looking, id: string): Promise<InspectionDetail> {
  const { tx, session, places, today } = looking
  const row = await findInspection(tx, session.districtId, id)
  if (!row) throw new Refusal('inspection.not_found')
  const rows = await listChecks(tx, session.districtId, [id])
  const names = await tickets.findPersonNames(tx, session.districtId, [...new Set(rows.map((one) => one.inspector_id))])
  const units = countByUnit(rows)
  const total = (of: 'checked' | 'confirmed'): number => units.reduce((sum, unit) => sum + unit[of], 0)
  return {
    ...headView(row, { drawn: rows.length, checked: total('checked'), confirmed: total('confirmed') }, places),
    mayHand: drewIt(session, row) && session.permissions.has('inspection.write'),
    repeat: await repeatOf(looking, row, rows),
    units: unitsView(units, places),
    items: rows.map((one): InspectionItem => ({
      ticketId: one.ticket_id,
      number: one.number,
      unit: tickets.unitBrief(places, one.unit_id),
      stratum: one.stratum,
      inspector: drewIt(session, row) ? (names.get(one.inspector_id) ?? '') : '',
      verdict: one.verdict,
      seen: one.seen,
      checkedAt: one.checked_at === null ? null : new Date(one.checked_at).toISOString(),
      reopened: one.reopened,
      overdue: one.verdict === null && one.due_on < today,
    })),
  }
}
