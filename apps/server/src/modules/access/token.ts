import { createHash, randomBytes } from 'node:crypto'

/** 256 bits: guessing one is hopeless, so that a plain SHA-256 is enough to store it. */
const TOKEN_BYTES = 32

/** A new secret for a cookie or a one-time link, base64url. It is shown once and never stored. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** What is stored of a token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
