import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { servePages } from './pages.ts'
import { answerWithProblems } from './problem.ts'

let folder = ''
let app: FastifyInstance
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianxin-pages-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>console</title>')
  await writeFile(join(folder, 'assets/main-1a2b.js'), 'export {}')
  await writeFile(join(folder, 'sw.js'), '// worker')
  app = Fastify()
  answerWithProblems(app)
  await servePages(app, [
    { prefix: '/console', folder },
    { prefix: '/field', folder: join(folder, 'not-built') },
  ])
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

test.each(['/console', '/console/', '/console/tickets/7', '/console/index.html'])(
  '%s is the application',
  async (url) => {
    const response = await app.inject({ url })
    expect([response.statusCode, response.body]).toEqual([200, '<!doctype html><title>console</title>'])
    expect(response.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8' })
    expect(response.headers['content-security-policy']).toContain("script-src 'self'")
  },
)

test('assets are kept for ever, the service worker is not', async () => {
  expect((await app.inject({ url: '/console/assets/main-1a2b.js' })).headers['cache-control']).toBe(
    'public, max-age=31536000, immutable',
  )
  expect((await app.inject({ url: '/console/sw.js' })).headers['cache-control']).toBe('no-cache')
})

test.each([
  '/console/assets/gone.js',
  '/console/../package.json',
  '/console/%2e%2e/%2e%2e/etc/passwd',
  '/field',
  '/nowhere',
])('%s is not found', async (url) => {
  const response = await app.inject({ url })
  expect(response.statusCode).toBeGreaterThanOrEqual(400)
  expect(response.body).not.toContain('root:')
  if (response.statusCode === 404) expect(response.json()).toMatchObject({ code: 'route.not_found' })
})

test('the first page leads to the three others in both languages', async () => {
  const { body, headers } = await app.inject({ url: '/' })
  for (const text of ['href="/console"', 'href="/field"', 'href="/r"', '居民', 'Residents'])
    expect(body).toContain(text)
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
})
