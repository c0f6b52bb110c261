import { createHash, createHmac, randomUUID } from 'node:crypto'

import type { NoticeKind } from '@lianxin/domain'

import { later, refused, SENT, type Notifier, type Outcome, type OutMessage } from './notifier.ts'
import { byStatus } from './http-sms.ts'
import { post, wordOf } from './request.ts'

export interface AliyunSmsOptions {
  readonly endpoint: string
  readonly keyId: string
  readonly keySecret: string
  readonly sign: string
  /** Registered template of an occasion; `*` for the others. */
  readonly templates: ReadonlyMap<NoticeKind | '*', string>
  readonly now: () => number
  readonly timeout_ms?: number
}

const VERSION = '2017-05-25'
const ALGORITHM = 'ACS3-HMAC-SHA256'
/** Answers of SendSms that mean: not now. Daily and hourly limits of one number, throttling of the account. */
const LATER = /^(isv\.BUSINESS_LIMIT_CONTROL|isp\.|Throttling|ServiceUnavailable|InternalError)/
/** A limit of one number counts in hours. */
const LIMIT_WAIT_MS = 3_600_000

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
/** RFC 3986, as the signature wants it. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.codePointAt(0)?.toString(16).toUpperCase() ?? ''}`)

/** The query in the order in which it is signed. */
export function canonicalQuery(params: Readonly<Record<string, string>>): string {
  const names = Object.keys(params).sort()
  return names.map((name) => `${encoded(name)}=${encoded(params[name] ?? '')}`).join('&')
}

/** The `Authorization` of a request without a body, signed as the provider documents it (V3, ACS3-HMAC-SHA256). */
export function authorization(
  query: string,
  headers: Readonly<Record<string, string>>,
  { keyId, keySecret }: { readonly keyId: string; readonly keySecret: string },
): string {
  const names = Object.keys(headers).sort()
  const lines = names.map((name) => `${name}:${(headers[name] ?? '').trim()}\n`).join('')
  const request = ['POST', '/', query, lines, names.join(';'), headers['x-acs-content-sha256'] ?? ''].join('\n')
  const signature = createHmac('sha256', keySecret)
    .update(`${ALGORITHM}\n${sha256(request)}`)
    .digest('hex')
  return `${ALGORITHM} Credential=${keyId},SignedHeaders=${names.join(';')},Signature=${signature}`
}

/** SMS of Aliyun (SendSms). Texts are registered there; the values of the holes go along, `OutId` is the id of the message. */
export class AliyunSms implements Notifier {
  readonly name = 'aliyun sms'
  readonly #options: AliyunSmsOptions

  constructor(options: AliyunSmsOptions) {
    this.#options = options
  }

  async send(message: OutMessage): Promise<Outcome> {
    const { templates, sign, endpoint, now, timeout_ms } = this.#options
    const template = templates.get(message.kind) ?? templates.get('*')
    if (template === undefined) return refused(`no registered text for ${message.kind}`)
    const { followUrl: _hole, ...values } = message.holes
    const query = canonicalQuery({
      OutId: message.id,
      PhoneNumbers: message.address,
      SignName: sign,
      TemplateCode: template,
      TemplateParam: JSON.stringify({ ...values, followUrl: message.link }),
    })
    const signed = {
      host: new URL(endpoint).host,
      'x-acs-action': 'SendSms',
      'x-acs-content-sha256': sha256(''),
      'x-acs-date': new Date(now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      'x-acs-signature-nonce': randomUUID(),
      'x-acs-version': VERSION,
    }
    const { host: _host, ...headers } = signed
    const reply = await post({
      url: `${endpoint}/?${query}`,
      headers: { ...headers, authorization: authorization(query, signed, this.#options) },
      ...(timeout_ms === undefined ? {} : { timeout_ms }),
    })
    if (reply.status === null) return later(reply.why)
    const code = typeof reply.body['Code'] === 'string' ? reply.body['Code'] : ''
    if (code === 'OK') return SENT
    if (code === '') return reply.status < 300 ? refused('an answer without a code') : byStatus(reply)
    const why = `${code} ${wordOf(reply, 'Message')}`
    return LATER.test(code) ? later(why, code.startsWith('isv.') ? LIMIT_WAIT_MS : reply.after_ms) : refused(why)
  }
}
