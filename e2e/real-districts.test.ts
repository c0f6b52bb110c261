import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { DESK, expectAccessible, launch, open } from './browser.ts'
import { startServer, type RunningServer } from './server.ts'

/** Outlines of real districts may not be shipped; the test reads them from beside the repository where they are. */
const DATA = process.env['LIANXIN_SHARED_DATA'] ?? fileURLToPath(new URL('../../shared/data', import.meta.url))
const OUTLINES = `${DATA}/boundaries/zhengzhou-districts.gcj02.geojson`
const PASSWORD = 'Qiao-liang 2026'

let server: RunningServer
let browser: Browser
beforeAll(async () => {
  server = await startServer({ DEMO: 'none', DISTRICT: '410100' })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe('a real city, from nothing', () => {
  it.runIf(existsSync(OUTLINES))(
    'imports its 12 districts, opens the first account by the printed link and shows them on the map',
    async () => {
      const printed = await server.lianxin(
        'grid',
        'import',
        OUTLINES,
        '--crs',
        'GCJ02',
        '--district-name',
        '郑州市',
        '--activate',
      )
      expect(printed).toMatch(/12/)
      const link = /system-admin\S*\s+(\S+)/.exec(server.said())?.[1] ?? ''
      const faults: string[] = []
      const { page } = await open(browser, DESK, faults)
      await page.goto(new URL(link, server.url).href)
      const fields = page.locator('input[type=password]')
      await fields.first().waitFor()
      await expectAccessible(page, 'one-time link')
      await fields.nth(0).fill(PASSWORD)
      await fields.nth(1).fill(PASSWORD)
      await page.getByRole('button', { name: '保存密码' }).click()
      await page.getByText('去登录').click()
      await page.getByLabel('登录名').fill('system-admin')
      await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
      await page.getByRole('button', { name: /登\s*录/ }).click()
      await page.getByText('郑州市').first().waitFor()
      await page.goto(`${server.url}/console/map`)
      await page.getByText('镇街', { exact: true }).click()
      for (const name of ['中原区', '金水区', '巩义市', '登封市']) await page.getByText(name).first().waitFor()
      expect(faults).toEqual([])
    },
  )
})
