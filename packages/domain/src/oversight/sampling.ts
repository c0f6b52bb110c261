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

/** 128 bits that follow from a text (cyrb128, public domain): where a stream of numbers begins. */
function stateOf(seed: string): [number, number, number, number] {
  let [a, b, c, d] = [1_779_033_703, 3_144_134_277, 1_013_904_242, 2_773_480_762]
  for (let index = 0; index < seed.length; index++) {
    const code = seed.charCodeAt(index)
    a = b ^ Math.imul(a ^ code, 597_399_067)
    b = c ^ Math.imul(b ^ code, 2_869_860_233)
    c = d ^ Math.imul(c ^ code, 951_274_213)
    d = a ^ Math.imul(d ^ code, 2_716_044_179)
  }
  return [a >>> 0, b >>> 0, c >>> 0, d >>> 0]
}

/** Rounds that mix the state before the first number is taken. */
const WARM_UP = 16
const RANGE = 2 ** 32

/** Numbers below a bound, each as likely as any other (sfc32; draws that would favour small numbers are thrown away). */
function numbersOf(seed: string): (below: number) => number {
  let [a, b, c, d] = stateOf(seed)
  const next = (): number => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
  for (let round = 0; round < WARM_UP; round++) next()
  return (below) => {
    const fair = RANGE - (RANGE % below)
    for (;;) {
      const number = next()
      if (number < fair) return number % below
    }
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The first `count` of the ids in an order that follows from the seed; the order they come in does not matter. */
export function shuffled(ids: readonly string[], seed: string, count = ids.length): readonly string[] {
  const rest = ids.toSorted(compare)
  const below = numbersOf(seed)
  const wanted = Math.min(count, rest.length)
  for (let index = 0; index < wanted; index++) {
    const other = index + below(rest.length - index)
    const taken = rest[other] as string
    rest[other] = rest[index] as string
    rest[index] = taken
  }
  return rest.slice(0, wanted)
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
 * Draws the sample. Each stratum has a stream of its own, so that what is drawn of one does not hang on the others.
 * @param seed  recorded with the draw; whoever has it, the strata and the number can draw again and compare
 */
export function drawSample(strata: readonly Stratum[], wanted: number, seed: string): readonly Stratum[] {
  const counts = allotSample(
    strata.map(({ key, ids }) => ({ key, size: ids.length })),
    wanted,
  )
  return strata
    .map(({ key, ids }) => ({ key, ids: shuffled(ids, `${seed}/${key}`, counts.get(key) ?? 0) }))
    .filter(({ ids }) => ids.length > 0)
    .toSorted((a, b) => compare(a.key, b.key))
}
