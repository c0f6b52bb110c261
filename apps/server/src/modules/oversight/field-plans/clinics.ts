import type { ClinicView, listClinics, listPublicClinics, planClinic, recordClinic, ReplyOf } from '@lianxin/contract'
import { clinicDays, clinicShare, clinicStand, localDay, type LocalDate } from '@lianxin/domain'

import { toTimestamp } from '../../../platform/db/types.ts'
import { publicDistrict } from '../../../platform/district.ts'
import type { Platform } from '../../../platform/platform.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import {
  findClinic,
  findDay,
  insertClinic,
  insertDay,
  listClinicRows,
  listDayRows,
  listNumbers,
  type StoredClinic,
} from './store.ts'

const DAY_MS = 86_400_000
const BACK_DAYS = 56
const AHEAD_DAYS = 7
const shift = (day: LocalDate, days: number): LocalDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

type Asking = Pick<Call<typeof listClinics>, 'tx' | 'now' | 'session'>

async function todayOf({ tx, now }: Asking, deps: OversightDeps, districtId: number): Promise<LocalDate> {
  const { utcOffsetMinutes } = await deps.books.calendarOf(tx, districtId)
  return localDay(now, utcOffsetMinutes)
}

/** Clinics with their days of the last eight weeks and the next. */
async function clinicViews(
  call: Asking,
  deps: OversightDeps,
  rows: readonly StoredClinic[],
): Promise<readonly ClinicView[]> {
  const { tx } = call
  const session = sessionOf(call)
  const { districtId } = session
  const today = await todayOf(call, deps, districtId)
  const range = { from: shift(today, -BACK_DAYS), to: shift(today, AHEAD_DAYS) }
  const places = await deps.places.open(tx, districtId)
  const ids = rows.map(({ id }) => id)
  const records = await listDayRows(tx, districtId, ids, range.from)
  const seen = new Map(
    (await listNumbers(tx, districtId, 'id', [...new Set(records.flatMap((row) => row.ticket_ids))])).map((one) => [
      one.id,
      one,
    ]),
  )
  return rows.map((row) => {
    const days = clinicDays({ weekday: row.weekday, from: row.from_day, to: row.to_day }, range).map((day) => {
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
      mine: row.unit_id === session.unitId && session.permissions.has('fieldPlan.write'),
      ...clinicShare(days.map(({ stand }) => stand)),
      days: days.toReversed(),
    }
  })
}

async function one(call: Asking, deps: OversightDeps, row: StoredClinic): Promise<ClinicView> {
  const [view] = await clinicViews(call, deps, [row])
  if (!view) throw new Error('a clinic without a view')
  return view
}

/** `clinic.list`. */
export async function listForStaff(
  call: Call<typeof listClinics>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof listClinics>> {
  const { districtId } = sessionOf(call)
  const today = await todayOf(call, deps, districtId)
  const rows = await listClinicRows(call.tx, districtId, { endedAfter: shift(today, -BACK_DAYS) })
  return { items: [...(await clinicViews(call, deps, rows))] }
}

/** `clinic.public`: of the grid and those it lies in; a clinic of the community is for its grids too. */
export async function listForResidents(
  call: Call<typeof listPublicClinics>,
  deps: OversightDeps,
  platform: Platform,
): Promise<ReplyOf<typeof listPublicClinics>> {
  const districtId = publicDistrict(call.request, call.session, platform.config)
  const today = await todayOf(call, deps, districtId)
  const places = await deps.places.open(call.tx, districtId)
  const grid = places.gridById(call.params.gridId)
  if (!grid) return { items: [] }
  const gridIds = places.gridsOf(grid.path).map(({ id }) => id)
  const rows = await listClinicRows(call.tx, districtId, {
    endedAfter: today,
    gridIds: [...new Set([grid.id, ...gridIds])],
  })
  return {
    items: rows.map((row) => {
      const unit = tickets.unitBrief(places, row.unit_id)
      return {
        id: row.id,
        unitName: unit.name,
        unitNameEn: unit.nameEn,
        weekday: row.weekday,
        fromMinute: row.from_minute,
        toMinute: row.to_minute,
        place: row.place,
        matters: row.matters,
      }
    }),
  }
}

/** `clinic.plan`: by the department itself. Sent again it is the same clinic. */
export async function planForStaff(call: Call<typeof planClinic>, deps: OversightDeps): Promise<ClinicView> {
  const { tx, body } = call
  const { districtId, unitId } = sessionOf(call)
  const { clinicId: id } = call.params
  const places = await deps.places.open(tx, districtId)
  if (unitId === null || places.unitById(unitId)?.kind !== 'department') throw new Refusal('clinic.not_department')
  if (body.fromMinute >= body.toMinute || (body.to !== null && body.to < body.from))
    throw new Refusal('clinic.hours_wrong', {}, '/fromMinute')
  const gridId = body.gridId.toLowerCase()
  if (!places.gridById(gridId)) throw new Refusal('clinic.grid_unknown', {}, '/gridId')
  const row = {
    district_id: districtId,
    id,
    unit_id: unitId,
    grid_id: gridId,
    weekday: body.weekday,
    from_minute: body.fromMinute,
    to_minute: body.toMinute,
    place: body.place.trim(),
    matters: body.matters.trim(),
    from_day: body.from,
    to_day: body.to,
  }
  await insertClinic(tx, row)
  const stored = await findClinic(tx, districtId, id)
  const isSame = stored && Object.entries(row).every(([name, value]) => stored[name as keyof typeof row] === value)
  if (!stored || !isSame) throw new Refusal('clinic.id_reused')
  return one(call, deps, stored)
}

/** `clinic.record`: held, with the matters taken there, or not held, with the reason. */
export async function recordForStaff(call: Call<typeof recordClinic>, deps: OversightDeps): Promise<ClinicView> {
  const { tx, now, body } = call
  const { districtId, unitId } = sessionOf(call)
  const { clinicId, day } = call.params
  const clinic = await findClinic(tx, districtId, clinicId)
  if (!clinic) throw new Refusal('clinic.not_found')
  if (clinic.unit_id !== unitId) throw new Refusal('clinic.not_own')
  const isDay =
    clinicDays({ weekday: clinic.weekday, from: clinic.from_day, to: clinic.to_day }, { from: day, to: day }).length > 0
  if (!isDay || day > (await todayOf(call, deps, districtId))) throw new Refusal('clinic.day_wrong')
  const reason = body.held ? '' : body.reason.trim()
  if (!body.held && reason === '') throw new Refusal('clinic.reason_missing', {}, '/reason')
  const numbers = body.held ? body.numbers.map((number) => number.replace(/[\s-]/g, '')) : []
  const found = await listNumbers(tx, districtId, 'number', numbers)
  const missing = numbers.filter((number) => !found.some((ticket) => ticket.number === number))
  if (missing.length > 0) throw new Refusal('clinic.matter_unknown', { numbers: missing.join('、') }, '/numbers')
  const ids = found.map(({ id }) => id)
  const isNew = await insertDay(tx, {
    district_id: districtId,
    clinic_id: clinicId,
    day,
    unit_id: clinic.unit_id,
    held: body.held,
    reason,
    ticket_ids: ids,
    recorded_at: toTimestamp(now),
  })
  if (!isNew) {
    const before = await findDay(tx, districtId, clinicId, day)
    const isSame = before?.held === body.held && before.reason === reason && before.ticket_ids.join() === ids.join()
    if (!isSame) throw new Refusal('clinic.done_already')
  }
  return one(call, deps, clinic)
}
