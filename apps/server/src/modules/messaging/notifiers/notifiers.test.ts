import { createServer, type IncomingMessage, type Server } from 'node:http'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { NOTICE_HOLES, type NoticeValues } from '@lianxin/domain'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { AliyunSms, authorization } from './aliyun-sms.ts'
import { FileNotifier, MESSAGES_FILE } from './file.ts'
import { HttpSms } from './http-sms.ts'
import type { OutMessage } from './notifier.ts'
import { DingTalkRobot, dingTalkSign, WeComRobot } from './robots.ts'
import { WeChat } from './wechat.ts'

interface Heard {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
}
type Answering =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: unknown }
  | 'silence'

/** A provider on this machine: keeps what it heard and answers what it is told to. */
let server: Server
let base = ''
const heard: Heard[] = []
let answers: Answering[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += String(chunk)))
    request.on('end', () => {
      const body: unknown = text === '' ? null : JSON.parse(text)
      heard.push({
        method: request.method ?? '',
        url: new URL(request.url ?? '', base),
        headers: request.headers,
        body,
      })
      const answer = answers.shift() ?? { body: { errcode: 0, errmsg: 'ok' } }
      if (answer === 'silence') return
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers })
      response.end(JSON.stringify(answer.body ?? {}))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})
beforeEach(() => {
  heard.length = 0
  answers = []
})

const NOW = Date.parse('2026-03-05T09:00:00+08:00')
const now = (): number => NOW
const holes: NoticeValues = {
  ...(Object.fromEntries(NOTICE_HOLES.map((hole) => [hole, ''])) as unknown as NoticeValues),
  number: '260305000017',
  title: '路灯',
}
const message: OutMessage = {
  id: '01900000-0000-7000-8000-000000000001',
  adapter: 'sms',
  kind: 'resolved',
  lang: 'zh',
  address: '13800001234',
  secret: '',
  ticketId: '01900000-0000-7000-8000-000000000002',
  text: '您反映的“路灯”已办结：已修好',
  link: 'https://g.cn/r/t/260305000017?token=ABC',
  holes,
}
const toRobot = (path: string, secret = ''): OutMessage => ({ ...message, address: base + path, secret })

test('the gateway gets id, telephone and text; limits and faults are tried again, refusals are not', async () => {
  const sms = new HttpSms({ url: `${base}/send`, token: 'T', sign: '连心网格' })
  expect(await sms.send(message)).toEqual({ outcome: 'sent' })
  expect(heard[0]?.headers).toMatchObject({ authorization: 'Bearer T', 'idempotency-key': message.id })
  expect(heard[0]?.body).toEqual({ id: message.id, telephone: '13800001234', text: message.text, sign: '连心网格' })
  answers = [{ status: 429, headers: { 'retry-after': '7' } }, { status: 502 }, { status: 400 }]
  expect(await sms.send(message)).toEqual({ outcome: 'later', why: 'HTTP 429', after_ms: 7000 })
  expect(await sms.send(message)).toMatchObject({ outcome: 'later', why: 'HTTP 502' })
  expect(await sms.send(message)).toEqual({ outcome: 'refused', why: 'HTTP 400' })
})

test('no answer in time, and nobody there, are both tried again', async () => {
  answers = ['silence']
  const slow = new HttpSms({ url: `${base}/send`, token: '', sign: '', timeout_ms: 60 })
  expect(await slow.send(message)).toMatchObject({ outcome: 'later', why: 'TimeoutError' })
  await expect.poll(() => heard.length).toBe(1) // on a busy machine it may arrive after its time
  const gone = new HttpSms({ url: 'http://127.0.0.1:1/', token: '', sign: '' })
  expect(await gone.send(message)).toMatchObject({ outcome: 'later' })
})

