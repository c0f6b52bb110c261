import type { useTranslation } from 'react-i18next'

const HOUR_ms = 3_600_000

/** Working hours, one place behind the point: enough to compare, not more than the calendar knows. */
export const hoursOf = (duration_ms: number): number => Math.round((duration_ms / HOUR_ms) * 10) / 10

/** By which rules: those every district starts with, or a version of its own. */
export const rulesName = (t: ReturnType<typeof useTranslation>['t'], version: number): string =>
  version === 0 ? t('responsibility.rulesOwn') : t('responsibility.rulesNth', { version })
