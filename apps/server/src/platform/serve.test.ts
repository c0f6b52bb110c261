import { operation } from '@lianxin/contract'
import { sql } from 'kysely'
import Type from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createDatabase, madeUp, type TestDatabase } from '../testing/database.ts'
import { createTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { Refusal } from './refusal.ts'
import type { Session } from './session.ts'

const SCHEMA = madeUp(
  1,
  `
  create table note (district_id int not null, id uuid primary key, body text not null);
  alter table note enable row level security;
  create policy note_district on note using (district_id = nullif(current_setting('app.district', true), '')::int);
  grant select, insert on note to lianxin_app;
`,
)

const session: Session = {
  sessionId: 's',
  accountId: 'a',
  districtId: 370_890,
  personId: 'p',
  personName: '林',
  postId: 'post',
  role: 'gridWorker',
  unitId: 'u',
  territory: '1.4.',
  unitIds: ['u'],
  permissions: new Set(['ticket.read']),
}

const summary = { zh: '测试', en: 'Test' }
const write = operation({
  id: 'note.write',
  method: 'POST',
  path: '/notes',
  summary,
  access: 'signedIn',
  status: 201,
  body: Type.Object({
    id: Type.String({ format: 'uuid' }),
    body: Type.String({ minLength: 1, maxLength: 5 }),
    day: Type.Optional(Type.String({ format: 'date' })),
    kind: Type.Optional(Type.Union([Type.Literal('a'), Type.Literal('b')])),
  }),
  reply: Type.Object({ id: Type.String() }),
})
const list = operation({
  id: 'note.list',
  method: 'GET',
  path: '/notes/:prefix',
  summary,
  access: 'ticket.read',
  params: Type.Object({ prefix: Type.String() }),
  query: Type.Object({ limit: Type.Optional(Type.Integer({ maximum: 10 })) }),
  reply: Type.Object({
    bodies: Type.Array(Type.String()),
    limit: Type.Optional(Type.Integer()),
    person: Type.String(),
  }),
})
const fail = operation({
  id: 'note.fail',
  method: 'GET',
  path: '/fail',
  summary,
  access: 'public',
  reply: Type.Object({}),
})
const slow = operation({
  id: 'note.open',
  method: 'POST',
  path: '/open',
  summary,
  access: 'public',
  body: Type.Object({}),
  reply: Type.Object({}),
})
const admin = operation({
  id: 'note.admin',
  method: 'GET',
  path: '/admin',
  summary,
  access: 'audit.read',
  reply: Type.Object({}),
})
const file = operation({
  id: 'note.file',
  method: 'GET',
  path: '/file',
  summary,
  access: 'public',
  reply: Type.String(),
  download: 'text/csv',
})

let made: TestDatabase
let running: TestPlatform
const log: string[] = []
beforeAll(async () => {
  made = await createDatabase([SCHEMA])
  running = await createTestPlatform(made, {
    onLog: (line) => log.push(line),
    sessions: (token) => Promise.resolve(token === 'lin' ? session : null),
    migrations: [SCHEMA],
    modules: [
      ({ route }) => {
        route(write, async ({ tx, body, session: who, reply }) => {
          void reply.setCookie('left', 'over')
          await sql`insert into note (district_id, id, body) values (${who?.districtId}, ${body.id}, ${body.body})`.execute(
            tx,
          )
          if (body.body === 'stop') throw new Refusal('ticket.stale', { revision: 3 }, '/revision')
          return { id: body.id }
        })
        route(list, async ({ tx, params, query, session: who }) => {
          const { rows } = await sql<{
            body: string
          }>`select body from note where body like ${`${params.prefix}%`} order by body`.execute(tx)
          const reply = {
            bodies: rows.map(({ body }) => body),
            person: who?.personName ?? '',
            secret: 'not in the contract',
          }
          return query.limit === undefined ? reply : { ...reply, limit: query.limit }
        })
        route(fail, () => Promise.reject(new Error('select * from account where password')))
        route(slow, () => Promise.resolve({}), { callsPerMinute: 2, scope: 'none' })
        route(admin, () => Promise.resolve({}))
        route(file, () => Promise.resolve({ bytes: '编号\n1\n', filename: '清单.csv' }), { scope: 'none' })
      },
    ],
  })
})
afterAll(async () => {
  await running.stop()
  await made.drop()
})

const ID = '0197f0a0-0000-7000-8000-00000000000'
interface Asked {
  method?: 'GET' | 'POST'
  url: string
  body?: unknown
  headers?: Record<string, string>
  lang?: string
  signedIn?: boolean
}
async function ask({ method = 'GET', url, body, headers = {}, lang, signedIn = true }: Asked) {
  const response = await running.platform.app.inject({
    method,
    url,
    headers: {
      'x-lianxin': '1',
      ...(lang ? { 'accept-language': lang } : {}),
      ...(signedIn ? { cookie: 'lx_session=lin' } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const parsed: unknown = response.headers['content-type']?.toString().includes('json')
    ? response.json()
    : response.body
  return { status: response.statusCode, headers: response.headers, body: parsed as Record<string, unknown> }
}
const post = (body: unknown, more: Partial<Asked> = {}) => ask({ method: 'POST', url: '/api/v1/notes', body, ...more })

test('a reply goes out after the commit, holds only what the contract names, and reads in the session’s scope', async () => {
  expect(await post({ id: `${ID}1`, body: '连心' })).toMatchObject({ status: 201, body: { id: `${ID}1` } })
  expect((await made.db.owner.query('select body from note')).rows).toEqual([{ body: '连心' }])
  await made.db.owner.query(`insert into note values (1, '${ID}9', '连别区')`)
  const read = await ask({ url: `/api/v1/notes/${encodeURIComponent('连')}?limit=7` })
  expect(read.body).toEqual({ bodies: ['连心'], limit: 7, person: '林' })
})

test('a refusal rolls everything back, drops cookies and names the field in the asked language', async () => {
  const zh = await post({ id: `${ID}2`, body: 'stop' })
  expect(zh).toMatchObject({
    status: 409,
    body: {
      code: 'ticket.stale',
      title: '事件已被他人更新',
      params: { revision: 3 },
      errors: [{ pointer: '/revision', code: 'ticket.stale' }],
    },
  })
  expect(zh.headers['set-cookie']).toBeUndefined()
  expect(zh.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  const en = await post({ id: `${ID}2`, body: 'stop' }, { lang: 'fr, en-GB;q=0.8, zh;q=0.2' })
  expect(en.body['title']).toBe('Somebody changed the ticket meanwhile')
  expect((await made.db.owner.query(`select 1 from note where id = '${ID}2'`)).rowCount).toBe(0)
})

test('every wrong field is named with a remedy', async () => {
  const { status, body } = await post(
    { id: 'x', body: '太长了太长了', day: '2026-02-30', kind: 'c' },
    { lang: 'zh-CN' },
  )
  expect(status).toBe(400)
  expect(body['code']).toBe('request.invalid')
  expect(body['errors']).toEqual([
    { pointer: '/id', code: 'format', detail: '应为 UUID 编号。' },
    { pointer: '/body', code: 'maxLength', detail: '最多 5 个字符。' },
    { pointer: '/day', code: 'format', detail: '应为日期，如 2026-03-05，且必须真实存在。' },
    { pointer: '/kind', code: 'anyOf', detail: '不符合任何一种允许的写法。' },
  ])
  expect((await post({ body: 'a' }, { lang: 'en' })).body['errors']).toEqual([
    { pointer: '/id', code: 'required', detail: 'This field is required.' },
  ])
  expect((await post({ id: `${ID}3`, body: 7 })).body['errors']).toMatchObject([{ pointer: '/body', code: 'type' }])
  expect((await ask({ url: '/api/v1/notes/a?limit=many' })).body['errors']).toMatchObject([
    { pointer: '/limit', code: 'type' },
  ])
  expect((await post({ id: `${ID}3`, body: 'a\u0000' })).body).toMatchObject({
    code: 'request.invalid',
    errors: [{ code: 'text' }],
  })
})

test('each general problem has its code and status', async () => {
  const cases: readonly [Asked, number, string][] = [
    [{ method: 'POST', url: '/api/v1/notes', body: '{"id":' }, 400, 'request.invalid'],
    [{ method: 'POST', url: '/api/v1/notes', body: '{"__proto__":{}}' }, 400, 'request.invalid'],
    [{ method: 'POST', url: '/api/v1/notes', body: '' }, 400, 'request.invalid'],
    [
      { method: 'POST', url: '/api/v1/notes', body: JSON.stringify({ body: 'x'.repeat(1_100_000) }) },
      413,
      'request.body_too_large',
    ],
    [
      { method: 'POST', url: '/api/v1/notes', body: '<a/>', headers: { 'content-type': 'text/xml' } },
      415,
      'request.media_type',
    ],
    [{ url: '/api/v1/nowhere' }, 404, 'route.not_found'],
    [{ url: '/api/v1/notes/%E0%A4%A' }, 404, 'route.not_found'],
    [{ url: '/api/v1/notes/a', signedIn: false }, 401, 'session.required'],
    [{ url: '/api/v1/admin' }, 403, 'right.missing'],
    [
      { method: 'POST', url: '/api/v1/notes', body: {}, headers: { 'x-lianxin': '', origin: 'https://evil.example' } },
      403,
      'request.origin_refused',
    ],
    [
      { method: 'POST', url: '/api/v1/notes', body: {}, headers: { 'x-lianxin': '', origin: 'null' } },
      403,
      'request.origin_refused',
    ],
    [{ method: 'POST', url: '/api/v1/notes', body: {}, headers: { 'x-lianxin': '' } }, 403, 'request.origin_refused'],
    [{ url: '/api/v1/fail' }, 500, 'server.failed'],
  ]
  for (const [asked, status, code] of cases) {
    const answer = await ask(asked)
    expect([asked.url, answer.status, answer.body['code']]).toEqual([asked.url, status, code])
    expect(answer.body['detail']).not.toMatch(/[{}]/)
  }
})

test('a page of our own may write without the header, and so may a program without cookies', async () => {
  const own = { 'x-lianxin': '', origin: 'http://localhost:80' }
  expect((await post({ id: `${ID}4`, body: 'own' }, { headers: own })).status).toBe(201)
  const program = await ask({
    method: 'POST',
    url: '/api/v1/open',
    body: {},
    signedIn: false,
    headers: { 'x-lianxin': '' },
  })
  expect(program.status).toBe(200)
})

test('what we did not foresee is logged in full and answered without details', async () => {
  log.length = 0
  const { body } = await ask({ url: '/api/v1/fail', lang: 'en' })
  expect(JSON.stringify(body)).not.toContain('account')
  expect(body['detail']).toContain(String(body['instance']))
  expect(log.join()).toContain('select * from account')
  expect(log.join()).not.toContain('lx_session')
})

test('public writes are limited, with the time to wait', async () => {
  const answers = []
  for (let call = 0; call < 3; call++)
    answers.push(await ask({ method: 'POST', url: '/api/v1/open', body: {}, signedIn: false }))
  const last = answers.at(-1)
  expect(last).toMatchObject({ status: 429, body: { code: 'request.rate_limited' } })
  expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0)
})

test('a file goes out as such', async () => {
  const answer = await ask({ url: '/api/v1/file' })
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': "attachment; filename*=UTF-8''%E6%B8%85%E5%8D%95.csv",
  })
  expect(answer.body).toBe('编号\n1\n')
})

test('the document describes each operation', async () => {
  const { body } = await ask({ url: '/api/openapi.json' })
  expect(body).toMatchObject({
    openapi: '3.1.0',
    paths: {
      '/api/v1/notes/{prefix}': { get: { operationId: 'note.list', responses: { 200: {}, '4XX': {} } } },
      '/api/v1/notes': { post: { requestBody: {} } },
    },
  })
})
