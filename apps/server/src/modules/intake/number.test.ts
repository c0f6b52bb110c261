import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { followHash, followSecret, followToken, normalToken } from './follow-token.ts'
import { luhnDigit, ticketNumber } from './number.ts'
import { titleOf } from './report-ticket.ts'

test('a number holds the local day, the serial and a check digit', () => {
  expect(luhnDigit('7992739871')).toBe(3) // the usual example of ISO/IEC 7812-1
  const number = ticketNumber(1_000_123, Date.parse('2026-03-04T17:00:00Z'), 480)
  expect(number.slice(0, 12)).toBe('260305000123')
  expect(number).toHaveLength(13)
})

test('one wrong digit of a number never fits the check digit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999 }), fc.nat(11), fc.integer({ min: 1, max: 9 }), (serial, at, by) => {
      const number = ticketNumber(serial, Date.parse('2026-03-05T00:00:00Z'), 480)
      const digits = Array.from(number.slice(0, 12))
      digits[at] = String((Number(digits[at]) + by) % 10)
      return luhnDigit(digits.join('')) !== Number(number[12])
    }),
  )
})

test('a follow token is always the same for a ticket, and survives being copied by hand', () => {
  const secret = Buffer.alloc(32, 7)
  const id = '0196e0a0-0000-7000-8000-000000000001'
  const token = followToken(secret, id)
  expect(token).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
  expect(followToken(secret, id.toUpperCase())).toBe(token)
  expect(followToken(Buffer.alloc(32, 8), id)).not.toBe(token)
  expect(followHash(` ${token.slice(0, 5).toLowerCase()}-${token.slice(5)}`)).toEqual(followHash(token))
  expect(normalToken('oil-0')).toBe('0110')
})

test('the secret of the tokens is made once and closed to others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-secret-'))
  try {
    const secret = followSecret(folder)
    expect(followSecret(folder)).toEqual(secret)
    expect(statSync(join(folder, 'secrets', 'follow.key')).mode & 0o777).toBe(0o600)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a title is what was given, else the first sentence, at most 40 characters', () => {
  expect(titleOf({ title: ' 路灯 ', description: '一' })).toBe('路灯')
  expect(titleOf({ description: '路灯不亮！请来修。' })).toBe('路灯不亮')
  expect([...titleOf({ description: '𠮷'.repeat(60) })]).toHaveLength(40)
  expect(titleOf({ description: '。。' })).not.toBe('')
  expect(titleOf({ description: 'The street lamp at the east gate has been out for two days.' })).toBe(
    'The street lamp at the east gate has',
  )
})
