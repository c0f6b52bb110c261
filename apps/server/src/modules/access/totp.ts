import type { Instant } from '@lianxin/domain'
import { Secret, TOTP } from 'otpauth'

/** RFC 6238 with what every authenticator understands. One step of 30 s before and after allows for slow clocks. */
const PERIOD_S = 30
const WINDOW = 1

const totpOf = (secret: string, label = ''): TOTP =>
  new TOTP({
    issuer: '连心网格',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_S,
    secret: Secret.fromBase32(secret),
  })

/** A new secret (160 bits, base32) and its `otpauth:` address for the QR picture. */
export function newTotp(loginName: string): { readonly secret: string; readonly uri: string } {
  const secret = new Secret({ size: 20 }).base32
  return { secret, uri: totpOf(secret, loginName).toString() }
}

/**
 * The time step a code stands for, or null where it is wrong. The caller keeps the step and refuses it and all earlier
 * ones from then on, so that a code works once.
 */
export function totpCounter(secret: string, code: string, now: Instant): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: WINDOW })
  return delta === null ? null : Math.floor(now / 1000 / PERIOD_S) + delta
}
