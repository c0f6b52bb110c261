import { addWorkingTime } from '../calendar/working-time.ts'
import type { TimeLimit, WorkCalendar } from '../calendar/types.ts'
import { accept, refuse, type Result } from '../result.ts'
import type { Instant } from '../time.ts'

/** Times within which a called department answers. */
export interface WhistleLimits {
  readonly sign: TimeLimit
  readonly contact: TimeLimit
}

/** Sign within 1 h, make contact within 24 h, by the clock on the wall (Nanjing Gulou, standards 1.5); a district may set others. */
export const WHISTLE_LIMITS: WhistleLimits = {
  sign: { amount: 1, unit: 'hour' },
  contact: { amount: 24, unit: 'hour' },
}

/** A department that was called, and what it did. Each part is done once, in this order. */
export interface CalledUnit {
  readonly unitId: string
  readonly signedAt: Instant | null
  readonly contact: { readonly text: string; readonly at: Instant } | null
  readonly result: { readonly text: string; readonly at: Instant } | null
  /** The street's word about it: 1 (poor) to 5 (good). */
  readonly rating: { readonly score: number; readonly word: string; readonly at: Instant } | null
}

/** `open`: somebody has neither result nor rating · `answered`: nobody · `rated`: the street has rated all · `withdrawn` */
export const WHISTLE_STATES = ['open', 'answered', 'rated', 'withdrawn'] as const
export type WhistleState = (typeof WHISTLE_STATES)[number]

/** 吹哨报到: a street calls several departments about one matter. */
export interface Whistle {
  readonly callerUnitId: string
  readonly calledAt: Instant
  readonly signDueAt: Instant
  readonly contactDueAt: Instant
  readonly state: WhistleState
  readonly units: readonly CalledUnit[]
}

export type WhistleAct =
  | { readonly kind: 'sign' }
  | { readonly kind: 'contact'; readonly text: string }
  | { readonly kind: 'result'; readonly text: string }
  | { readonly kind: 'rate'; readonly unitId: string; readonly score: number; readonly word: string }
  | { readonly kind: 'withdraw' }

export type WhistleRefusal =
  | { readonly code: 'whistle.not_called' }
  | { readonly code: 'whistle.not_caller' }
  | { readonly code: 'whistle.too_soon' }
  | { readonly code: 'whistle.done_already' }
  | { readonly code: 'whistle.ended' }
  | { readonly code: 'calendar.year_missing'; readonly year: number }

/** Calls departments; each once. The dates come from the limits, which a district may change. */
export function blowWhistle(
  callerUnitId: string,
  unitIds: readonly string[],
  limits: WhistleLimits,
  calendar: WorkCalendar,
  now: Instant,
): Result<Whistle, WhistleRefusal> {
  const sign = addWorkingTime(calendar, now, limits.sign)
  if (!sign.ok) return refuse(sign.refusal)
  const contact = addWorkingTime(calendar, now, limits.contact)
  if (!contact.ok) return refuse(contact.refusal)
  const units = [...new Set(unitIds)].map((unitId) => ({
    unitId,
    signedAt: null,
    contact: null,
    result: null,
    rating: null,
  }))
  return accept({
    callerUnitId,
    calledAt: now,
    signDueAt: sign.value,
    contactDueAt: contact.value,
    state: 'open',
    units,
  })
}

/** Whom one may call: a department in office, not oneself. */
export function mayBeCalled(
  unitId: string,
  unit: { readonly active: boolean; readonly kind: string } | undefined,
  callerUnitId: string,
): boolean {
  return unitId !== callerUnitId && unit?.active === true && unit.kind === 'department'
}

function stateOf(units: readonly CalledUnit[]): WhistleState {
  if (units.some(({ result, rating }) => result === null && rating === null)) return 'open'
  return units.some(({ rating }) => rating === null) ? 'answered' : 'rated'
}

/** A unit is rated for its result, or for having let the date of contact pass: silence ends nothing, and is rated too. */
function isRatable({ result, rating }: CalledUnit, { contactDueAt }: Whistle, now: Instant): boolean {
  return rating === null && (result !== null || now > contactDueAt)
}

