import type {
  answerAssessmentObjection,
  AssessmentObjection,
  AssessmentScoreView,
  markAssessment,
  objectToAssessment,
} from '@lianxin/contract'
import { mayMarkAssessment, mayObjectToAssessment } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import type { OversightDeps } from '../deps.ts'
import { lockOpen, refused } from './advance.ts'
import { openAssessment } from './read.ts'
import { itemOf, scoreUnit } from './score-units.ts'
import {
  answerObjection,
  findObjection,
  insertMark,
  insertObjection,
  listMarks,
  listScores,
  lockObjection,
  shownIn,
  standingOf,
  type StoredAssessment,
  type StoredScore,
} from './store.ts'
import { excludeTickets, listFacts, updateScore } from './store-facts.ts'
import { objectionView, scoreView } from './view.ts'

/** Computes the points of one unit anew. */
async function rescore(tx: Tx, districtId: number, stored: StoredAssessment, unitId: string): Promise<StoredScore> {
  const facts = await listFacts(tx, districtId, { id: stored.id, unitId })
  const marks = (await listMarks(tx, districtId, stored.id)).filter((mark) => mark.unit_id === unitId)
  const after = scoreUnit(stored.template, facts, marks)
  await updateScore(tx, districtId, stored.id, unitId, after)
  return { unit_id: unitId, ...after }
}

/** @throws Refusal assessment.unit_unknown where it is not assessed here */
async function requireAssessed(tx: Tx, districtId: number, id: string, unitId: string): Promise<StoredScore> {
  const found = (await listScores(tx, districtId, id)).find((one) => one.unit_id === unitId)
  if (!found) throw new Refusal('assessment.unit_unknown', {}, '/unitId')
  return found
}

/** Gives a mark for an item that asks for one. */
export async function giveMark(call: Call<typeof markAssessment>, deps: OversightDeps): Promise<AssessmentScoreView> {
  const { tx, now, body } = call
  const { districtId, personId } = sessionOf(call)
  const stored = await lockOpen(call, call.params.assessmentId)
  const may = mayMarkAssessment(standingOf(stored))
  if (!may.ok) throw refused(may.refusal)
  if (stored.counted_at === null) throw new Refusal('assessment.counting')
  if (itemOf(stored.template, body.itemId)?.measure !== 'given')
    throw new Refusal('assessment.item_unknown', {}, '/itemId')
  await requireAssessed(tx, districtId, stored.id, body.unitId)
  const places = await deps.places.open(tx, districtId)
  const mark = {
    id: call.params.markId,
    assessment_id: stored.id,
    unit_id: body.unitId,
    item_id: body.itemId,
    percent: body.percent,
    reason: body.reason.trim(),
    by_person_id: personId,
    at: now,
    taken_from: null,
  }
  const of = { unit_path: places.unitById(body.unitId)?.gridPath ?? '', shown: shownIn(stored.state) }
  if (!(await insertMark(tx, districtId, mark, of))) {
    const known = (await listMarks(tx, districtId, stored.id)).find(({ id }) => id === mark.id)
    const isSame = known?.unit_id === mark.unit_id && known.item_id === mark.item_id && known.percent === mark.percent
    if (!isSame) throw new Refusal('assessment.id_reused')
  }
  return scoreView(stored.template, await rescore(tx, districtId, stored, body.unitId), null, places)
}

/** An assessed unit objects to one of its items. */
export async function object(call: Call<typeof objectToAssessment>, deps: OversightDeps): Promise<AssessmentObjection> {
  const { tx, now, body } = call
  const { districtId, personId, unitId } = sessionOf(call)
  const stored = await openAssessment(tx, districtId, call.params.assessmentId)
  if (unitId === null) throw new Refusal('assessment.unit_unknown')
  const { objectionId } = call.params
  const known = await findObjection(tx, districtId, objectionId)
  if (known) {
    const isSame = known.unit_id === unitId && known.item_id === body.itemId && known.text === body.text.trim()
    if (!isSame) throw new Refusal('assessment.id_reused')
    return objectionView(known)
  }
  const may = mayObjectToAssessment(standingOf(stored), now)
  if (!may.ok) throw refused(may.refusal)
  if (!itemOf(stored.template, body.itemId)) throw new Refusal('assessment.item_unknown', {}, '/itemId')
  await requireAssessed(tx, districtId, stored.id, unitId)
  const places = await deps.places.open(tx, districtId)
  const one = {
    id: objectionId,
    assessment_id: stored.id,
    unit_id: unitId,
    unit_path: places.unitById(unitId)?.gridPath ?? '',
    item_id: body.itemId,
    text: body.text.trim(),
    at: now,
  }
  if (!(await insertObjection(tx, districtId, one, personId))) throw new Refusal('assessment.id_reused')
  return objectionView({ ...one, answer: null, accepted: null, excluded_tickets: [], answered_at: null })
}

/** Answers an objection; what was found right changes the points at once, with the answer as the reason beside it. */
export async function answer(call: Call<typeof answerAssessmentObjection>): Promise<AssessmentObjection> {
  const { tx, now, body } = call
  const { districtId, personId, unitId } = sessionOf(call)
  const stored = await lockOpen(call, call.params.assessmentId)
  const objection = await lockObjection(tx, districtId, call.params.objectionId)
  if (objection?.assessment_id !== stored.id) throw new Refusal('assessment.objection_unknown')
  const isAgain = objection.answer === body.text.trim() && objection.accepted === body.accepted
  if (isAgain) return objectionView(objection)
  if (objection.answered_at !== null) throw new Refusal('assessment.answered')
  const may = mayMarkAssessment(standingOf(stored))
  if (!may.ok) throw refused(may.refusal)
  const text = body.text.trim()
  const excluded = body.accepted ? body.excludedTicketIds : []
  const measure = itemOf(stored.template, objection.item_id)?.measure
  const of = { id: stored.id, unitId: objection.unit_id, ...(measure === undefined ? {} : { measure }) }
  const known = new Set((await listFacts(tx, districtId, of)).map(({ ticketId }) => ticketId))
  if (!excluded.every((id) => known.has(id.toLowerCase())))
    throw new Refusal('assessment.ticket_unknown', {}, '/excludedTicketIds')
  await answerObjection(tx, districtId, objection.id, {
    text,
    accepted: body.accepted,
    tickets: excluded,
    personId,
    now,
  })
  if (measure !== undefined && excluded.length > 0) {
    const by = { kind: 'staff', personId, unitId: unitId ?? '' } as const
    await excludeTickets(tx, districtId, { ...of, measure }, excluded, { reason: text, by, seq: null })
    await rescore(tx, districtId, stored, objection.unit_id)
  }
  return objectionView({
    ...objection,
    answer: text,
    accepted: body.accepted,
    excluded_tickets: [...excluded],
    answered_at: now,
  })
}
