/**
 * Chris Doty-Humphrey's small fast counter (sfc32, public domain): the same numbers on every machine, not for secrets.
 * @returns whole numbers from 0 up to, not including, 2^32
 */
export function sfc32(a: number, b: number, c: number, counter: number): () => number {
  return () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
}

/** Range of `sfc32`. */
export const SFC32_RANGE = 0x1_0000_0000
