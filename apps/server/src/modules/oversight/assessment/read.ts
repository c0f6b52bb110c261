import type { AssessmentView, listAssessmentFacts, listAssessments, readAssessment, ReplyOf } from '@lianxin/contract'
import type { Actor } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { itemOf } from './score-units.ts'
import {
  countOpenObjections,
  findAssessment,
  listMarks,
  listObjections,
  listScores,
  listStored,
  type StoredAssessment,
} from './store.ts'
import { listFacts, nameTickets, type TicketFact } from './store-facts.ts'
import { headView, objectionView, rankedView } from './view.ts'

/** @throws Refusal assessment.not_found, also for a draft the caller does not see */
export async function openAssessment(tx: Tx, districtId: number, id: string): Promise<StoredAssessment> {
  const found = await findAssessment(tx, districtId, id)
  if (!found) throw new Refusal('assessment.not_found')
  return found
}

/** An assessment as lists show it. */
export async function toldHead(tx: Tx, districtId: number, id: string) {
  const open = await countOpenObjections(tx, districtId)
  return headView(await openAssessment(tx, districtId, id), open.get(id) ?? 0)
}

/** `assessment.list`. */
export async function listHeads(call: Call<typeof listAssessments>): Promise<ReplyOf<typeof listAssessments>> {
  const { districtId } = sessionOf(call)
  const open = await countOpenObjections(call.tx, districtId)
  const stored = await listStored(call.tx, districtId)
  return { items: stored.map((one) => headView(one, open.get(one.id) ?? 0)) }
}

/** `assessment.read`. */
export async function readWhole(call: Call<typeof readAssessment>, deps: OversightDeps): Promise<AssessmentView> {
  const { tx } = call
  const { districtId } = sessionOf(call)
  const stored = await openAssessment(tx, districtId, call.params.assessmentId)
  const places = await deps.places.open(tx, districtId)
  const objections = await listObjections(tx, districtId, stored.id)
  const marks = await listMarks(tx, districtId, stored.id)
  const last = new Map(marks.map((mark) => [`${mark.unit_id} ${mark.item_id}`, mark]))
  return {
    ...headView(stored, objections.filter(({ answered_at }) => answered_at === null).length),
    parts: stored.template.parts.map((part) => ({ ...part, items: part.items.map((item) => ({ ...item })) })),
    scores: rankedView(stored, await listScores(tx, districtId, stored.id), places),
    marks: [...last.values()].map((mark) => ({
      unitId: mark.unit_id,
      itemId: mark.item_id,
      percent: mark.percent,
      reason: mark.reason,
      at: new Date(mark.at).toISOString(),
      byName: mark.by,
      takenFrom: mark.taken_from,
    })),
    objections: objections.map(objectionView),
  }
}

const DEFAULT_LIMIT = 200

/** `assessment.facts`: what speaks against the unit first. */
export async function readFacts(
  call: Call<typeof listAssessmentFacts>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof listAssessmentFacts>> {
  const { tx } = call
  const { districtId } = sessionOf(call)
  const { unitId, itemId, limit = DEFAULT_LIMIT } = call.query
  const stored = await openAssessment(tx, districtId, call.params.assessmentId)
  const item = itemOf(stored.template, itemId)
  if (!item) throw new Refusal('assessment.item_unknown', {}, '/itemId')
  const hitsAreBad = item.scale.kind === 'each'
  const facts = await listFacts(tx, districtId, { id: stored.id, unitId, measure: item.measure, hitsAreBad })
  const page = await explained(tx, facts.slice(0, limit), await tickets.surroundingsOf(deps, tx, districtId))
  return { total: facts.length, items: page.map(({ of: _fact, ...told }) => told) }
}

/** A fact in words: its ticket where the caller sees it, and who left it out and why. */
export interface Explained {
  readonly of: TicketFact
  readonly ticketId: string
  readonly number: string | null
  readonly title: string | null
  readonly seq: number
  readonly hit: boolean
  readonly exclusion: { readonly reason: string; readonly byName: string; readonly takenFrom: number | null } | null
}

/** Names tickets and people of facts. */
export async function explained(
  tx: Tx,
  facts: readonly TicketFact[],
  { districtId, places, classes }: tickets.Surroundings,
): Promise<readonly Explained[]> {
  const named = await nameTickets(tx, districtId, [...new Set(facts.map(({ ticketId }) => ticketId))])
  const people = facts.flatMap(({ excluded }) => (excluded?.by.kind === 'staff' ? [excluded.by.personId] : []))
  const names = await tickets.findPersonNames(tx, districtId, people)
  const nameOf = (by: Actor): string =>
    by.kind === 'staff' ? `${places.unitById(by.unitId)?.name ?? ''} ${names.get(by.personId) ?? ''}`.trim() : ''
  return facts.map((of) => {
    const ticket = named.get(of.ticketId)
    return {
      of,
      ticketId: of.ticketId,
      number: ticket?.number ?? null,
      title: tickets.publicTitle(classes, ticket?.class_ref ?? null, ticket?.title ?? null),
      seq: of.seq,
      hit: of.hit,
      exclusion: of.excluded && {
        reason: of.excluded.reason,
        byName: nameOf(of.excluded.by),
        takenFrom: of.excluded.takenFrom ?? null,
      },
    }
  })
}
