import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { commandFollow, commandTicket, listTickets, openSession, readNotice, readPhoto } from '@lianxin/contract'
import { afterEach, expect, test } from 'vitest'

import { createClient, live, NetworkError, newId, ProblemError, wire, type LiveState, type Source } from './index.ts'

interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}
let server: Server | undefined
const seen: Seen[] = []

/** A server that answers by `answer`; what it was asked is in `seen`. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse, nth: number) => void) {
  seen.length = 0
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
      answer(request, response, seen.length)
    })
  })
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return createClient({ baseUrl: `http://127.0.0.1:${port}/api/v1`, lang: () => 'en', retryAfter_ms: [1, 1] })
}

const json = (response: ServerResponse, status: number, value: unknown, type = 'application/json') =>
  response.writeHead(status, { 'content-type': type, connection: 'close' }).end(JSON.stringify(value))

afterEach(async () => {
  await new Promise<void>((done) => (server ? server.close(() => done()) : done()))
  server = undefined
})

test('puts params, query and body where the operation says, in the language of the person', async () => {
  const { call } = await serve((_, response) => json(response, 200, { items: [] }))
  await call(listTickets, { query: { list: 'mine', q: '路灯 坏', under: undefined } })
  await call(commandFollow, {
    params: { number: 'A/1' },
    query: { token: 'abcdef' },
    body: { kind: 'remind', commandId: newId(), text: '请快一点' },
  })
  expect(seen[0]).toMatchObject({ method: 'GET', url: '/api/v1/tickets?list=mine&q=%E8%B7%AF%E7%81%AF+%E5%9D%8F' })
  expect(seen[1]).toMatchObject({ method: 'POST', url: '/api/v1/follow/A%2F1/commands?token=abcdef' })
  expect(seen[1]?.headers).toMatchObject({ 'x-lianxin': '1', 'accept-language': 'en' })
  expect(JSON.parse(seen[1]?.body ?? '')).toMatchObject({ kind: 'remind', text: '请快一点' })
})

test('throws the problem the server answers with', async () => {
  const problem = { type: 'x', title: 'Stale', status: 409, code: 'ticket.stale', detail: 'Look again' }
  const { call } = await serve((_, response) => json(response, 409, problem, 'application/problem+json'))
  const failure = await call(readNotice).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(ProblemError)
  expect((failure as ProblemError).problem).toEqual(problem)
})

test('a page from a gateway becomes a problem too', async () => {
  const { call } = await serve((_, response) => response.writeHead(404, { connection: 'close' }).end('<html>'))
  await expect(call(readNotice)).rejects.toMatchObject({ problem: { code: 'server.unavailable', status: 404 } })
})

test('repeats a command with a client-made id until it gets through', async () => {
  const receipt = { id: newId(), number: '1', revision: 2 }
  const { call } = await serve((request, response, nth) =>
    nth < 3 ? request.socket.destroy() : json(response, 200, receipt),
  )
  const commandId = newId()
  const answer = await call(commandTicket, {
    params: { ticketId: receipt.id },
    body: { kind: 'acknowledge', commandId },
  })
  expect(answer).toEqual(receipt)
  expect(seen.map((one) => (JSON.parse(one.body) as { commandId: string }).commandId)).toEqual([
    commandId,
    commandId,
    commandId,
  ])
})

test('does not repeat what could take effect twice', async () => {
  const { call } = await serve((request) => request.socket.destroy())
  await expect(call(openSession, { body: { loginName: 'a', password: 'b' } })).rejects.toBeInstanceOf(NetworkError)
  expect(seen).toHaveLength(1)
})

test('downloads come as a Blob', async () => {
  const { call } = await serve((_, response) =>
    response.writeHead(200, { 'content-type': 'image/webp', connection: 'close' }).end('bytes'),
  )
  const photo = await call(readPhoto, { params: { ticketId: newId(), photoId: newId() }, query: { size: 'thumb' } })
  expect(await photo.text()).toBe('bytes')
})

test('a wired operation calls the same address as the one of the contract', async () => {
  const { call } = await serve((_, response) => json(response, 200, {}))
  await call(wire<typeof readNotice>({ method: 'GET', path: '/notice' }))
  expect(seen[0]?.url).toBe(`/api/v1${readNotice.path}`)
})

class ManualSource implements Source {
  static readonly all: ManualSource[] = []
  readyState = 1
  onopen: ((event: Event) => unknown) | null = null
  onerror: ((event: Event) => unknown) | null = null
  readonly listeners = new Map<string, (event: MessageEvent<string>) => void>()
  readonly url: string
  constructor(url: string) {
    this.url = url
    ManualSource.all.push(this)
  }
  addEventListener(topic: string, listener: (event: MessageEvent<string>) => void): void {
    this.listeners.set(topic, listener)
  }
  send(topic: string, id: string, data: unknown): void {
    this.listeners.get(topic)?.(new MessageEvent(topic, { data: JSON.stringify(data), lastEventId: id }))
  }
  close(): void {
    this.readyState = 2
  }
}

test('a live stream that was closed is opened anew from the last message', async () => {
  const states: LiveState[] = []
  const topics: string[] = []
  const end = live({
    open: (url) => new ManualSource(url),
    onState: (state) => states.push(state),
    onMessage: (message) => topics.push(message.topic),
    follow: { number: 'N1', token: 'secret' },
    retry_ms: 1,
  })
  const [first] = ManualSource.all
  first?.onopen?.(new Event('open'))
  first?.send('ticket.changed', '41', { ticketId: 'x' })
  first?.close()
  first?.onerror?.(new Event('error'))
  await expect.poll(() => ManualSource.all.length).toBe(2)
  expect(ManualSource.all[1]?.url).toBe('/api/v1/live/follow?number=N1&token=secret&lastEventId=41')
  ManualSource.all[1]?.send('reset', '', {})
  expect(topics).toEqual(['ticket.changed', 'reset'])
  expect(states).toEqual(['connecting', 'open', 'lost', 'connecting'])
  end()
})
