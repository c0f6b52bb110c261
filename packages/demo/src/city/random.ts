import { SFC32_RANGE, sfc32 } from '../sfc32.ts'
import type { Draw } from './names.ts'

/** Chance that gives the same city everywhere for the same seed. */
export function seeded(seed: number): Draw {
  const next = sfc32(0x9e3779b9 ^ seed, 0x243f6a88, 0xb7e15162, 1)
  for (let i = 0; i < 12; i++) next()
  return { int: (below) => Math.floor((next() / SFC32_RANGE) * below), real: () => next() / SFC32_RANGE }
}

const HEX = Array.from({ length: 0x10000 }, (_, value) => value.toString(16).padStart(4, '0'))
const hex = (value: number): string => HEX[value] as string

/** A UUID of version 7 made from an instant (epoch ms) and drawn bits, so that generated rows sort by time like real ones. */
export function drawnUuid(draw: Draw, at: number): string {
  const high = Math.floor(at / 0x1_0000_0000)
  // A drawn instant may lie between two milliseconds.
  const low = Math.floor(at % 0x1_0000_0000)
  const word = () => hex(draw.int(0x10000))
  return `${hex(high)}${hex(Math.floor(low / 0x10000))}-${hex(low % 0x10000)}-${hex(0x7000 | draw.int(0x1000))}-${hex(0x8000 | draw.int(0x4000))}-${word()}${word()}${word()}`
}
