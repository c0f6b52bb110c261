import type { Adapter } from '@lianxin/contract'
import type { NoticeKind, NoticeValues } from '@lianxin/domain'

/** A message as it goes out. */
export interface OutMessage {
  /** Stays the same however often it is tried; providers that take an idempotency id get it. */
  readonly id: string
  readonly adapter: Adapter
  readonly kind: NoticeKind
  readonly lang: 'zh' | 'en'
  /** Telephone number, openid, or webhook of a robot. */
  readonly address: string
  /** Signing secret of a DingTalk robot; '' without. */
  readonly secret: string
  readonly ticketId: string
  /** With the link in it. */
  readonly text: string
  readonly link: string
  /** The values of the text, for providers that keep registered texts. */
  readonly holes: NoticeValues
}

/**
 * What came of an attempt. `sent`: the provider took it. `refused`: it never will. `later`: try again, not before
 * `after_ms` where the provider said so.
 */
export type Outcome =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused'; readonly why: string }
  | { readonly outcome: 'later'; readonly why: string; readonly after_ms?: number }

/** One way of telling people. */
export interface Notifier {
  readonly name: string
  /** Tries once and never throws for what a network or provider may do. */
  send(message: OutMessage): Promise<Outcome>
}

export const SENT = { outcome: 'sent' } as const
export const refused = (why: string): Outcome => ({ outcome: 'refused', why: scrubbed(why) })
export const later = (why: string, after_ms?: number): Outcome => ({
  outcome: 'later',
  why: scrubbed(why),
  ...(after_ms === undefined ? {} : { after_ms }),
})

const WHY_LENGTH = 200
/** The words of a provider without what may be a telephone number, an openid or a key. */
function scrubbed(why: string): string {
  return why.replaceAll(/(?=[\w-]*\d)[\w-]{20,}|\+?\d[\d -]{5,}\d/g, '*').slice(0, WHY_LENGTH)
}
