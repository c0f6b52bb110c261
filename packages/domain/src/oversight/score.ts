import { accept, refuse, type Result } from '../result.ts'
import { isNeverMeasured } from './never-measured.ts'
import {
  MEASURES,
  type AssessmentItem,
  type AssessmentTemplate,
  type Counted,
  type ItemScore,
  type Measure,
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
  const isCount = measure === 'failedVerifications' || measure === 'shirked'
  if (isCount !== (scale.kind === 'each')) faults.push(['/scale', 'measure.scale'])
  const isRate = measure !== 'given' && !isCount
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