test('Aliyun: the signature is that of the provider’s own example', () => {
  const headers = {
    host: 'ecs.cn-shanghai.aliyuncs.com',
    'x-acs-action': 'RunInstances',
    'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-acs-date': '2023-10-26T10:22:32Z',
    'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
    'x-acs-version': '2014-05-26',
  }
  const query = 'ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai'
  const keys = { keyId: 'YourAccessKeyId', keySecret: 'YourAccessKeySecret' }
  expect(authorization(query, headers, keys)).toContain(
    'Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  )
})

test('Aliyun: SendSms with the registered text, its values and the id; signed over what is sent', async () => {
  const options = { endpoint: base, keyId: 'LTAI', keySecret: 'S', sign: '连心网格', now }
  const sms = new AliyunSms({ ...options, templates: new Map([['resolved', 'SMS_1']]) })
  answers = [{ body: { Code: 'OK', Message: 'OK', BizId: '1', RequestId: 'R' } }]
  expect(await sms.send(message)).toEqual({ outcome: 'sent' })
  const [asked] = heard
  const params = Object.fromEntries(asked?.url.searchParams ?? [])
  expect(params).toMatchObject({
    PhoneNumbers: '13800001234',
    SignName: '连心网格',
    TemplateCode: 'SMS_1',
    OutId: message.id,
  })
  expect(JSON.parse(params['TemplateParam'] ?? '')).toMatchObject({ number: holes.number, followUrl: message.link })
  const acs = Object.entries(asked?.headers ?? {}).filter(([name]) => name === 'host' || name.startsWith('x-acs-'))
  const signed = Object.fromEntries(acs) as Record<string, string>
  expect(signed['x-acs-action']).toBe('SendSms')
  expect(signed['x-acs-date']).toBe('2026-03-05T01:00:00Z')
  expect(asked?.headers.authorization).toBe(authorization(asked?.url.search.slice(1) ?? '', signed, options))

  answers = [
    { body: { Code: 'isv.BUSINESS_LIMIT_CONTROL', Message: '触发天级流控' } },
    { status: 400, body: { Code: 'Throttling.User', Message: 'slow down' } },
    { body: { Code: 'isv.MOBILE_NUMBER_ILLEGAL', Message: '13800001234 is not valid' } },
  ]
  expect(await sms.send(message)).toMatchObject({ outcome: 'later', after_ms: 3_600_000 })
  expect(await sms.send(message)).toMatchObject({ outcome: 'later' })
  expect(await sms.send(message)).toEqual({ outcome: 'refused', why: 'isv.MOBILE_NUMBER_ILLEGAL * is not valid' })
  expect(await sms.send({ ...message, kind: 'started' })).toMatchObject({ outcome: 'refused' })
})

test('robots: WeCom by its key, DingTalk with time and signature; too fast is tried again after a minute', async () => {
  const wecom = new WeComRobot({ now })
  expect(await wecom.send(toRobot('/cgi-bin/webhook/send?key=K'))).toEqual({ outcome: 'sent' })
  expect(heard[0]?.url.pathname + (heard[0]?.url.search ?? '')).toBe('/cgi-bin/webhook/send?key=K')
  expect(heard[0]?.body).toEqual({ msgtype: 'text', text: { content: message.text } })

  const dingtalk = new DingTalkRobot({ now })
  expect(await dingtalk.send(toRobot('/robot/send?access_token=A', 'SEC1'))).toEqual({ outcome: 'sent' })
  const query = heard[1]?.url.searchParams
  expect([query?.get('access_token'), query?.get('timestamp')]).toEqual(['A', String(NOW)])
  expect(query?.get('sign')).toBe(dingTalkSign('SEC1', NOW))
  // printf '1\ns' | openssl dgst -sha256 -hmac s -binary | base64
  expect(dingTalkSign('s', 1)).toBe('8W1SlA0AP11RDY491B5KpBB1VCZbaCDq4hIULnUqKQU=')
  expect(await dingtalk.send(toRobot('/robot/send?access_token=A'))).toEqual({ outcome: 'sent' })
  expect(heard[2]?.url.searchParams.has('sign')).toBe(false)

  answers = [
    { body: { errcode: 45009, errmsg: 'api freq out of limit' } },
    { body: { errcode: 310000, errmsg: 'sign not match' } },
  ]
  expect(await wecom.send(toRobot('/x'))).toMatchObject({ outcome: 'later', after_ms: 60_000 })
  expect(await dingtalk.send(toRobot('/x'))).toEqual({ outcome: 'refused', why: '310000 sign not match' })
})

test('WeChat: the token is fetched once and kept, renewed when it is refused; the message goes to the openid', async () => {
  const wechat = new WeChat({
    url: base,
    appId: 'wx1',
    secret: 'S',
    templateId: 'T1',
    title: '连心网格',
    now,
    sceneOf: () => 7,
  })
  const token = (name: string): Answering => ({ body: { access_token: name, expires_in: 7200 } })
  answers = [token('A1'), { body: { errcode: 0 } }, { body: { errcode: 0 } }]
  const mine = { ...message, address: 'oOpenid_1234567' }
  expect(await wechat.send(mine)).toEqual({ outcome: 'sent' })
  expect(await wechat.send(mine)).toEqual({ outcome: 'sent' })
  expect(heard.map(({ url }) => url.pathname)).toEqual([
    '/cgi-bin/stable_token',
    '/cgi-bin/message/template/subscribe',
    '/cgi-bin/message/template/subscribe',
  ])
  expect(heard[0]?.body).toEqual({ grant_type: 'client_credential', appid: 'wx1', secret: 'S', force_refresh: false })
  expect(heard[1]?.url.searchParams.get('access_token')).toBe('A1')
  expect(heard[1]?.body).toEqual({
    touser: 'oOpenid_1234567',
    template_id: 'T1',
    url: message.link,
    scene: '7',
    title: '连心网格',
    data: { content: { value: message.text } },
  })

  answers = [{ body: { errcode: 42001, errmsg: 'expired' } }, token('A2'), { body: { errcode: 0 } }]
  expect(await wechat.send(mine)).toEqual({ outcome: 'sent' })
  expect(heard.at(-1)?.url.searchParams.get('access_token')).toBe('A2')
  answers = [{ body: { errcode: 43101, errmsg: 'user refuse to accept the msg' } }]
  expect(await wechat.send(mine)).toMatchObject({ outcome: 'refused' })
  answers = [{ body: { errcode: 40001 } }, { status: 500 }]
  expect(await wechat.send(mine)).toMatchObject({ outcome: 'later' })
})

test('the file has each message once, however often it is tried, and no address', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lianxin-messages-'))
  const file = new FileNotifier(join(folder, 'messages'), now)
  await file.send(message)
  await file.send(message)
  const text = await readFile(join(folder, 'messages', MESSAGES_FILE), 'utf8')
  expect(text.trim().split('\n')).toHaveLength(1)
  expect(text).not.toContain('13800001234')
  await rm(folder, { recursive: true })
})
