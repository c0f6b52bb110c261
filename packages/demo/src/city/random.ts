import type { Draw } from './names.ts'

/** A small generator with a 128-bit state (sfc32, public domain); the same seed gives the same city everywhere. */
export function seeded(seed: number): Draw {
  let a = 0x9e3779b9 ^ seed
  let b = 0x243f6a88
  let c = 0xb7e15162
  let d = 1
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 12; i++) next()
  return { int: (below) => Math.floor((next() / 0x1_0000_0000) * below), real: () => next() / 0x1_0000_0000 }
}

const HEX = Array.from({ length: 0x10000 }, (_, value) => value.toString(16).padStart(4, '0'))
const hex = (value: number): string => HEX[value] as string

/** A UUID of version 7 made from an instant (epoch ms) and drawn bits, so that generated rows sort by time like real ones. */
export function drawnUuid(draw: Draw, at: number): string {
  const high = Math.floor(at / 0x1_0000_0000)
  const low = at % 0x1_0000_0000
  const word = () => hex(draw.int(0x10000))
  return `${hex(high)}${hex(Math.floor(low / 0x10000))}-${hex(low % 0x10000)}-${hex(0x7000 | draw.int(0x1000))}-${hex(0x8000 | draw.int(0x4000))}-${word()}${word()}${word()}`
}
