import { readFile, rm, mkdtemp, stat, chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { reachableFolder } from './account.ts'
import { startPostgres } from './supervisor.ts'

let dataDir = ''
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lianxin-supervisor-'))
  await chmod(dataDir, 0o755)
})
afterAll(async () => {
  await (await startPostgres({ dataDir, durable: false })).stop()
  await rm(dataDir, { recursive: true })
})

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

test('starts an empty folder, keeps the password private, adopts a running server, stops when nobody uses it', async () => {
  const first = await startPostgres({ dataDir })
  expect(first.adopted).toBe(false)
  expect((await stat(join(dataDir, 'postgres/password'))).mode & 0o777).toBe(0o600)
  await query(first.url, "create table kept (word text); insert into kept values ('连心')")
  expect(await query(first.url, 'show fsync')).toEqual([{ fsync: 'on' }])
  expect(await query(first.url, "select datcollate from pg_database where datname = 'lianxin'")).toEqual([
    { datcollate: 'C.UTF-8' },
  ])

  const second = await startPostgres({ dataDir })
  expect(second.adopted).toBe(true)
  expect(second.port).toBe(first.port)

  const user = new pg.Client(first.url)
  await user.connect()
  await second.stop()
  expect(await query(first.url, 'select word from kept')).toEqual([{ word: '连心' }])
  await user.end()
  await first.stop()
  await expect(query(first.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/)
})

test('recovers after kill -9 of the server and loses nothing acknowledged', async () => {
  const first = await startPostgres({ dataDir })
  await query(first.url, "insert into kept values ('acknowledged')")
  const pid = Number((await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0])
  process.kill(pid, 'SIGKILL')
  const second = await startPostgres({ dataDir })
  expect(await query(second.url, 'select word from kept order by word')).toEqual([
    { word: 'acknowledged' },
    { word: '连心' },
  ])
  await second.stop()
})

test('a folder that another user cannot reach is replaced by one below /var/lib', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'closed-'))
  expect(await reachableFolder(join(closed, 'postgres'), undefined)).toBe(join(closed, 'postgres'))
  expect(await reachableFolder(join(closed, 'postgres'), { uid: 1, gid: 1 })).toMatch(/^\/var\/lib\/lianxin\/data-/)
  await rm(closed, { recursive: true })
})
