import type { ClinicView, listClinics } from '@lianxin/contract'
import {
  clinicDays,
  clinicShare,
  clinicStand,
  dateOfDay,
  dayNumberOf,
  dayOfDate,
  type LocalDate,
  type WeeklyClinic,
  type WorkCalendar,
} from '@lianxin/domain'

import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { listDayRows, listNumbers, type StoredClinic } from './store.ts'

const BACK_days = 56
const AHEAD_days = 7

type Asking = Pick<Call<typeof listClinics>, 'tx' | 'now' | 'session'>

/** What a use case of clinics needs of the day. */
export interface ClinicToday {
  readonly calendar: WorkCalendar
  readonly today: LocalDate
  /** The first day of which the list still tells. */
  readonly since: LocalDate
}

export async function todayOf(
  { tx, now }: Pick<Asking, 'tx' | 'now'>,
  deps: OversightDeps,
  districtId: number,
): Promise<ClinicToday> {
  const calendar = await deps.books.calendarOf(tx, districtId)
  const day = dayNumberOf(calendar, now)
  return { calendar, today: dateOfDay(day), since: dateOfDay(day - BACK_days) }
}

/** The clinic as the domain has it. */
export const weeklyOf = ({ weekday, from_day, to_day }: StoredClinic): WeeklyClinic => ({
  weekday,
  from: from_day,
  to: to_day,
})

/** Clinics with their days of the last eight weeks and the next. */
export async function clinicViews(
  call: Asking,
  deps: OversightDeps,
  rows: readonly StoredClinic[],
): Promise<ClinicView[]> {
  const { tx } = call
  const session = sessionOf(call)
  const { districtId } = session
  const { calendar, today, since } = await todayOf(call, deps, districtId)
  const range = { from: since, to: dateOfDay(dayOfDate(today) + AHEAD_days) }
  const places = await deps.places.open(tx, districtId)
  const ids = rows.map(({ id }) => id)
  const records = await listDayRows(tx, districtId, ids, since)
  const named = await listNumbers(tx, districtId, 'id', [...new Set(records.flatMap((row) => row.ticket_ids))])
  const seen = new Map(named.map((one) => [one.id, one]))
  return rows.map((row) => {
    const days = clinicDays(weeklyOf(row), range, calendar).map((day) => {
      const record = records.find((one) => one.clinic_id === row.id && one.day === day)
      const matters = record?.ticket_ids ?? []
      return {
        day,
        stand: clinicStand(day, record, today),
        reason: record?.reason ?? '',
        tickets: matters.flatMap((id) => seen.get(id) ?? []),
        ticketCount: matters.length,
      }
    })
    const grid = places.gridById(row.grid_id)
    const mine = row.unit_id === session.unitId && session.permissions.has('fieldPlan.write')
    return {
      id: row.id,
      unit: tickets.unitBrief(places, row.unit_id),
      grid: grid ? { id: grid.id, code: grid.code, name: grid.name, level: grid.level, path: grid.path } : null,
      weekday: row.weekday,
      fromMinute: row.from_minute,
      toMinute: row.to_minute,
      place: row.place,
      matters: row.matters,
      from: row.from_day,
      to: row.to_day,
      mine,
      mayEnd: mine && (row.to_day === null || row.to_day > today),
      ...clinicShare(days.map(({ stand }) => stand)),
      days: days.toReversed(),
    }
  })
}

/** One clinic for the post that just changed it. */
export async function viewOne(call: Asking, deps: OversightDeps, row: StoredClinic): Promise<ClinicView> {
  const [view] = await clinicViews(call, deps, [row])
  if (!view) throw new Error('a clinic without a view')
  return view
}
