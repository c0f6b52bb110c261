import type { drawInspection, handCheck, InspectionDetail } from '@lianxin/contract'
import {
  assignChecks,
  dateOfDay,
  dayNumberOf,
  dayStart,
  drawSample,
  sampleSize,
  SAMPLE_LIMIT,
  type Inspector,
  type Stratum,
} from '@lianxin/domain'
import { randomBytes } from 'node:crypto'

import { toTimestamp } from '../../../platform/db/types.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import {
  findInspection,
  insertChecks,
  insertInspection,
  listClosed,
  listInspectors,
  lockCheck,
  updateCheck,
  type Closed,
} from './store.ts'
import { detailView, drewIt, unitOfWork } from './view.ts'

type Draw = Call<typeof drawInspection>

/** Most matters drawn from: a busy district's month; their ids are kept so that the draw can be repeated. */
const POOL_LIMIT = 20_000
const SEED_BYTES = 16

const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

const byUnits = ({ holder_unit_id, desk_unit_id, co_unit_ids }: Closed): string[] => [
  ...new Set([holder_unit_id, ...co_unit_ids, desk_unit_id]),
]

/** Matters that may be drawn, with whoever is to check them, and the way they are layered. */
async function readPool(call: Draw, around: tickets.Surroundings, territory: string): Promise<readonly Closed[]> {
  const { tx, body, now } = call
  const { calendar, classes, districtId } = around
  const today = dateOfDay(dayNumberOf(calendar, now))
  if (body.from > body.to || body.to > today || body.dueOn < today)
    throw new Refusal('inspection.period_wrong', {}, '/from')
  const found = await listClosed(tx, districtId, {
    territory,
    from: dayStart(calendar, dayNumber(body.from)),
    before: dayStart(calendar, dayNumber(body.to) + 1),
    limit: POOL_LIMIT + 1,
  })
  if (found.length > POOL_LIMIT) throw new Refusal('inspection.pool_large', { most: POOL_LIMIT }, '/from')
  // Matters of confidential classes are nobody's to look into on the spot.
  const open = found.filter(({ class_code, catalogue_version }) => {
    if (class_code === null || catalogue_version === null) return false
    const entry = classes.of({ classCode: class_code, catalogueVersion: catalogue_version })
    return entry !== undefined && !entry.confidential
  })
  if (open.length === 0) throw new Refusal('inspection.pool_empty', {}, '/from')
  return open
}

function strataOf(pool: readonly Closed[], strata: Draw['body']['strata']): Stratum[] {
  const layers = new Map<string, string[]>()
  for (const matter of pool) {
    const key = strata === 'unit' ? matter.holder_unit_id : (matter.class_code ?? '')
    layers.set(key, [...(layers.get(key) ?? []), matter.id])
  }
  return [...layers].map(([key, ids]) => ({ key, ids }))
}

async function readInspectors(
  call: Pick<Draw, 'tx' | 'now'>,
  { districtId, calendar, places }: tickets.Surroundings,
  wanted: readonly string[],
  pointer: string,
): Promise<readonly Inspector[]> {
  const today = dateOfDay(dayNumberOf(calendar, call.now))
  const known = await listInspectors(call.tx, districtId, today)
  return wanted.map((id) => {
    const found = known.find(({ personId }) => personId === id.toLowerCase())
    if (!found) throw new Refusal('inspection.inspector_unknown', {}, pointer)
    return { id: found.personId, unit: unitOfWork(places, found.unitId) }
  })
}

