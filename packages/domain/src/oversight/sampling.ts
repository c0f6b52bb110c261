/**
 * Drawing a sample that nobody picks by hand and everybody can draw again (抽查, function 52). Everything follows from a
 * recorded seed: the same seed, strata and number give the same sample, on any machine.
 */

/** One layer of what is drawn from: matters of one unit, or of one class. */
export interface Stratum {
  readonly key: string
  readonly ids: readonly string[]
}

/** How much is drawn: so many, or a share of what there is to draw from. */
export type SampleTake =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'percent'; readonly percent: number }

/** The number a sample is wanted to have; a share of a pool is rounded, and at least one. */
export function sampleSize(take: SampleTake, pool: number): number {
  return take.kind === 'count' ? take.count : Math.max(1, Math.round((pool * take.percent) / 100))
}

/**
 * What a text weighs in a draw: the SHA-256 of its UTF-8 bytes as 64 hexadecimal digits. The domain has no libraries, so
 * whoever draws brings it (`createHash('sha256')`).
 */
export type Lot = (text: string) => string

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The first `count` of the ids in the order of their lots, the smallest first; the order they come in does not matter.
 * The lot of an id is that of `seed/id`, so that an auditor can draw again with nothing but `sha256sum` and `sort`.
 */
export function shuffled(ids: readonly string[], seed: string, lot: Lot, count = ids.length): readonly string[] {
  return ids
    .map((id) => ({ id, lot: lot(`${seed}/${id}`) }))
    .toSorted((a, b) => compare(a.lot, b.lot) || compare(a.id, b.id))
    .slice(0, count)
    .map(({ id }) => id)
}

interface Share {
  readonly key: string
  readonly quota: number
  count: number
}

/** The share that is furthest from its quota in one direction; the larger one where two are alike, then by key. */
function furthest(shares: readonly Share[], distance: (share: Share) => number): Share | undefined {
  let found: Share | undefined
  for (const share of shares)
    if (found === undefined || distance(share) > distance(found)) found = distance(share) > -Infinity ? share : found
  return found
}

/**
 * How many are drawn of each stratum: in proportion to its size (largest remainder), and at least one of each that has
 * any. Where fewer are wanted than there are strata, one of each is drawn.
 * @param sizes  how many there are of each stratum
 */
export function allotSample(
  sizes: readonly { readonly key: string; readonly size: number }[],
  wanted: number,
): ReadonlyMap<string, number> {
  const filled = sizes.filter(({ size }) => size > 0).toSorted((a, b) => b.size - a.size || compare(a.key, b.key))
  const whole = filled.reduce((sum, { size }) => sum + size, 0)
  const total = Math.max(filled.length, Math.min(Math.floor(wanted), whole))
  const shares: Share[] = filled.map(({ key, size }) => {
    const quota = (total * size) / whole
    return { key, quota, count: Math.max(1, Math.floor(quota)) }
  })
  let missing = total - shares.reduce((sum, { count }) => sum + count, 0)
  for (; missing > 0; missing--) {
    const least = furthest(shares, ({ quota, count }) => quota - count)
    if (least) least.count++
  }
  for (; missing < 0; missing++) {
    const most = furthest(shares, ({ quota, count }) => (count > 1 ? count - quota : -Infinity))
    if (most) most.count--
  }
  return new Map(shares.map(({ key, count }) => [key, count]))
}

/**
 * Draws the sample. The lots of a stratum hang on its key too, so that what is drawn of one does not hang on the others.
 * @param seed  recorded with the draw; whoever has it, the strata and the number can draw again and compare
 */
export function drawSample(strata: readonly Stratum[], wanted: number, seed: string, lot: Lot): readonly Stratum[] {
  const counts = allotSample(
    strata.map(({ key, ids }) => ({ key, size: ids.length })),
    wanted,
  )
  return strata
    .map(({ key, ids }) => ({ key, ids: shuffled(ids, `${seed}/${key}`, lot, counts.get(key) ?? 0) }))
    .filter(({ ids }) => ids.length > 0)
    .toSorted((a, b) => compare(a.key, b.key))
}
