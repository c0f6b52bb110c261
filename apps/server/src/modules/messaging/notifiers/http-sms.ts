import { later, refused, SENT, type Notifier, type Outcome, type OutMessage } from './notifier.ts'
import { post, type Reply } from './request.ts'

/** How HTTP statuses read where a provider has no codes of its own. */
export function byStatus(reply: Reply): Outcome {
  if (reply.status === null) return later(reply.why)
  if (reply.status >= 200 && reply.status < 300) return SENT
  if (reply.status === 429 || reply.status >= 500) return later(`HTTP ${reply.status}`, reply.after_ms)
  return refused(`HTTP ${reply.status}`)
}

export interface HttpSmsOptions {
  readonly url: string
  /** Bearer token; '' sends none. */
  readonly token: string
  readonly sign: string
  readonly timeout_ms?: number
}

/**
 * SMS through a gateway of the city: POST of `{id, telephone, text, sign}` as JSON, the id once more as
 * `idempotency-key`, so that a gateway may drop what it had before. 2xx: taken; 429 and 5xx: again later; else refused.
 */
export class HttpSms implements Notifier {
  readonly name = 'sms over http'
  readonly #options: HttpSmsOptions

  constructor(options: HttpSmsOptions) {
    this.#options = options
  }

  async send({ id, address, text }: OutMessage): Promise<Outcome> {
    const { url, token, sign, timeout_ms } = this.#options
    const reply = await post({
      url,
      headers: { 'idempotency-key': id, ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
      json: { id, telephone: address, text, sign },
      ...(timeout_ms === undefined ? {} : { timeout_ms }),
    })
    return byStatus(reply)
  }
}
