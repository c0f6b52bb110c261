import { accept, refuse, type Result } from '../result.ts'
import { isNeverMeasured } from './never-measured.ts'
import {
  MEASURES,
  RATE_MINIMUM,
  type AssessmentItem,
  type AssessmentTemplate,
  type Counted,
  type ItemScore,
  type Measure,
  type NoTotal,
  type Scale,
  type Score,
} from './types.ts'

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

const itemsOf = (template: AssessmentTemplate): readonly AssessmentItem[] =>
  template.parts.flatMap(({ items }) => items)

/** What is counted and costs points each time; every other measure but `given` is a rate. */
const isCount = (measure: string): boolean => measure === 'failedVerifications' || measure === 'shirked'

/**
 * Why a unit has no total, or null where it has one: minimum numbers before a score counts, so that one matter cannot top
 * a league. What is left out does not count against a unit, so the rest stands for the whole; that is only fair where
 * the rest is at least half of the points, and where one rate of enough matters is among it: points that nothing was
 * lost of, and marks alone, say nothing about the work of a month. Half and `RATE_MINIMUM` are our choice.
 */
export function whyNoTotal(template: AssessmentTemplate, items: readonly ItemScore[]): NoTotal | null {
  const counted = new Map(items.filter(({ standing }) => standing === 'counted').map((one) => [one.itemId, one]))
  const own = itemsOf(template).filter(({ id }) => counted.has(id))
  const isEnough = ({ id, measure }: AssessmentItem): boolean =>
    measure !== 'given' && !isCount(measure) && (counted.get(id)?.denominator ?? 0) >= RATE_MINIMUM
  if (own.reduce((sum, { points }) => sum + points * CENTI, 0) * 2 < FULL) return 'fewPoints'
  return own.some(isEnough) ? null : 'fewMatters'
}

/**
 * The hundred-point assessment (百分考核) of one grid or department for one month. What is left out, for too few
 * matters or because nobody has given the mark yet, neither costs nor earns: the items that count stand for the whole,
 * where they are enough of it (see `whyNoTotal`); else there is no total and no place.
 *
 * @param counted  by the id of the item
 */
export function score(template: AssessmentTemplate, counted: ReadonlyMap<string, Counted>): Score {
  const all = itemsOf(template)
  const items = all.map((item) => scoreItem(item, counted.get(item.id)))
  if (whyNoTotal(template, items) !== null) return { items, total_centi: null }
  let earned_centi = 0
  let possible_centi = 0
  for (const [nth, { points_centi }] of items.entries()) {
    if (points_centi === null) continue
    earned_centi += points_centi
    possible_centi += (all[nth]?.points ?? 0) * CENTI
  }
  return { items, total_centi: Math.round((earned_centi * FULL) / possible_centi) }
}

/** What is wrong with a template. */
export const TEMPLATE_FAULTS = [
  'points.not_100',
  'item.repeated',
  'item.points',
  'item.minimum',
  'scale.range',
  'measure.unknown',
  'measure.forbidden',
  'measure.scale',
] as const
export type TemplateFaultCode = (typeof TEMPLATE_FAULTS)[number]
export interface TemplateFault {
  readonly code: TemplateFaultCode
  /** JSON pointer of what is wrong, such as `/parts/0/items/1/points`. */
  readonly pointer: string
}

/** A template as somebody wrote it: what it wants to measure may be anything. */
export interface GivenTemplate {
  readonly parts: readonly {
    readonly id: string
    readonly name: AssessmentItem['name']
    readonly items: readonly (Omit<AssessmentItem, 'measure'> & { readonly measure: string })[]
  }[]
}
type GivenItem = GivenTemplate['parts'][number]['items'][number]

const isMeasure = (measure: string): measure is Measure => (MEASURES as readonly string[]).includes(measure)
/** A rate of more than this many matters is nothing that a month of one unit has to reach. */
const MOST_MATTERS = 1_000

function faultsOfItem({
  id,
  name,
  points,
  measure,
  scale,
  atLeast,
}: GivenItem): readonly (readonly [string, TemplateFaultCode])[] {
  const faults: (readonly [string, TemplateFaultCode])[] = []
  if (!isMeasure(measure)) faults.push(['/measure', isNeverMeasured(measure) ? 'measure.forbidden' : 'measure.unknown'])
  if (isNeverMeasured(id) || isNeverMeasured(name.zh) || isNeverMeasured(name.en))
    faults.push(['/name', 'measure.forbidden'])
  if (!(points > 0) || !Number.isInteger(points * CENTI)) faults.push(['/points', 'item.points'])
  if (scale.kind !== 'share' && !(scale.loss > 0)) faults.push(['/scale', 'scale.range'])
  if (scale.kind === 'threshold' && !(scale.full_percent > 0 && scale.full_percent <= 100))
    faults.push(['/scale', 'scale.range'])
  if (isCount(measure) !== (scale.kind === 'each')) faults.push(['/scale', 'measure.scale'])
  const isRate = measure !== 'given' && !isCount(measure)
  if (!Number.isInteger(atLeast) || atLeast < (isRate ? 1 : 0) || atLeast > MOST_MATTERS)
    faults.push(['/atLeast', 'item.minimum'])
  return faults
}

/**
 * What is wrong with a template; nothing where it can be used: 100 points in all, each item once, only known measures and
 * none that may never count, minimum numbers for rates, scales in their range and fit for their measure.
 */
export function faultsOf({ parts }: GivenTemplate): readonly TemplateFault[] {
  const faults: TemplateFault[] = []
  const seen = new Set<string>()
  let sum = 0
  for (const [nthPart, part] of parts.entries())
    for (const [nth, item] of part.items.entries()) {
      const at = `/parts/${nthPart}/items/${nth}`
      if (seen.has(item.id)) faults.push({ code: 'item.repeated', pointer: `${at}/id` })
      seen.add(item.id)
      sum += item.points
      for (const [field, code] of faultsOfItem(item)) faults.push({ code, pointer: `${at}${field}` })
    }
  if (Math.abs(sum - 100) > 1e-9) faults.push({ code: 'points.not_100', pointer: '/parts' })
  return faults
}

/** A template that can be used, or what is wrong with what was given. */
export function templateOf(given: GivenTemplate): Result<AssessmentTemplate, readonly TemplateFault[]> {
  const faults = faultsOf(given)
  if (faults.length > 0) return refuse(faults)
  const itemOf = (item: GivenItem): AssessmentItem => ({
    ...item,
    measure: isMeasure(item.measure) ? item.measure : 'given',
  })
  return accept({ parts: given.parts.map((part) => ({ ...part, items: part.items.map(itemOf) })) })
}