/** `inspection.draw`: the server makes the seed, everything else follows from it. Sent again it is the same draw. */
export async function drawForStaff(call: Draw, deps: OversightDeps): Promise<InspectionDetail> {
  const { tx, now, body } = call
  const session = sessionOf(call)
  const { districtId, unitId, territory, personId } = session
  if (unitId === null || territory === '') throw new Refusal('right.missing', { permission: 'inspection.write' })
  const { inspectionId: id } = call.params
  const around = await tickets.surroundingsOf(deps, tx, districtId)
  const { places, calendar } = around
  const looking = { tx, session, places, today: dateOfDay(dayNumberOf(calendar, now)) }
  const asked = JSON.stringify({ ...body, inspectorIds: body.inspectorIds.map((one) => one.toLowerCase()).toSorted() })
  const isSame = (row: { readonly asked: unknown } | undefined): boolean =>
    row !== undefined && tickets.contentHash(row.asked).equals(tickets.contentHash(JSON.parse(asked)))
  const before = await findInspection(tx, districtId, id)
  if (before) {
    if (!isSame(before)) throw new Refusal('inspection.id_reused')
    return detailView(looking, id)
  }
  const inspectors = await readInspectors(call, around, body.inspectorIds, '/inspectorIds')
  const pool = await readPool(call, around, territory)
  const strata = strataOf(pool, body.strata)
  const wanted = sampleSize(body.take, pool.length)
  if (Math.max(wanted, strata.length) > SAMPLE_LIMIT)
    throw new Refusal('inspection.sample_large', { most: SAMPLE_LIMIT }, '/take')
  const seed = randomBytes(SEED_BYTES).toString('hex')
  const drawn = drawSample(strata, wanted, seed).flatMap(({ key, ids }) => ids.map((one) => ({ key, id: one })))
  const matters = new Map(pool.map((matter) => [matter.id, matter]))
  const stands = drawn.flatMap(({ key, id: one }) => {
    const matter = matters.get(one)
    return matter ? [{ key, matter, by: byUnits(matter) }] : []
  })
  const given = assignChecks(
    stands.map(({ matter, by }) => ({ id: matter.id, by: by.map((one) => unitOfWork(places, one)) })),
    inspectors,
    seed,
  )
  if (!given.ok) throw new Refusal(given.refusal.code, { count: given.refusal.ids.length }, '/inspectorIds')
  const common = { district_id: districtId, drawn_path: territory, due_on: body.dueOn }
  const isNew = await insertInspection(
    tx,
    {
      ...common,
      id,
      drawn_unit_id: unitId,
      drawn_by: personId,
      drawn_at: toTimestamp(now),
      from_day: body.from,
      to_day: body.to,
      strata: body.strata,
      asked,
      seed,
      pool_count: pool.length,
      wanted,
    },
    strata,
  )
  if (isNew)
    await insertChecks(
      tx,
      stands.map(({ key, matter, by }) => ({
        ...common,
        inspection_id: id,
        ticket_id: matter.id,
        grid_path: matter.grid_path,
        number: matter.number,
        stratum: key,
        unit_id: matter.holder_unit_id,
        by_unit_ids: by,
        inspector_id: given.value.get(matter.id) ?? '',
        verdict: null,
        checked_at: null,
      })),
    )
  else if (!isSame(await findInspection(tx, districtId, id))) throw new Refusal('inspection.id_reused')
  return detailView(looking, id)
}

/** `inspection.hand`: to another inspector, whose own work it is not either. */
export async function handForStaff(call: Call<typeof handCheck>, deps: OversightDeps): Promise<InspectionDetail> {
  const { tx, now, body } = call
  const session = sessionOf(call)
  const { districtId } = session
  const { inspectionId, ticketId } = call.params
  const around = await tickets.surroundingsOf(deps, tx, districtId)
  const { places, calendar } = around
  const row = await findInspection(tx, districtId, inspectionId)
  const check = row && drewIt(session, row) ? await lockCheck(tx, districtId, inspectionId, ticketId) : undefined
  if (!check) throw new Refusal('inspection.not_found')
  if (check.verdict !== null) throw new Refusal('inspection.done_already')
  const [inspector] = await readInspectors(call, around, [body.inspectorId], '/inspectorId')
  const by = check.by_unit_ids.map((one) => unitOfWork(places, one))
  const given = assignChecks([{ id: ticketId, by }], inspector ? [inspector] : [], inspectionId)
  if (!given.ok) throw new Refusal(given.refusal.code, { count: 1 }, '/inspectorId')
  await updateCheck(tx, check, { inspector_id: body.inspectorId.toLowerCase() })
  return detailView({ tx, session, places, today: dateOfDay(dayNumberOf(calendar, now)) }, inspectionId)
}
