import { hash, verify } from '@node-rs/argon2'

import { Refusal } from '../../platform/refusal.ts'

/** GB/T 22239 assessment practice: at least eight characters of two kinds, none of the last five. */
export const MIN_LENGTH = 8
const MIN_KINDS = 2
const REMEMBERED = 5

/** argon2id with the parameters OWASP names for 19 MiB: about 30 ms of one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** A hash of nothing anybody knows: unknown names cost as much time as known ones. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$a9Wb2jGAbgxp4L6mMg3oxw$6JIQwhjHY40S37f0BkDsIf+90IDPEbdE4rFIZEDjsIg'

const KINDS = [/\p{L}/u, /\p{N}/u, /[^\p{L}\p{N}]/u]

/** Whether a password is long and mixed enough. */
export function isStrong(password: string): boolean {
  return [...password].length >= MIN_LENGTH && KINDS.filter((kind) => kind.test(password)).length >= MIN_KINDS
}

/** Checks a password against a stored hash; takes as long where there is none. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const right = await verify(stored ?? NOBODY, password)
  return stored !== null && right
}

/**
 * Hashes a new password.
 * @param history  hashes of the last passwords, newest first
 * @returns        its hash, and the history with it in front
 * @throws Refusal account.password_weak
 */
export async function hashPassword(
  password: string,
  history: readonly string[],
): Promise<{ readonly hash: string; readonly history: string[] }> {
  const weak = new Refusal('account.password_weak', { length: MIN_LENGTH }, '/password')
  if (!isStrong(password)) throw weak
  for (const old of history.slice(0, REMEMBERED)) if (await verify(old, password)) throw weak
  const made = await hash(password, COST)
  return { hash: made, history: [made, ...history].slice(0, REMEMBERED) }
}
