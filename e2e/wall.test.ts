import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { expectAccessible, launch, open, DESK } from './browser.ts'
import { enterConsole } from './people.ts'
import { startServer, type RunningServer } from './server.ts'

const HALL = { width: 1920, height: 1080 }
/** Data older than this has a red frame (requirement of the product). */
const STALE_AFTER_MS = 15_000
const PICTURES = process.env['PICTURES_TO']

let server: RunningServer
let browser: Browser
const faults: string[] = []

beforeAll(async () => {
  server = await startServer()
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const picture = async (page: Page, name: string): Promise<void> => {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` })
}

/** The address of a new screen, set up by the dispatcher. */
async function setUp(): Promise<{ address: string; page: Page }> {
  const { page } = await open(browser, DESK, faults)
  await enterConsole(page, server.url, '赵敏')
  await page.getByRole('link', { name: '大屏', exact: true }).click()
  await page.getByText('还没有大屏').waitFor()
  await expectAccessible(page, 'walls, none yet')
  await page.getByRole('button', { name: '新建大屏' }).click()
  await page.getByLabel('挂在哪里').fill('指挥大厅')
  await picture(page, 'walls-form')
  await page.getByRole('button', { name: '保存' }).click()
  const address = (await page.locator('.lc-one-time').textContent())?.trim() ?? ''
  await picture(page, 'walls-link')
  await page.getByRole('button', { name: '已收藏' }).click()
  await page.getByRole('cell', { name: '指挥大厅' }).waitFor()
  await expectAccessible(page, 'walls')
  await picture(page, 'walls')
  return { address, page }
}

/** Reports an urgent matter by the hotline's door. */
async function reportUrgent(page: Page, words: string): Promise<void> {
  const status = await page.evaluate<number>(`(async () => {
    const answer = await fetch('/api/v1/intake', { method: 'POST',
      headers: { 'content-type': 'application/json', 'x-lianxin': '1' },
      body: JSON.stringify({ id: crypto.randomUUID(), channel: 'hotline12345', description: '${words}', urgency: 'urgent' }) })
    return answer.status
  })()`)
  expect(status).toBe(201)
}

describe('a screen in a hall', () => {
  it('needs no sign-in, turns through its views, shows urgent matters, and comes back after a lost network', async () => {
    const { address, page: desk } = await setUp()
    const { context, page } = await open(browser, HALL, faults)
    await page.goto(address)
    await page.getByRole('heading', { name: '总览' }).waitFor()
    await picture(page, 'wall-figures')
    await expectAccessible(page, 'wall')

    for (const [name, file] of [
      ['辖区地图', 'wall-map'],
      ['各单位在办', 'wall-units'],
      ['各类事件', 'wall-classes'],
    ] as const) {
      await page.keyboard.press('ArrowRight')
      await page.getByRole('heading', { name }).waitFor()
      if (file === 'wall-map') await page.locator('.lw-map path').first().waitFor()
      await expectAccessible(page, file)
      await picture(page, file)
    }
    await page.keyboard.press(' ')
    await page.getByRole('button', { name: '继续轮播' }).waitFor()

    await reportUrgent(desk, '王五家附近燃气泄漏 13900001111')
    const line = page.getByRole('alert').filter({ hasText: '紧急' })
    await line.waitFor()
    await picture(page, 'wall-urgent')
    const words = (await page.locator('body').textContent()) ?? ''
    expect(words.includes('王五') || words.includes('13900001111')).toBe(false)

    await context.setOffline(true)
    await page.locator('.lw[data-stale="true"]').waitFor({ timeout: 2 * STALE_AFTER_MS })
    await page.getByText('正在重新连接').waitFor()
    await expectAccessible(page, 'wall without a network')
    await picture(page, 'wall-stale')
    await context.setOffline(false)
    await page.locator('.lw[data-stale="false"]').waitFor()

    await desk.getByRole('button', { name: '停用' }).click()
    await desk.getByRole('button', { name: '停用' }).last().click()
    await page.getByRole('heading', { name: '这块大屏没有可用的密钥' }).waitFor()
    await expectAccessible(page, 'closed wall')
    await picture(page, 'wall-closed')
    expect(faults).toEqual([])
  })
})
