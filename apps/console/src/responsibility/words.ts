import type { MissedTime, StretchView } from '@lianxin/contract'
import type { useTranslation } from 'react-i18next'

const HOUR_ms = 3_600_000

type T = ReturnType<typeof useTranslation>['t']

/** One place behind the point: enough to compare, not more than the calendar knows. A minute is not nothing. */
const hoursOf = (duration_ms: number): number =>
  duration_ms > 0 ? Math.max(0.1, Math.round((duration_ms / HOUR_ms) * 10) / 10) : 0

/** A duration in the hours in which its limit was set. */
export const hoursText = (t: T, duration_ms: number, countedIn: StretchView['countedIn']): string =>
  t(countedIn === 'hour' ? 'responsibility.clockHours' : 'responsibility.hours', { n: hoursOf(duration_ms) })

/** What was missed, working hours and hours by the clock apart: they cannot be added for a reader. */
export function missedText(t: T, { work_ms, clock_ms }: MissedTime): string {
  const parts = [
    ...(work_ms > 0 || clock_ms === 0 ? [hoursText(t, work_ms, 'workHour')] : []),
    ...(clock_ms > 0 ? [hoursText(t, clock_ms, 'hour')] : []),
  ]
  return parts.join(' + ')
}

/** By which rules: those every district starts with, or a version of its own. */
export const rulesName = (t: T, version: number): string =>
  version === 0 ? t('responsibility.rulesOwn') : t('responsibility.rulesNth', { version })

/** The three times the rules give: to speak, to appeal, to answer an appeal. */
export const RULE_LIMITS = ['hearWithin', 'appealWithin', 'answerWithin'] as const

/** How much milder the measure of who shares it is. */
export const rungsText = (t: T, count: number): string =>
  count === 0 ? t('responsibility.rungsNone') : t('responsibility.rungs', { count })
