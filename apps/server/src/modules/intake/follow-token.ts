import { createHash, createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Crockford's Base32: no I, L, O, U, so that a token survives being read out and copied by hand. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 50 bits; the door is rate limited, and the number has to fit as well. */
const LENGTH = 10
const SECRET_BYTES = 32

function exists(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'
}

/**
 * The secret that follow tokens come from. Made once under the data folder, readable by the server only; processes of
 * one installation share the folder. Losing it makes every token on paper useless, so it belongs into the backup.
 */
export function followSecret(dataDir: string): Buffer {
  const folder = join(dataDir, 'secrets')
  const path = join(folder, 'follow.key')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(path, randomBytes(SECRET_BYTES).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (cause) {
    if (!exists(cause)) throw cause
  }
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
  if (secret.length !== SECRET_BYTES) throw new Error(`${path} is damaged; restore it from the backup`)
  return secret
}

/** The follow token of a ticket: always the same, so that a repeated report gets the same answer. */
export function followToken(secret: Buffer, ticketId: string): string {
  const digest = createHmac('sha256', secret).update(ticketId.toLowerCase()).digest()
  let bits = 0n
  for (const byte of digest.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte)
  let token = ''
  for (let index = 0; index < LENGTH; index++) token += ALPHABET[Number((bits >> BigInt(59 - 5 * index)) & 31n)] ?? ''
  return token
}

/** The follow token of somebody who was added to a ticket; always the same too. */
export function coFollowToken(secret: Buffer, ticketId: string, coReporterId: string): string {
  return followToken(secret, `${ticketId}:${coReporterId}`)
}

/** The token as it was meant: case, spaces and hyphens do not matter, O is 0, I and L are 1. */
export function normalToken(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
}

/** What is stored of a token. The database compares digests, so that timing tells nothing about the token. */
export function followHash(token: string): Buffer {
  return createHash('sha256').update(normalToken(token)).digest()
}
