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
import { lot } from './lot.ts'
import {
  findInspection,
  insertChecks,
  insertInspection,
  listClosed,
  listInspectors,
  lockCheck,
  updateCheck,
  type CheckRow,
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

/** A drawn matter with the inspector it is given to. */
interface Stand {
  readonly stratum: string
  readonly matter: Closed
  readonly byUnitIds: readonly string[]
  readonly inspectorId: string
}

/** Draws by the seed. @throws Refusal inspection.sample_large */
function drawBySeed(
  pool: readonly Closed[],
  strata: readonly Stratum[],
  wanted: number,
  seed: string,
): readonly Omit<Stand, 'inspectorId'>[] {
  if (Math.max(wanted, strata.length) > SAMPLE_LIMIT)
    throw new Refusal('inspection.sample_large', { most: SAMPLE_LIMIT }, '/take')
  const matters = new Map(pool.map((matter) => [matter.id, matter]))
  return drawSample(strata, wanted, seed, lot).flatMap(({ key, ids }) =>
    ids.flatMap((id) => {
      const matter = matters.get(id)
      return matter ? [{ stratum: key, matter, byUnitIds: byUnits(matter) }] : []
    }),
  )
}

/** Hands out by the seed. @throws Refusal inspection.nobody_free */
function handOut(
  drawn: readonly Omit<Stand, 'inspectorId'>[],
  inspectors: readonly Inspector[],
  places: tickets.Surroundings['places'],
  seed: string,
): readonly Stand[] {
  const matters = drawn.map(({ matter, byUnitIds }) => ({
    id: matter.id,
    by: byUnitIds.map((one) => unitOfWork(places, one)),
  }))
  const given = assignChecks(matters, inspectors, seed, lot)
  if (!given.ok) throw new Refusal(given.refusal.code, { count: given.refusal.ids.length }, '/inspectorIds')
  return drawn.map((one) => ({ ...one, inspectorId: given.value.get(one.matter.id) ?? '' }))
}

/** What was asked for, in one spelling: sent again it is the same draw. */
const askedOf = (body: Draw['body']): string =>
  JSON.stringify({ ...body, inspectorIds: body.inspectorIds.map((one) => one.toLowerCase()).toSorted() })

/** The draw of this id made before. @throws Refusal inspection.id_reused where something else was asked for */
async function drawnBefore({ tx, params, body }: Draw, districtId: number): Promise<boolean> {
  const row = await findInspection(tx, districtId, params.inspectionId)
  if (!row) return false
  if (!tickets.contentHash(row.asked).equals(tickets.contentHash(JSON.parse(askedOf(body)))))
    throw new Refusal('inspection.id_reused')
  return true
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
  if (await drawnBefore(call, districtId)) return detailView(looking, id)
  const inspectors = await readInspectors(call, around, body.inspectorIds, '/inspectorIds')
  const pool = await readPool(call, around, territory)
  const strata = strataOf(pool, body.strata)
  const wanted = sampleSize(body.take, pool.length)
  const seed = randomBytes(SEED_BYTES).toString('hex')
  const stands = handOut(drawBySeed(pool, strata, wanted, seed), inspectors, places, seed)
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
      asked: askedOf(body),
      seed,
      pool_count: pool.length,
      wanted,
    },
    strata,
  )
  if (isNew)
    await insertChecks(
      tx,
      stands.map((stand) => checkRow(common, id, stand)),
    )
  else await drawnBefore(call, districtId)
  return detailView(looking, id)
}

const checkRow = (
  common: Pick<CheckRow, 'district_id' | 'drawn_path' | 'due_on'>,
  inspectionId: string,
  { stratum, matter, byUnitIds, inspectorId }: Stand,
): CheckRow => ({
  ...common,
  inspection_id: inspectionId,
  ticket_id: matter.id,
  grid_path: matter.grid_path,
  number: matter.number,
  stratum,
  unit_id: matter.holder_unit_id,
  by_unit_ids: [...byUnitIds],
  inspector_id: inspectorId,
  verdict: null,
  checked_at: null,
})

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
  const given = assignChecks([{ id: ticketId, by }], inspector ? [inspector] : [], inspectionId, lot)
  if (!given.ok) throw new Refusal(given.refusal.code, { count: 1 }, '/inspectorId')
  await updateCheck(tx, check, { inspector_id: body.inspectorId.toLowerCase() })
  return detailView({ tx, session, places, today: dateOfDay(dayNumberOf(calendar, now)) }, inspectionId)
}
