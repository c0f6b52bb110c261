import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { BASE_MAP_ADDRESS, serveBaseMapFile } from './base-map.ts'
import { type ConfigError, loadConfig } from './config.ts'
import { servePages } from './pages.ts'

let folder = ''
let app: FastifyInstance
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianxin-base-map-'))
  await writeFile(join(folder, 'city.pmtiles'), `PMTiles\u0003${'x'.repeat(1000)}end`)
  await writeFile(join(folder, 'city.mbtiles'), 'SQLite format 3')
  app = Fastify()
  await serveBaseMapFile(app, loadConfig({ BASE_MAP: 'pmtiles', BASE_MAP_FILE: join(folder, 'city.pmtiles') }))
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

test('the file is handed out in parts, as its reader asks', async () => {
  const part = await app.inject({ url: BASE_MAP_ADDRESS, headers: { range: 'bytes=0-7' } })
  expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, 'PMTiles\u0003', 'bytes 0-7/1011'])
  expect(part.headers['etag']).toBeTruthy()
  const end = await app.inject({ url: BASE_MAP_ADDRESS, headers: { range: 'bytes=1008-1010' } })
  expect([end.statusCode, end.body]).toEqual([206, 'end'])
})

const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    loadConfig(env)
    return []
  } catch (cause) {
    return (cause as ConfigError).faults
  }
}

test.each([
  ['tianditu', '', 'TIANDITU_KEY'],
  ['pmtiles', '', 'needs BASE_MAP_FILE'],
  ['pmtiles', 'gone.pmtiles', 'cannot be read'],
  ['pmtiles', 'city.mbtiles', 'no PMTiles file'],
])('settings that do not fit together are told with what to do: %s %s', (BASE_MAP, name, words) => {
  expect(faultsOf({ BASE_MAP, ...(name ? { BASE_MAP_FILE: join(folder, name) } : {}) }).join()).toContain(words)
})

test('pages may load tiles from the configured host and from nowhere else', async () => {
  const policyWith = async (hosts: readonly string[]): Promise<string> => {
    const pages = Fastify()
    await servePages(pages, [], hosts)
    const { headers } = await pages.inject({ url: '/' })
    await pages.close()
    return String(headers['content-security-policy'])
  }
  expect(await policyWith([])).toContain("connect-src 'self';")
  expect(await policyWith(['https://*.tianditu.gov.cn'])).toContain("connect-src 'self' https://*.tianditu.gov.cn;")
})
