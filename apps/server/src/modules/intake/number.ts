import type { Instant } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { takeSerials } from './store.ts'

/** Serials fetched at once; what a stopped process had left over is simply never used. */
const BLOCK = 50
const SERIALS = 1_000_000
const MINUTE_MS = 60_000

/** Check digit after Luhn (ISO/IEC 7812-1): finds every single wrong digit and nearly every swap of neighbours. */
export function luhnDigit(digits: string): number {
  let sum = 0
  for (const [index, digit] of [...digits].toReversed().entries()) {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return (10 - (sum % 10)) % 10
}

/** `260305000123` + check digit: local day, serial of six digits. */
export function ticketNumber(serial: number, at: Instant, utcOffset_minutes: number): string {
  const day = new Date(at + utcOffset_minutes * MINUTE_MS).toISOString().slice(2, 10).replaceAll('-', '')
  const digits = day + String(serial % SERIALS).padStart(6, '0')
  return digits + String(luhnDigit(digits))
}

/** Hands out serials; one question to the database for fifty reports. */
export class Serials {
  #held: number[] = []

  async next(tx: Tx): Promise<number> {
    const held = this.#held.shift()
    if (held !== undefined) return held
    const [first, ...rest] = await takeSerials(tx, BLOCK)
    if (first === undefined) throw new Error('the sequence gave no serial')
    this.#held.push(...rest)
    return first
  }
}
