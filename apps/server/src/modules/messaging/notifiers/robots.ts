import { createHmac } from 'node:crypto'

import { byStatus } from './http-sms.ts'
import { later, refused, SENT, type Notifier, type Outcome, type OutMessage } from './notifier.ts'
import { post, wordOf, type Reply } from './request.ts'

/** Both robots take twenty messages a minute and pause for a while after more. */
const PAUSE_MS = 60_000
/** WeCom 45009 and DingTalk 130101: too fast. -1: the system is busy. */
const LATER = new Set([-1, 45009, 130101])

/** Robots answer 200 with a code of their own. */
function byErrcode(reply: Reply): Outcome {
  if (reply.status === null || reply.status >= 300) return byStatus(reply)
  const code = reply.body['errcode']
  if (code === 0) return SENT
  if (typeof code !== 'number') return refused('an answer without errcode')
  const why = `${code} ${wordOf(reply, 'errmsg')}`
  return LATER.has(code) ? later(why, PAUSE_MS) : refused(why)
}

interface RobotOptions {
  readonly now: () => number
  readonly timeout_ms?: number
}

const timed = ({ timeout_ms }: RobotOptions) => (timeout_ms === undefined ? {} : { timeout_ms })

/** A robot in a WeCom group: the key in its address is all it takes. */
export class WeComRobot implements Notifier {
  readonly name = 'wecom robot'
  readonly #options: RobotOptions

  constructor(options: RobotOptions) {
    this.#options = options
  }

  async send({ address, text }: OutMessage): Promise<Outcome> {
    const json = { msgtype: 'text', text: { content: text } }
    return byErrcode(await post({ url: address, json, ...timed(this.#options) }))
  }
}

/** What DingTalk wants beside the token when the robot was made with 加签: HMAC-SHA256 of time and secret, Base64. */
export function dingTalkSign(secret: string, timestamp_ms: number): string {
  return createHmac('sha256', secret).update(`${timestamp_ms}\n${secret}`).digest('base64')
}

/** A custom robot in a DingTalk group. */
export class DingTalkRobot implements Notifier {
  readonly name = 'dingtalk robot'
  readonly #options: RobotOptions

  constructor(options: RobotOptions) {
    this.#options = options
  }

  async send({ address, secret, text }: OutMessage): Promise<Outcome> {
    const url = new URL(address)
    if (secret !== '') {
      const timestamp = this.#options.now()
      url.searchParams.set('timestamp', String(timestamp))
      url.searchParams.set('sign', dingTalkSign(secret, timestamp))
    }
    const json = { msgtype: 'text', text: { content: text } }
    return byErrcode(await post({ url: url.href, json, ...timed(this.#options) }))
  }
}
