import type { BriefHead, produceBrief } from '@lianxin/contract'
import { briefDays, briefMonthsDue, localDay, type Instant } from '@lianxin/domain'
import { uuidv7 } from 'uuidv7'

import { systemScope } from '../../../platform/db/scope.ts'
import { addJob } from '../../../platform/jobs.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import type { OversightDeps } from '../deps.ts'
import { countChanges } from '../figures/follow.ts'
import { readCounting } from '../figures/store-read.ts'
import { beginComposing, composeBrief } from './compose.ts'
import { mayHave, headOf } from './read.ts'
import { fillBrief, findLastByItself, findStored, insertBrief, listByItself, listStored, listWaiting } from './store.ts'
import { listSubjects, listSubjectsEver } from './units.ts'

export const PRODUCE_TASK = 'brief.produce'
/** Somebody else may take the version meanwhile. */
const ATTEMPTS = 3

/** `brief.produce`: asks for a version; the same request sent again changes nothing. */
export async function askForBrief(call: Call<typeof produceBrief>, deps: OversightDeps): Promise<BriefHead> {
  const { tx, now, body } = call
  const session = sessionOf(call)
  const { districtId, personId } = session
  const id = call.params.briefId
  const subjects = await listSubjects(tx, districtId)
  const subject = subjects.find((one) => one.id === body.unitId)
  if (!subject || !mayHave(session, subject)) throw new Refusal('brief.unit_unknown', {}, '/unitId')
  const known = await findStored(tx, districtId, id)
  if (known) {
    if (known.unit_id !== body.unitId || !known.month.startsWith(body.month)) throw new Refusal('brief.id_reused')
    return headOf(known, subjects)
  }
  const { utcOffsetMinutes } = await deps.books.calendarOf(tx, districtId)
  const days = briefDays(body.month, localDay(now, utcOffsetMinutes))
  if (!days) throw new Refusal('brief.month_not_begun', {}, '/month')
  const before = await listStored(tx, districtId, body)
  if (before.some(({ produced_at }) => produced_at === null)) throw new Refusal('brief.under_way')
  const made = {
    id,
    unitId: subject.id,
    unitPath: subject.path,
    month: body.month,
    preliminary: days.isPreliminary,
    askedBy: personId,
    now,
    content: null,
  }
  for (let attempt = 1; !(await insertBrief(tx, districtId, made)); attempt++)
    if (attempt === ATTEMPTS) throw new Refusal('brief.under_way')
  await addJob(tx, PRODUCE_TASK, { districtId })
  const stored = await findStored(tx, districtId, id)
  if (!stored) throw new Refusal('brief.not_found')
  return headOf(stored, subjects)
}

/** Whether the counters hold everything; while they are filled in, a brief would tell too little. */
async function areCounted(deps: OversightDeps, districtId: number): Promise<boolean> {
  await countChanges(deps, districtId)
  const { filled } = await deps.db.withScope(systemScope(districtId), (tx) => readCounting(tx, districtId))
  return filled === null
}

/** Produces what somebody asked for. Safe to repeat, also beside itself: what is there stays. @returns how many */
export async function produceWaiting(deps: OversightDeps, districtId: number): Promise<number> {
  const inSystem = systemScope(districtId)
  const waiting = await deps.db.withScope(inSystem, (tx) => listWaiting(tx, districtId))
  if (waiting.length === 0 || !(await areCounted(deps, districtId))) return 0
  let produced = 0
  for (const { id, unit_id, month } of waiting)
    await deps.db.withScope(inSystem, async (tx) => {
      const now = deps.clock.now()
      const subjects = await listSubjects(tx, districtId)
      // A unit may be closed while its brief waits.
      const subject = (await listSubjectsEver(tx, districtId)).find((one) => one.id === unit_id)
      const composing = await beginComposing(deps, tx, { districtId, month: month.slice(0, 7), now, subjects })
      if (!subject || !composing) return
      const content = await composeBrief(tx, composing, subject)
      if (await fillBrief(tx, districtId, id, content, now)) produced++
    })
  return produced
}

/** Months whose briefs are due by themselves; none where the calendar has no data of the year. */
async function listDueMonths(deps: OversightDeps, districtId: number, now: Instant): Promise<readonly string[]> {
  return deps.db.withScope(systemScope(districtId), async (tx) => {
    const calendar = await deps.books.calendarOf(tx, districtId)
    const [first] = await listSubjects(tx, districtId)
    if (first?.kind !== 'district') return []
    const due = briefMonthsDue(calendar, now, await findLastByItself(tx, districtId, first.id))
    return due.ok ? due.value : []
  })
}

/**
 * Produces the briefs of a month that is over, from its first working day after on: once for each unit and month,
 * whatever was interrupted and however many do it. The district comes last, so that its brief says that all are there.
 * @returns how many were written
 */
export async function produceDue(deps: OversightDeps, districtId: number): Promise<number> {
  const now = deps.clock.now()
  const months = await listDueMonths(deps, districtId, now)
  if (months.length === 0 || !(await areCounted(deps, districtId))) return 0
  const inSystem = systemScope(districtId)
  let written = 0
  for (const month of months) {
    const composing = await deps.db.withScope(inSystem, async (tx) => {
      const subjects = await listSubjects(tx, districtId)
      return beginComposing(deps, tx, { districtId, month, now, subjects })
    })
    const there = await deps.db.withScope(inSystem, (tx) => listByItself(tx, districtId, month))
    if (!composing) continue
    const missing = composing.subjects.filter(({ id }) => !there.has(id))
    for (const subject of missing.toReversed())
      await deps.db.withScope(inSystem, async (tx) => {
        const content = await composeBrief(tx, composing, subject)
        const made = {
          id: uuidv7(),
          unitId: subject.id,
          unitPath: subject.path,
          month,
          preliminary: false,
          askedBy: null,
          now,
          content,
        }
        if (await insertBrief(tx, districtId, made)) written++
      })
  }
  return written
}
