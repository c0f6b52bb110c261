import { distance_m } from '../grid/measure.ts'
import type { LonLat } from '../grid/types.ts'

/** Something that waits at a place, in the order of its deadlines; without a place it cannot be walked to. */
export interface Stop {
  readonly place: LonLat | null
  /** Past its deadline: comes before everything that is not, in the order given. */
  readonly overdue: boolean
}

/** One step of the way: which stop, and how far it is from where one stands before it; null without a place. */
export interface Leg<S> {
  readonly stop: S
  readonly away_m: number | null
}

/** Above this many places the improvement would be felt on a telephone; the nearest-first order stays as it is. */
const IMPROVE_UP_TO = 300
/** Each round shortens the way or is the last; few are ever needed. */
const MOST_ROUNDS = 30
/** A gain of less than a step is none. */
const LEAST_GAIN_M = 1

type Placed = Stop & { readonly place: LonLat }
const isPlaced = <S extends Stop>(stop: S): stop is S & Placed => stop.place !== null

/** Length of a way that begins somewhere and passes the places in their order, metres as the crow flies. */
export function wayLength_m(from: LonLat, places: readonly LonLat[]): number {
  let length = 0
  let here = from
  for (const place of places) {
    length += distance_m(here, place)
    here = place
  }
  return length
}

function nearestFirst<S extends Placed>(from: LonLat, stops: readonly S[]): S[] {
  const left = [...stops]
  const order: S[] = []
  let here = from
  while (left.length > 0) {
    let best = 0
    let best_m = Infinity
    for (const [index, { place }] of left.entries()) {
      const away_m = distance_m(here, place)
      if (away_m < best_m) [best, best_m] = [index, away_m]
    }
    const [next] = left.splice(best, 1)
    if (!next) break
    order.push(next)
    here = next.place
  }
  return order
}

/** 2-opt of an open way: a stretch is walked backwards where that is shorter, until no stretch is. */
function improved<S extends Placed>(from: LonLat, stops: readonly S[]): S[] {
  const order = [...stops]
  const placeAt = (index: number): LonLat | undefined => (index < 0 ? from : order[index]?.place)
  const gap_m = (a: number, b: number): number => {
    const [one, other] = [placeAt(a), placeAt(b)]
    return one && other ? distance_m(one, other) : 0
  }
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let isShorter = false
    for (let i = 0; i + 1 < order.length; i++) {
      for (let j = i + 1; j < order.length; j++) {
        const before_m = gap_m(i - 1, i) + gap_m(j, j + 1)
        const after_m = gap_m(i - 1, j) + gap_m(i, j + 1)
        if (before_m - after_m < LEAST_GAIN_M) continue
        order.splice(i, j - i + 1, ...order.slice(i, j + 1).toReversed())
        isShorter = true
      }
    }
    if (!isShorter) break
  }
  return order
}

function shortest<S extends Placed>(from: LonLat, stops: readonly S[]): readonly S[] {
  const nearest = nearestFirst(from, stops)
  if (stops.length > IMPROVE_UP_TO) return shorter(from, nearest, stops)
  return shorter(from, improved(from, nearest), improved(from, stops))
}

function shorter<S extends Placed>(from: LonLat, a: readonly S[], b: readonly S[]): readonly S[] {
  const length_m = (stops: readonly S[]): number =>
    wayLength_m(
      from,
      stops.map(({ place }) => place),
    )
  return length_m(a) <= length_m(b) ? a : b
}

/**
 * The order in which to walk to what is to be done. What is overdue comes first and keeps its order, for a short way is
 * no reason to let it wait longer; the rest follows on a short way (nearest first, then 2-opt) from where the overdue
 * end; what has no place comes last. Every stop occurs once, and the way is never longer than in the order given.
 * @param from   where one stands; used here and nowhere else
 * @param stops  in due order
 */
export function walkingOrder<S extends Stop>(from: LonLat, stops: readonly S[]): readonly Leg<S>[] {
  const first = stops.filter(({ overdue }) => overdue)
  const rest = stops.filter(({ overdue }) => !overdue)
  const start = first.findLast(isPlaced)?.place ?? from
  const order = [...first, ...shortest(start, rest.filter(isPlaced)), ...rest.filter((stop) => !isPlaced(stop))]
  let here = from
  return order.map((stop) => {
    if (!isPlaced(stop)) return { stop, away_m: null }
    const away_m = distance_m(here, stop.place)
    here = stop.place
    return { stop, away_m }
  })
}
