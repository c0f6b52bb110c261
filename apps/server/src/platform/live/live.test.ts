import { setTimeout as sleep } from 'node:timers/promises'

import { uuidv7 } from 'uuidv7'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

import { createDatabase, type TestDatabase } from '../../testing/database.ts'
import { outboxMigration } from '../../testing/outbox.ts'
import { createTestPlatform, type TestPlatform } from '../../testing/platform.ts'
import { systemScope } from '../db/scope.ts'
import type { Session } from '../session.ts'
import { parseCursor } from './cursor.ts'
import type { Message } from './outbox.ts'

const DISTRICT = 370_890
const UNIT = uuidv7()
const person = (name: string, more: Partial<Session>): Session => ({
  sessionId: name,
  accountId: name,
  districtId: DISTRICT,
  personId: name,
  personName: name,
  postId: name,
  role: 'gridWorker',
  unitId: UNIT,
  territory: '',
  unitIds: [],
  permissions: new Set(['ticket.read']),
  ...more,
})
const sessions = new Map<string, Session>([
  ['dispatcher', person('dispatcher', { territory: '1.' })],
  ['worker', person('worker', { territory: '1.4.' })],
  ['department', person('department', { unitIds: [UNIT] })],
  ['elsewhere', person('elsewhere', { districtId: 410_100, territory: '1.' })],
  ['rightless', person('rightless', { territory: '1.', permissions: new Set() })],
])

let made: TestDatabase
let running: TestPlatform
let address = ''
const open = new Set<AbortController>()
beforeAll(async () => {
  made = await createDatabase([outboxMigration()])
  running = await createTestPlatform(made, {
    roles: ['api', 'live'],
    sessions: (token) => Promise.resolve(sessions.get(token) ?? null),
    findFollowed: (_number, token) =>
      Promise.resolve(token === 'right' ? { districtId: DISTRICT, ticketId: FOLLOWED } : null),
  })
  address = await running.listen()
})
afterEach(() => {
  for (const controller of open) controller.abort()
  open.clear()
})
afterAll(async () => {
  await running.stop()
  await made.drop()
})

const FOLLOWED = uuidv7()
function changed(number: string, path: string, unitIds: string[] = [], ticketId = uuidv7()): Message {
  const payload = {
    ticketId,
    number,
    revision: 1,
    step: 'reported',
    state: 'reported',
    urgency: 'normal',
    title: '路灯不亮',
    gridPath: path,
    holderUnitId: UNIT,
    dueAt: null,
  } as const
  return { topic: 'ticket.changed', payload, audience: { districtId: DISTRICT, path, unitIds } }
}
const publish = (message: Message): Promise<void> =>
  made.db.withScope(systemScope(DISTRICT), (tx) => running.platform.publish(tx, message))

interface Heard {
  readonly event: string
  readonly data: Record<string, unknown>
}
interface Ear {
  readonly heard: Heard[]
  lastId: string
  ended: boolean
  status: number
  numbers(): unknown[]
  until(count: number): Promise<void>
  close(): void
}

/** A reading client: keeps what it heard and the resume point as a browser would. */
async function listen(cookie: string, lastId?: string, path = '/api/v1/live'): Promise<Ear> {
  const controller = new AbortController()
  open.add(controller)
  const response = await fetch(address + path, {
    signal: controller.signal,
    headers: { cookie: `lx_session=${cookie}`, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) },
  })
  const ear: Ear = {
    heard: [],
    lastId: lastId ?? '',
    ended: false,
    status: response.status,
    numbers: () => ear.heard.filter(({ event }) => event === 'ticket.changed').map(({ data }) => data['number']),
    until: async (count) => {
      while (ear.heard.length < count && !ear.ended) await sleep(5)
    },
    close: () => controller.abort(),
  }
  const read = async (): Promise<void> => {
    let rest = ''
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      const parts = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n\n')
      rest = parts.pop() ?? ''
      for (const part of parts) {
        const fields = new Map(
          part.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        )
        ear.lastId = fields.get('id') ?? ear.lastId
        const data = fields.get('data')
        if (data !== undefined)
          ear.heard.push({ event: fields.get('event') ?? '', data: JSON.parse(data) as Record<string, unknown> })
      }
    }
  }
  void read()
    .catch((cause: unknown) => (controller.signal.aborted ? undefined : Promise.reject(cause as Error)))
    .finally(() => (ear.ended = true))
  return ear
}

