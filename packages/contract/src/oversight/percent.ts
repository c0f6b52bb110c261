/** A rate as it is told, in thousandths of one: 1 only where nothing is missing, so that 99,999 of 100,000 is not all. */
export function toldRate(rate: number): number {
  return rate === 1 ? 1 : Math.min(999, Math.round(rate * 1000)) / 1000
}

/** A rate in words: one place behind the point. */
export function percent(rate: number | null): string {
  return rate === null ? '—' : `${(toldRate(rate) * 100).toFixed(1)}%`
}
