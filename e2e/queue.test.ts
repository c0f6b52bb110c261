import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { DESK, expectAccessible, launch, open } from './browser.ts'
import { enterConsole } from './people.ts'
import { startServer, type RunningServer } from './server.ts'

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

/** The queue as one person sees it, at an address. */
async function queueOf(name: string, query = 'list=all'): Promise<Page> {
  const { page } = await open(browser, DESK, faults)
  await enterConsole(page, server.url, name)
  await page.goto(`${server.url}/console/queue?${query}`)
  await rows(page).first().waitFor()
  return page
}
const rows = (page: Page) => page.locator('.lc-row[data-condition]')
const cursor = (page: Page) => page.locator('.lc-row[data-cursor="true"]')
const wordsOf = (page: Page): URLSearchParams => new URL(page.url()).searchParams

describe('the queue', () => {
  it('keeps its filters in the address, takes them off one by one, and goes back', async () => {
    const page = await queueOf('赵敏', 'list=all&state=closed&channel=hotline12345')
    const chips = page.getByRole('list', { name: '正在使用的筛选' })
    await chips.getByText('12345 热线').waitFor()
    await chips.getByRole('button', { name: /去掉筛选：12345 热线/ }).click()
    await page.waitForURL((url) => !url.searchParams.has('channel'))
    expect(wordsOf(page).get('state')).toBe('closed')
    await page.goBack()
    await page.waitForURL((url) => url.searchParams.get('channel') === 'hotline12345')
    await page.getByRole('button', { name: '清除全部筛选' }).first().click()
    await page.waitForURL((url) => !url.searchParams.has('state') && !url.searchParams.has('channel'))
    await expectAccessible(page, 'queue')
    await page.context().close()
  })

  it('is gone through by the keyboard: move, tick a range, open, close, another list', async () => {
    const page = await queueOf('赵敏')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('X')
    expect(await page.locator('.lc-row[aria-selected="true"]').count()).toBe(3)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.searchParams.has('ticket'))
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => !url.searchParams.has('ticket'))
    await page.keyboard.press('g')
    await page.keyboard.press('w')
    await page.waitForURL((url) => url.searchParams.get('list') === 'open')
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('工作清单（未打开事件时）').waitFor()
    await page.context().close()
  })

  it('keeps a view, which a colleague of the unit opens and cannot change', async () => {
    const page = await queueOf('赵敏', 'list=all&channel=hotline12345')
    await page.getByRole('button', { name: '视图', exact: true }).click()
    await page.getByText('另存为视图…').click()
    await page.getByLabel('名称').fill('热线来件')
    await page.getByText('与本单位共享').click()
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page.waitForURL((url) => url.searchParams.has('view'))
    const colleague = await queueOf('钱芳')
    const views = colleague.getByRole('region', { name: '保存的视图' })
    await views.getByRole('link', { name: /热线来件/ }).click()
    await colleague.waitForURL((url) => url.searchParams.get('channel') === 'hotline12345')
    await views.getByRole('button', { name: '视图“热线来件”的操作' }).click()
    await colleague.getByRole('menuitem', { name: /复制链接/ }).waitFor()
    expect(await colleague.getByRole('menuitem', { name: '删除' }).count()).toBe(0)
    await colleague.context().close()
    await page.context().close()
  })

  it('keeps the chosen columns after the page is loaded again', async () => {
    const page = await queueOf('赵敏')
    await page.getByRole('button', { name: '列', exact: true }).click()
    await page.getByRole('checkbox', { name: '来源' }).check()
    await page.getByRole('columnheader', { name: '来源' }).waitFor()
    await page.reload()
    await page.getByRole('columnheader', { name: '来源' }).waitFor()
    await page.context().close()
  })

  it('points from the list to the map, and narrows the list to what the map shows', async () => {
    const page = await queueOf('赵敏')
    await page.keyboard.press('m')
    await page.locator('.lc-list-map[data-ready="true"]').waitFor({ timeout: 60_000 })
    await page.keyboard.press('j')
    await cursor(page).waitFor()
    await page.locator('.lc-map-chosen strong').waitFor()
    await page.getByRole('switch').click()
    await page.waitForURL((url) => url.searchParams.has('bbox'))
    await page.getByText('只看地图范围', { exact: true }).waitFor()
    await expectAccessible(page, 'queue with map')
    await page.context().close()
  })

  it('prints its name, its filters and how many are not listed, without what stands around it', async () => {
    const page = await queueOf('赵敏', 'list=all&state=closed')
    await page.emulateMedia({ media: 'print' })
    const sheet = page.getByRole('region', { name: '打印稿' })
    await sheet.getByText(/筛选：已结案/).waitFor()
    await sheet.getByText(/件/).first().waitFor()
    expect(await page.locator('.lc-lists').isVisible()).toBe(false)
    await page.context().close()
  })

  it('had no fault on any page', () => expect(faults).toEqual([]))
})
