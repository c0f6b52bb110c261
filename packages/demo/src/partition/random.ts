import { SFC32_RANGE, sfc32 } from '../sfc32.ts'

/** A source of chance that gives the same numbers on every machine: the demo is the same everywhere. */
export interface Random {
  /** 0 ≤ n < 1. */
  readonly next: () => number
  /** A whole number from `least` to `most`, both included. */
  readonly whole: (least: number, most: number) => number
  /** -1 < n < 1. */
  readonly signed: () => number
  readonly pick: <T>(items: readonly T[]) => T
}

/** Chance seeded from text. */
export function randomFrom(seed: string): Random {
  let a = 0x9e3779b9
  let b = 0x243f6a88
  let c = 0xb7e15162
  for (const character of seed) {
    a = Math.imul(a ^ (character.codePointAt(0) ?? 0), 0x85ebca6b)
    b = Math.imul(b ^ (a >>> 13), 0xc2b2ae35)
    c = (c + Math.imul(a ^ b, 0x27d4eb2f)) | 0
  }
  const draw = sfc32(a, b, c, 1)
  const next = (): number => draw() / SFC32_RANGE
  for (let i = 0; i < 16; i++) next()
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    whole,
    signed: () => next() * 2 - 1,
    pick: (items) => {
      const item = items[whole(0, items.length - 1)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
  }
}

/**
 * A whole number of parts at least `least` each, at random, with an exact sum.
 * @throws RangeError if the sum is too small for the parts
 */
export function shareOut(random: Random, sum: number, parts: number, least: number, most: number): number[] {
  if (sum < parts * least || sum > parts * most)
    throw new RangeError(`cannot share ${sum} out to ${parts} parts of ${least} to ${most}`)
  const shares = Array.from({ length: parts }, () => least)
  for (let left = sum - parts * least; left > 0;) {
    const part = random.whole(0, parts - 1)
    if (shares[part]! >= most) continue
    shares[part]!++
    left--
  }
  return shares
}
