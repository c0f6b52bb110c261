import type { AssessmentHead, AssessmentObjection, AssessmentScoreView } from '@lianxin/contract'
import { placed, whyNoTotal, type AssessmentTemplate } from '@lianxin/domain'

import type { Places } from '../../ticket/index.ts'
import type { StoredAssessment, StoredObjection, StoredScore } from './store.ts'

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

export function headView(one: StoredAssessment, openObjections: number): AssessmentHead {
  return {
    id: one.id,
    month: one.month.slice(0, 7),
    subject: one.subject,
    version: one.version,
    template: one.template_name as AssessmentHead['template'],
    state: one.state,
    countedAt: iso(one.counted_at),
    countedTickets: one.counted_tickets,
    objectionsUntil: iso(one.objections_until),
    publishedAt: iso(one.published_at),
    openObjections,
    revision: one.revision,
  }
}

export function objectionView(one: StoredObjection): AssessmentObjection {
  return {
    id: one.id,
    unitId: one.unit_id,
    itemId: one.item_id,
    text: one.text,
    at: new Date(one.at).toISOString(),
    answer: one.answer,
    accepted: one.accepted,
    excludedTicketIds: one.excluded_tickets,
    answeredAt: iso(one.answered_at),
  }
}

/** One score, with its place among all of them where that is known. */
export function scoreView(
  template: AssessmentTemplate,
  one: StoredScore,
  rank: number | null,
  places: Places,
): AssessmentScoreView {
  const unit = places.unitById(one.unit_id)
  return {
    unit: { id: one.unit_id, name: unit?.name ?? '', nameEn: unit?.nameEn ?? '' },
    rank,
    total_centi: one.total_centi,
    noTotal: one.total_centi === null ? whyNoTotal(template, one.items) : null,
    items: one.items.map((item) => ({ ...item })),
  }
}

/** Scores from the best on, with the places that the rule of the domain gives them. */
export function rankedView(
  { template, state }: Pick<StoredAssessment, 'template' | 'state'>,
  scores: readonly StoredScore[],
  places: Places,
): AssessmentScoreView[] {
  const all = scores.map((stored) => ({ unitId: stored.unit_id, total_centi: stored.total_centi, stored }))
  return placed(all, isPublished(state)).map(({ score, place }) => scoreView(template, score.stored, place, places))
}

/** Whether everybody assessed sees all of it. */
export const isPublished = (state: StoredAssessment['state']): boolean => state === 'published' || state === 'frozen'
