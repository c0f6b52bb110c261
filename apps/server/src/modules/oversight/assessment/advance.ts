import type { advanceAssessment, AssessmentHead, beginAssessment, countAssessment } from '@lianxin/contract'
import {
  mayCountAssessment,
  monthPeriod,
  previewAssessment,
  publishAssessment,
  SIGN_WITHIN,
  type AssessmentRefusal,
} from '@lianxin/domain'

import { Refusal } from '../../../platform/refusal.ts'
import { addJob } from '../../../platform/jobs.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import type { OversightDeps } from '../deps.ts'
import { toldHead } from './read.ts'
import { wayFor } from './templates.ts'
import {
  insertAssessment,
  listObjections,
  listStored,
  lockAssessment,
  resetCount,
  standingOf,
  updateStanding,
  type StoredAssessment,
} from './store.ts'

export const COUNT_TASK = 'assessment.count'

const local = (at: number): string => new Date(at).toISOString()

/** A refusal of the domain as one of the API. */
export function refused(refusal: AssessmentRefusal): Refusal {
  switch (refusal.code) {
    case 'assessment.objections_open':
      return new Refusal(refusal.code, { count: refusal.count })
    case 'assessment.objection_period':
    case 'assessment.objection_late':
      return new Refusal(refusal.code, { until: local(refusal.until) })
    case 'calendar.year_missing':
      return new Refusal(refusal.code, { year: refusal.year })
    case 'assessment.month_not_over':
    case 'assessment.step_not_allowed':
      return new Refusal(refusal.code)
  }
}

/** @throws Refusal assessment.not_found */
export async function lockOpen(call: Call, id: string): Promise<StoredAssessment> {
  const stored = await lockAssessment(call.tx, sessionOf(call).districtId, id)
  if (!stored) throw new Refusal('assessment.not_found')
  return stored
}

/** Begins the assessment of a month, or its correction; the same request sent again changes nothing. */
export async function begin(call: Call<typeof beginAssessment>, deps: OversightDeps): Promise<AssessmentHead> {
  const { tx, now, body } = call
  const { districtId, personId } = sessionOf(call)
  const id = call.params.assessmentId
  const { utcOffsetMinutes } = await deps.books.calendarOf(tx, districtId)
  if (monthPeriod(body.month, utcOffsetMinutes).to > now) throw new Refusal('assessment.month_not_over', {}, '/month')
  const all = await listStored(tx, districtId)
  const known = all.find((one) => one.id === id)
  if (known) {
    const isSame = known.month.startsWith(body.month) && known.subject === body.subject
    if (!isSame || known.template_name !== body.template) throw new Refusal('assessment.id_reused')
    return toldHead(tx, districtId, id)
  }
  const before = all.filter((one) => one.month.startsWith(body.month) && one.subject === body.subject)
  if (before.some(({ state }) => state === 'draft' || state === 'preview')) throw new Refusal('assessment.under_way')
  const version = 1 + Math.max(0, ...before.map((one) => one.version))
  const template = await wayFor(tx, districtId, body)
  const made = {
    id,
    month: `${body.month}-01`,
    subject: body.subject,
    version,
    template_name: body.template,
    template,
    sign_within: SIGN_WITHIN,
  }
  if (!(await insertAssessment(tx, districtId, made, { personId, now }))) throw new Refusal('assessment.under_way')
  await addJob(tx, COUNT_TASK, { districtId, id }, { key: `assessment:${id}` })
  return toldHead(tx, districtId, id)
}

/** Counts a draft again. */
export async function countAgain(call: Call<typeof countAssessment>): Promise<AssessmentHead> {
  const { tx, now } = call
  const { districtId } = sessionOf(call)
  const stored = await lockOpen(call, call.params.assessmentId)
  const may = mayCountAssessment(standingOf(stored))
  if (!may.ok) throw refused(may.refusal)
  if (stored.revision !== call.body.revision) throw new Refusal('assessment.stale')
  await resetCount(tx, districtId, stored.id, now)
  await addJob(tx, COUNT_TASK, { districtId, id: stored.id }, { key: `assessment:${stored.id}` })
  return toldHead(tx, districtId, stored.id)
}

/** Shows it to the assessed or publishes it. */
export async function advance(call: Call<typeof advanceAssessment>, deps: OversightDeps): Promise<AssessmentHead> {
  const { tx, now, body } = call
  const { districtId, personId } = sessionOf(call)
  const stored = await lockOpen(call, call.params.assessmentId)
  if (stored.revision !== body.revision) throw new Refusal('assessment.stale')
  if (stored.counted_at === null) throw new Refusal('assessment.counting')
  const standing = standingOf(stored)
  const open = (await listObjections(tx, districtId, stored.id)).filter(({ answered_at }) => answered_at === null)
  const decided =
    body.to === 'preview'
      ? previewAssessment(standing, now, await deps.books.calendarOf(tx, districtId))
      : publishAssessment(standing, now, open.length)
  if (!decided.ok) throw refused(decided.refusal)
  await updateStanding(tx, districtId, stored.id, decided.value, { personId, now })
  return toldHead(tx, districtId, stored.id)
}
