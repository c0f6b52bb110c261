import type { AssessmentView } from '@lianxin/contract'

type Item = AssessmentView['scores'][number]['items'][number]

/** Hundredths as points: 97.5. */
export const points = (centi: number): string => String(centi / 100)

/** What was counted, as a share with its numbers; marks are percent already. */
export function countedText({ numerator, denominator }: Item, isMark: boolean): string {
  if (denominator === 0) return '—'
  const share = `${Math.round((numerator * 1000) / denominator) / 10}%`
  return isMark ? share : `${numerator} / ${denominator} · ${share}`
}

/** The present month, `YYYY-MM`. */
export const presentMonth = (now: Date): string => `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`

/** The month before the present one, `YYYY-MM`. */
export function lastMonth(now: Date): string {
  return presentMonth(new Date(now.getFullYear(), now.getMonth() - 1, 1))
}
