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

/** A UUID of version 7 made from an instant (epoch ms) and drawn bits, so that generated rows sort by time like real ones. */
export function drawnUuid(draw: Draw, at: number): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  const time = hex(at, 12)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(draw.int(0x1000), 3)}-${hex(0x8000 | draw.int(0x4000), 4)}-${hex(draw.int(0x1000000), 6)}${hex(draw.int(0x1000000), 6)}`
}
