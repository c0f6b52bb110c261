import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { expect, test } from 'vitest'

import { ConfigError, describeConfig, loadConfig, VARIABLES } from './config.ts'

test('an empty environment gives the documented defaults', () => {
  expect(loadConfig({})).toMatchObject({
    port: 8080,
    host: '127.0.0.1',
    dataDir: resolve('var'),
    databaseUrl: '',
    demo: 'taibai',
    districtId: 370_890,
  })
  expect(loadConfig({ DEMO: 'zhengzhou' }).districtId).toBe(410_100)
})

test('each wrong value is named with a remedy, all at once, and no value is repeated', () => {
  const env = {
    PORT: '80x',
    DEMO: 'all',
    DATABASE_URL: 'mysql://root:hidden@db',
    UPLOAD_LIMIT: '0',
    TEST_CLOCK_OFFSET_MS: '5',
  }
  const caught: unknown = (() => {
    try {
      return loadConfig(env)
    } catch (cause) {
      return cause
    }
  })()
  expect(caught).toBeInstanceOf(ConfigError)
  const { faults, message } = caught as ConfigError
  expect(faults).toEqual([
    'PORT is not valid; write a whole number from 0 to 65535, or remove it for the default (8080)',
    'DATABASE_URL is not valid; write a value like postgres://owner:secret@db:5432/lianxin, or remove it for the default (none)',
    'DEMO is not valid; write one of taibai, zhengzhou, none, or remove it for the default (taibai)',
    'UPLOAD_LIMIT is not valid; write a whole number from 1 to 1024, or remove it for the default (20)',
    'TEST_CLOCK_OFFSET_MS moves the clock and is only for tests; remove it',
  ])
  expect(message).not.toContain('hidden')
})

test('a secret may come from a file, but not from both', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lianxin-config-'))
  const file = join(folder, 'url')
  await writeFile(file, 'postgres://owner@db/lianxin\n')
  expect(loadConfig({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://owner@db/lianxin')
  expect(() => loadConfig({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://x/y' })).toThrow('both set')
  expect(() => loadConfig({ DATABASE_URL_FILE: join(folder, 'none') })).toThrow('cannot be read')
  await rm(folder, { recursive: true })
})

test('every setting is documented', () => {
  for (const { name, about } of Object.values(VARIABLES)) {
    expect(describeConfig()).toContain(name)
    expect(about).not.toBe('')
  }
})
