import { createHmac } from 'node:crypto'

/** Numbers this short are shared by many (110, extensions) and tell nobody apart. */
const MIN_DIGITS = 7
/** A mobile number with its country code. */
const WITH_COUNTRY = /^(?:00)?86(1\d{10})$/

/**
 * What two telephones are compared by, so that finding the other tickets of a reporter reads no number. Keyed with the
 * secret of the installation: without it the few possible numbers cannot be tried out.
 * @param ticketId  a short number gets a value of its own ticket and is equal to none
 * @returns null without a telephone
 */
export function telephoneHash(secret: Buffer, telephone: string, ticketId: string): Buffer | null {
  if (telephone === '') return null
  const digits = telephone.replace(/\D/g, '').replace(WITH_COUNTRY, '$1')
  const compared = digits.length < MIN_DIGITS ? `${ticketId.toLowerCase()} ${telephone}` : digits
  return createHmac('sha256', secret).update(`telephone:${compared}`).digest()
}
