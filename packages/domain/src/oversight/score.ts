import type { AssessmentItem, AssessmentTemplate, Counted, ItemScore, Scale, Score } from './types.ts'

const CENTI = 100
const FULL = 100 * CENTI
const NOTHING: Counted = { numerator: 0, denominator: 0, excluded: 0 }

/**
 * Points of one item in hundredths. All arithmetic is in whole numbers up to one division, so that a score can be
 * computed again to the same number on any machine.
 *
 * @param most_centi  points of the item in hundredths
 */
function pointsOf(scale: Scale, most_centi: number, { numerator, denominator }: Counted): number {
  switch (scale.kind) {
    case 'share':
      return Math.round((most_centi * numerator) / denominator)
    case 'threshold': {
      const below_percent = Math.max(0, scale.full_percent - (100 * numerator) / denominator)
      return Math.max(0, Math.round(most_centi - below_percent * scale.loss * CENTI))
    }
    case 'each':
      return Math.max(0, Math.round(most_centi - numerator * scale.loss * CENTI))
  }
}

function scoreItem(item: AssessmentItem, counted: Counted | undefined): ItemScore {
  const of = counted ?? NOTHING
  const none = { itemId: item.id, ...of, points_centi: null }
  if (item.measure === 'given' && counted === undefined) return { ...none, standing: 'notGiven' }
  const needed = item.scale.kind === 'each' ? item.atLeast : Math.max(1, item.atLeast)
  if (of.denominator < needed) return { ...none, standing: 'tooFew' }
  return { ...none, points_centi: pointsOf(item.scale, item.points * CENTI, of), standing: 'counted' }
}

/**
 * The hundred-point assessment (百分考核) of one grid or department for one month. What is left out, for too few
 * matters or because nobody has given the mark yet, neither costs nor earns: the items that count stand for the whole.
 * Points that are only lost (`each`) make no total by themselves: who had no matter at all would top every list.
 *
 * @param counted  by the id of the item
 */
export function score(template: AssessmentTemplate, counted: ReadonlyMap<string, Counted>): Score {
  const all = template.parts.flatMap(({ items }) => items)
  const items = all.map((item) => scoreItem(item, counted.get(item.id)))
  let earned_centi = 0
  let possible_centi = 0
  let says = false
  for (const [nth, { points_centi }] of items.entries()) {
    if (points_centi === null) continue
    earned_centi += points_centi
    possible_centi += (all[nth]?.points ?? 0) * CENTI
    says ||= all[nth]?.scale.kind !== 'each'
  }
  return {
    items,
    total_centi: !says || possible_centi === 0 ? null : Math.round((earned_centi * FULL) / possible_centi),
  }
}

/** What is wrong with a template, by the path of the field; an empty list where it can be used. */
export type TemplateFault = 'points.not_100' | 'item.repeated' | 'item.points' | 'scale.range' | 'measure.scale'

/** Whether a template can be used: 100 points in all, each item once, scales in their range and fit for their measure. */
export function faultsOf(template: AssessmentTemplate): readonly TemplateFault[] {
  const items = template.parts.flatMap((part) => part.items)
  const sum = items.reduce((total, { points }) => total + points, 0)
  const faults = new Set<TemplateFault>()
  if (Math.abs(sum - 100) > 1e-9) faults.add('points.not_100')
  if (new Set(items.map(({ id }) => id)).size < items.length) faults.add('item.repeated')
  for (const { points, scale, measure } of items) {
    if (!(points > 0) || !Number.isInteger(points * CENTI)) faults.add('item.points')
    if (scale.kind !== 'share' && !(scale.loss > 0)) faults.add('scale.range')
    if (scale.kind === 'threshold' && !(scale.full_percent > 0 && scale.full_percent <= 100)) faults.add('scale.range')
    const isCount = measure === 'failedVerifications' || measure === 'shirked'
    if (isCount !== (scale.kind === 'each')) faults.add('measure.scale')
  }
  return [...faults]
}
