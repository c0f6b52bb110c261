import { shortened } from '@lianxin/domain'

import { byStatus } from './http-sms.ts'
import { later, refused, SENT, type Notifier, type Outcome, type OutMessage } from './notifier.ts'
import { post, wordOf, type Reply } from './request.ts'

export interface WeChatOptions {
  readonly url: string
  readonly appId: string
  readonly secret: string
  readonly templateId: string
  /** Heading of a message, at most 15 characters. */
  readonly title: string
  readonly now: () => number
  /** The scene in which the reporter consented to one message about this ticket. */
  readonly sceneOf: (ticketId: string) => number
  readonly timeout_ms?: number
}

/** WeChat takes 200 characters. */
const CONTENT_LENGTH = 200
const TITLE_LENGTH = 15
/** The token is renewed this long before it ends. */
const MARGIN_MS = 300_000
/** The token is none, or none any more. */
const TOKEN_ENDED = new Set([40001, 40014, 42001])
/** Busy, or the quota of the day. */
const LATER = new Set([-1, 45009, 45011])

type Token = { readonly token: string } | { readonly failed: Outcome }

/**
 * One-time subscription messages of an official account (一次性订阅消息): the reporter consented on WeChat's own page, which
 * gave the openid. The access token is the stable one, so that several processes do not end each other's.
 */
export class WeChat implements Notifier {
  readonly name = 'wechat'
  readonly #options: WeChatOptions
  #token = ''
  #until_ms = 0

  constructor(options: WeChatOptions) {
    this.#options = options
  }

  async send(message: OutMessage): Promise<Outcome> {
    const first = await this.#attempt(message)
    if (first !== 'tokenEnded') return first
    this.#until_ms = 0
    const second = await this.#attempt(message)
    return second === 'tokenEnded' ? later('the access token is refused') : second
  }

  async #attempt(message: OutMessage): Promise<Outcome | 'tokenEnded'> {
    const token = await this.#accessToken()
    if ('failed' in token) return token.failed
    const { templateId, sceneOf, title } = this.#options
    const reply = await this.#post(
      `/cgi-bin/message/template/subscribe?access_token=${encodeURIComponent(token.token)}`,
      {
        touser: message.address,
        template_id: templateId,
        url: message.link,
        scene: String(sceneOf(message.ticketId)),
        title: shortened(title, TITLE_LENGTH),
        data: { content: { value: shortened(message.text, CONTENT_LENGTH) } },
      },
    )
    if (reply.status === null || reply.status >= 300) return byStatus(reply)
    const code = reply.body['errcode']
    if (code === 0) return SENT
    if (typeof code !== 'number') return refused('an answer without errcode')
    if (TOKEN_ENDED.has(code)) return 'tokenEnded'
    const why = `${code} ${wordOf(reply, 'errmsg')}`
    return LATER.has(code) ? later(why) : refused(why)
  }

  /** The kept token, or a new one. */
  async #accessToken(): Promise<Token> {
    const { appId, secret, now } = this.#options
    if (now() < this.#until_ms) return { token: this.#token }
    const asked = { grant_type: 'client_credential', appid: appId, secret, force_refresh: false }
    const reply = await this.#post('/cgi-bin/stable_token', asked)
    if (reply.status === null) return { failed: later(reply.why) }
    const token = reply.body['access_token']
    const lasts_s = reply.body['expires_in']
    if (typeof token !== 'string' || typeof lasts_s !== 'number')
      return { failed: later(`no access token: ${wordOf(reply, 'errcode') || reply.status}`) }
    this.#token = token
    this.#until_ms = now() + lasts_s * 1000 - MARGIN_MS
    return { token }
  }

  #post(path: string, json: unknown): Promise<Reply> {
    const { url, timeout_ms } = this.#options
    return post({ url: url + path, json, ...(timeout_ms === undefined ? {} : { timeout_ms }) })
  }
}