/** Whether the caller may rate a unit now. */
export function mayRate(whistle: Whistle, unitId: string, now: Instant): boolean {
  const unit = whistle.units.find((one) => one.unitId === unitId)
  return whistle.state !== 'withdrawn' && unit !== undefined && isRatable(unit, whistle, now)
}

/** What the act makes of the department it is about; the same department where it is only repeated. */
function actOn(unit: CalledUnit, act: Exclude<WhistleAct, { kind: 'withdraw' }>, whistle: Whistle, now: Instant) {
  const done = refuse({ code: 'whistle.done_already' } as const)
  const tooSoon = refuse({ code: 'whistle.too_soon' } as const)
  switch (act.kind) {
    case 'sign':
      return accept(unit.signedAt === null ? { ...unit, signedAt: now } : unit)
    case 'contact':
      if (unit.contact !== null) return unit.contact.text === act.text ? accept(unit) : done
      return unit.signedAt === null ? tooSoon : accept({ ...unit, contact: { text: act.text, at: now } })
    case 'result':
      if (unit.result !== null) return unit.result.text === act.text ? accept(unit) : done
      return unit.contact === null ? tooSoon : accept({ ...unit, result: { text: act.text, at: now } })
    case 'rate': {
      const { score, word } = act
      if (unit.rating !== null) return unit.rating.score === score && unit.rating.word === word ? accept(unit) : done
      return isRatable(unit, whistle, now) ? accept({ ...unit, rating: { score, word, at: now } }) : tooSoon
    }
  }
}

/**
 * One act of a called department (sign, contact, result) or of the street (rate, withdraw). Sent again it changes
 * nothing.
 * @param byUnitId  the unit that acts
 */
export function actOnWhistle(
  whistle: Whistle,
  act: WhistleAct,
  byUnitId: string,
  now: Instant,
): Result<Whistle, WhistleRefusal> {
  const isCaller = whistle.callerUnitId === byUnitId
  if (act.kind === 'withdraw') {
    if (!isCaller) return refuse({ code: 'whistle.not_caller' })
    if (whistle.state === 'withdrawn') return accept(whistle)
    return whistle.state === 'open' ? accept({ ...whistle, state: 'withdrawn' }) : refuse({ code: 'whistle.ended' })
  }
  if (act.kind === 'rate' && !isCaller) return refuse({ code: 'whistle.not_caller' })
  const of = act.kind === 'rate' ? act.unitId : byUnitId
  const unit = whistle.units.find(({ unitId }) => unitId === of)
  if (!unit) return refuse({ code: 'whistle.not_called' })
  if (whistle.state === 'withdrawn') return refuse({ code: 'whistle.ended' })
  const after = actOn(unit, act, whistle, now)
  if (!after.ok) return after
  const units = whistle.units.map((one) => (one === unit ? after.value : one))
  return accept({ ...whistle, units, state: stateOf(units) })
}

/** What a called unit does by a date. */
export const WHISTLE_DUES = ['sign', 'contact'] as const
export type WhistleDue = (typeof WHISTLE_DUES)[number]

/** A unit that let a date pass. */
export interface MissedDue {
  readonly unitId: string
  readonly what: WhistleDue
  readonly dueAt: Instant
}

/** Which units have let which date pass and still have not done it. None of a whistle that ended. */
export function missedDues(whistle: Whistle, now: Instant): readonly MissedDue[] {
  if (whistle.state !== 'open') return []
  const { signDueAt, contactDueAt, units } = whistle
  return units.flatMap(({ unitId, signedAt, contact }): MissedDue[] => [
    ...(signedAt === null && signDueAt < now ? [{ unitId, what: 'sign' as const, dueAt: signDueAt }] : []),
    ...(contact === null && contactDueAt < now ? [{ unitId, what: 'contact' as const, dueAt: contactDueAt }] : []),
  ])
}

/** When to look again whether a date has passed; null where there is none left to come. */
export function nextDue({ state, signDueAt, contactDueAt }: Whistle, now: Instant): Instant | null {
  if (state !== 'open') return null
  const coming = [signDueAt, contactDueAt].filter((due) => due >= now)
  return coming.length === 0 ? null : Math.min(...coming)
}