test('a message reaches those whose territory or unit it concerns, and nobody else', async () => {
  const [dispatcher, worker, department, elsewhere, rightless] = await Promise.all(
    ['dispatcher', 'worker', 'department', 'elsewhere', 'rightless'].map((name) => listen(name)),
  )
  for (const ear of [dispatcher, worker, department, elsewhere, rightless]) await ear?.until(1)
  await publish(changed('in 1.4', '1.4.17.'))
  await publish(changed('in 1.5', '1.5.2.'))
  await publish(changed('for the unit', '1.9.', [UNIT]))
  await dispatcher?.until(4)
  expect(dispatcher?.numbers()).toEqual(['in 1.4', 'in 1.5', 'for the unit'])
  expect(dispatcher?.heard[0]).toEqual({ event: 'ready', data: {} })
  expect(worker?.numbers()).toEqual(['in 1.4'])
  expect(department?.numbers()).toEqual(['for the unit'])
  expect([elsewhere?.numbers(), rightless?.numbers()]).toEqual([[], []])
})

test('nothing rolled back is heard of', async () => {
  const ear = await listen('dispatcher')
  await ear.until(1)
  await expect(
    made.db.withScope(systemScope(DISTRICT), async (tx) => {
      await running.platform.publish(tx, changed('never', '1.'))
      throw new Error('refused')
    }),
  ).rejects.toThrow('refused')
  await publish(changed('after', '1.'))
  await ear.until(2)
  expect(ear.numbers()).toEqual(['after'])
})

test('nothing is lost or told twice over reconnects, though transactions commit out of order', async () => {
  const total = 240
  const expected = Array.from({ length: total }, (_unused, index) => `n${index}`)
  let ear = await listen('dispatcher')
  await ear.until(1)
  const got: unknown[] = []
  const state = { writing: true }
  const writer = async (lane: number): Promise<void> => {
    for (let index = lane; index < total; index += 6)
      await made.db.withScope(systemScope(DISTRICT), async (tx) => {
        await running.platform.publish(tx, changed(`n${index}`, '1.7.'))
        await sleep((index * 7) % 13) // later rows often commit first
      })
  }
  const writers = Promise.all([0, 1, 2, 3, 4, 5].map(writer)).then(() => (state.writing = false))
  while (state.writing) {
    await sleep(37)
    ear.close()
    while (!ear.ended) await sleep(1)
    got.push(...ear.numbers())
    ear = await listen('dispatcher', ear.lastId)
  }
  await writers
  await publish(changed('last', '1.7.'))
  while (ear.numbers().at(-1) !== 'last') await sleep(5)
  got.push(...ear.numbers())
  expect(new Set(got).size).toBe(total + 1)
  expect(got.filter((number) => number !== 'last').toSorted()).toEqual(expected.toSorted())
})

test('a row with a low id that commits late is heard by who resumes after a higher one', async () => {
  const ear = await listen('dispatcher')
  await ear.until(1)
  let release = (): void => undefined
  const held = new Promise<void>((done) => (release = done))
  let written = (): void => undefined
  const isWritten = new Promise<void>((done) => (written = done))
  const slow = made.db.withScope(systemScope(DISTRICT), async (tx) => {
    await running.platform.publish(tx, changed('slow', '1.'))
    written()
    await held
  })
  await isWritten
  await publish(changed('quick', '1.'))
  await ear.until(2)
  ear.close()
  release()
  await slow
  const again = await listen('dispatcher', ear.lastId)
  await again.until(1)
  expect([...ear.numbers(), ...again.numbers()]).toEqual(['quick', 'slow'])
})

test('a resume point that is too old, foreign or broken starts anew', async () => {
  const ear = await listen('dispatcher')
  await ear.until(1)
  const cursor = parseCursor(ear.lastId)
  if (!cursor) throw new Error('no resume point')
  const old = `${cursor.at - 50 * 3_600_000}.${cursor.snapshot}`
  const ahead = `${cursor.at}.99999999999:99999999999:`
  for (const id of [old, ahead, "1.1:1:'; drop table outbox", 'x']) {
    const again = await listen('dispatcher', id)
    await again.until(1)
    expect(again.heard).toEqual([{ event: 'reset', data: {} }])
  }
})

test('revocation ends the streams of that session at once', async () => {
  const [worker, dispatcher] = await Promise.all([listen('worker'), listen('dispatcher')])
  await Promise.all([worker.until(1), dispatcher.until(1)])
  await made.db.withScope(systemScope(DISTRICT), (tx) =>
    running.platform.revokeStreams(tx, DISTRICT, { sessionId: 'worker' }),
  )
  while (!worker.ended) await sleep(5)
  expect(dispatcher.ended).toBe(false)
  expect((await listen('nobody')).status).toBe(401)
})

test('a reporter follows one ticket by its token and learns its state only', async () => {
  expect((await listen('', undefined, '/api/v1/live/follow?number=1&token=wrong')).status).toBe(404)
  const ear = await listen('', undefined, '/api/v1/live/follow?number=1&token=right')
  await ear.until(1)
  await publish(changed('other', '1.'))
  await publish(changed('mine', '1.', [], FOLLOWED))
  await ear.until(2)
  expect(ear.heard.slice(1)).toEqual([
    { event: 'ticket.changed', data: { number: 'mine', revision: 1, state: 'reported' } },
  ])
})
