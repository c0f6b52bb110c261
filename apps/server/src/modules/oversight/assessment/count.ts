import {
  askedInPeriod,
  factsOf,
  freezeAssessmentWhenDue,
  mergedIntoAt,
  monthPeriod,
  orderFact,
  type FactRules,
  type Instant,
  type Period,
  type Step,
} from '@lianxin/domain'

import { systemScope } from '../../../platform/db/scope.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { listAnswerableIn } from '../inquiry/index.ts'
import { listDueIn } from '../orders/index.ts'
import { groupedBy, scoreUnit } from './score-units.ts'
import {
  claimCount,
  findAssessment,
  listMarks,
  listStored,
  lockAssessment,
  shownIn,
  standingOf,
  updateStanding,
} from './store.ts'
import { takeOver } from './take-over.ts'
import {
  listAssessed,
  listCandidates,
  replaceCount,
  tellProgress,
  type AssessedUnit,
  type TicketFact,
} from './store-facts.ts'

/** A count that told nothing for so long has died: a batch takes seconds. */
const IDLE_MS = 2 * 60_000
/** Histories read in one go. */
const BATCH = 400

interface Counting {
  readonly districtId: number
  readonly id: string
  readonly period: Period
  readonly rules: FactRules
  readonly units: readonly AssessedUnit[]
}

/** Reads the histories of the month in batches and tells how far it has come. */
async function collect(deps: OversightDeps, of: Counting): Promise<{ facts: readonly TicketFact[]; read: number }> {
  const { districtId, id, period, rules } = of
  const inSystem = systemScope(districtId)
  const candidates = await deps.db.withScope(inSystem, (tx) => listCandidates(tx, districtId, period, rules))
  const assessed = new Set(of.units.map((unit) => unit.id))
  const facts: TicketFact[] = []
  for (let from = 0; from < candidates.length; from += BATCH) {
    const ids = candidates.slice(from, from + BATCH)
    const histories = await deps.db.withScope(inSystem, async (tx) => {
      await tellProgress(tx, districtId, id, { tickets: from, now: deps.clock.now() })
      return tickets.listHistories(tx, districtId, ids)
    })
    for (const { ticketId, steps } of histories)
      for (const fact of factsOf(steps, period, rules)) if (assessed.has(fact.unitId)) facts.push({ ...fact, ticketId })
  }
  return { facts, read: candidates.length }
}

/** Questions that were to be answered in the month, numbered within their ticket. */
async function collectInquiries(
  deps: OversightDeps,
  { districtId, period, units }: Counting,
): Promise<readonly TicketFact[]> {
  const span = { from: period.from, until: period.to }
  const inquiries = await deps.db.withScope(systemScope(districtId), (tx) => listAnswerableIn(tx, districtId, span))
  const assessed = new Set(units.map((unit) => unit.id))
  return [...groupedBy(inquiries, (one) => one.ticket_id)].flatMap(([ticketId, all]) =>
    all
      .flatMap(({ body }) => askedInPeriod(body, span))
      .map(({ unitId, inTime }, nth) => ({
        unitId,
        measure: 'inquiriesAnswered' as const,
        ticketId,
        seq: nth + 1,
        hit: inTime,
        excluded: null,
      }))
      .filter(({ unitId }) => assessed.has(unitId)),
  )
}

/** The histories of matters, and of those they had been merged into by an instant. */
async function readFollowed(
  deps: OversightDeps,
  districtId: number,
  ids: readonly string[],
  at: Instant,
): Promise<ReadonlyMap<string, readonly Step[]>> {
  const known = new Map<string, readonly Step[]>()
  let wanted = ids
  while (wanted.length > 0) {
    const part = wanted
    const found = await deps.db.withScope(systemScope(districtId), (tx) => tickets.listHistories(tx, districtId, part))
    for (const { ticketId, steps } of found) known.set(ticketId, steps)
    wanted = [...new Set(found.flatMap(({ steps }) => mergedIntoAt(steps, at) ?? []))].filter((id) => !known.has(id))
  }
  return known
}

/** Matters under supervision orders whose date came in the month, the orders of each numbered by their dates. */
async function collectOrders(
  deps: OversightDeps,
  { districtId, period, units }: Counting,
): Promise<readonly TicketFact[]> {
  const span = { from: period.from, until: period.to }
  const orders = await deps.db.withScope(systemScope(districtId), (tx) => listDueIn(tx, districtId, span))
  const assessed = new Set(units.map((unit) => unit.id))
  const dates = new Map<string, number[]>()
  for (const { ticket_ids, due_at } of orders)
    for (const ticketId of ticket_ids) dates.set(ticketId, [...(dates.get(ticketId) ?? []), due_at])
  const ids = [...dates.keys()]
  const facts: TicketFact[] = []
  for (let from = 0; from < ids.length; from += BATCH) {
    const part = ids.slice(from, from + BATCH)
    const histories = await readFollowed(deps, districtId, part, period.to)
    const historyOf = (id: string) => histories.get(id)
    for (const ticketId of part)
      for (const [nth, dueAt] of (dates.get(ticketId) ?? []).entries()) {
        const fact = orderFact(ticketId, dueAt, { nth: nth + 1, until: period.to, historyOf })
        if (fact && assessed.has(fact.unitId)) facts.push({ ...fact, ticketId })
      }
  }
  return facts
}

/**
 * Counts a draft from the histories of its month. Safe to run again: it counts from nothing, and writes only where the
 * draft is still the one it began with. One that another count is at work on is left to that one.
 * @returns whether it was written
 */
export async function countDraft(deps: OversightDeps, districtId: number, id: string): Promise<boolean> {
  const inSystem = systemScope(districtId)
  const begun = await deps.db.withScope(inSystem, async (tx) => {
    const stored = await findAssessment(tx, districtId, id)
    const now = deps.clock.now()
    const isMine = stored && (await claimCount(tx, districtId, id, { now, idleSince: now - IDLE_MS }))
    if (!isMine) return undefined
    const calendar = await deps.books.calendarOf(tx, districtId)
    const units = await listAssessed(tx, districtId, stored.subject)
    return { stored, calendar, units }
  })
  if (!begun) return false
  const { stored, calendar, units } = begun
  const period = monthPeriod(stored.month.slice(0, 7), calendar.utcOffsetMinutes)
  const rules = { calendar, signWithin: stored.sign_within }
  const counting = { districtId, id, period, rules, units }
  const { facts: ofTickets, read } = await collect(deps, counting)
  const found = [...ofTickets, ...(await collectInquiries(deps, counting)), ...(await collectOrders(deps, counting))]
  return deps.db.withScope(inSystem, async (tx) => {
    const now = await lockAssessment(tx, districtId, id)
    if (now?.revision !== stored.revision || now.state !== 'draft') return false
    const facts = await takeOver(tx, districtId, now, { units, facts: found })
    const marks = groupedBy(await listMarks(tx, districtId, id), (mark) => mark.unit_id)
    const byUnit = groupedBy(facts, ({ unitId }) => unitId)
    const scores = new Map(
      units.map((unit) => [unit.id, scoreUnit(stored.template, byUnit.get(unit.id) ?? [], marks.get(unit.id) ?? [])]),
    )
    const shown = shownIn(now.state)
    await replaceCount(tx, districtId, id, { shown, units, facts, scores, now: deps.clock.now(), tickets: read })
    return true
  })
}

/** Counts what waits for it, and freezes what was published long enough ago. */
export async function keepAssessments(deps: OversightDeps, districtId: number): Promise<void> {
  const inSystem = systemScope(districtId)
  const all = await deps.db.withScope(inSystem, (tx) => listStored(tx, districtId))
  for (const { id } of all.filter((one) => one.counted_at === null)) await countDraft(deps, districtId, id)
  for (const one of all.filter(({ state }) => state === 'published'))
    await deps.db.withScope(inSystem, async (tx) => {
      const stored = await lockAssessment(tx, districtId, one.id)
      if (!stored) return
      const standing = standingOf(stored)
      const after = freezeAssessmentWhenDue(standing, deps.clock.now())
      if (after.state !== standing.state)
        await updateStanding(tx, districtId, one.id, after, { personId: null, now: deps.clock.now() })
    })
}
