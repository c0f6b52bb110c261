import { readFile } from 'node:fs/promises'

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { DESK, launch, open, SMALL_DESK } from './browser.ts'
import { enterConsole } from './people.ts'
import { startServer, type RunningServer } from './server.ts'

const PATIENCE_MS = 60_000
/** The demo year ends today. */
const YEAR = `from=${new Date().getFullYear()}-01-01&to=${new Date().getFullYear()}-12-31`
const PICTURES = process.env['PICTURES_TO']

let server: RunningServer
let browser: Browser
const faults: string[] = []

beforeAll(async () => {
  // Enough for a month in which something was passed up.
  server = await startServer({ DEMO_TICKETS: '1500' })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const picture = async (page: Page, name: string): Promise<void> => {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` })
}

async function at(name: string, size = DESK, locale = 'zh-CN'): Promise<Page> {
  const { page } = await open(browser, size, faults, locale)
  page.setDefaultTimeout(PATIENCE_MS)
  await enterConsole(page, server.url, name)
  return page
}

/** Shown, and nothing from before is still being counted. */
async function loaded(page: Page): Promise<void> {
  await page.locator('.lc-stack[aria-busy="false"] .lc-figures').waitFor()
  await page.locator('.lc-figures-page .lx-notice').waitFor({ state: 'detached' })
}

/** The number of a link, as it is read out: the name of its row and column, then the number. */
async function numberOf(page: Page, name: string): Promise<number> {
  const text = await page.getByRole('link', { name: new RegExp(`^${name} `) }).innerText()
  return Number(text.replaceAll(',', ''))
}

/** Goes to the tickets behind a number and counts what the list says. */
async function countBehind(page: Page, name: string): Promise<number> {
  const address = page.url()
  await page.getByRole('link', { name: new RegExp(`^${name} `) }).click()
  await page.waitForURL(/\/console\/queue/)
  await page.locator('.lc-table[aria-busy="false"]').waitFor()
  const figure = new URL(page.url()).searchParams.get('figure') ?? ''
  const found = await page.evaluate<number>(
    `fetch('/api/v1/ticket-found?list=all&figure=' + encodeURIComponent(${JSON.stringify(figure)})).then((answer) => answer.json()).then(({ found }) => found)`,
  )
  const rows = Number(await page.getByRole('grid').first().getAttribute('aria-rowcount'))
  expect([found, found + 1]).toContain(rows) // the heading is a row of the grid
  await page.goto(address)
  await loaded(page)
  return found
}

describe('the statistics', () => {
  it('are opened, asked for other days and told apart otherwise; each number leads to as many tickets', async () => {
    const page = await at('赵敏')
    await page.getByRole('link', { name: '统计' }).click()
    await loaded(page)
    expect(page.url()).toMatch(/from=\d{4}-\d\d-\d\d/)
    await page.getByText('上月', { exact: true }).click()
    await page.waitForURL((address) => address.searchParams.get('from')?.endsWith('-01') === true)
    await loaded(page)
    await picture(page, 'figures-unit')
    for (const figure of ['受理', '上报', '办结']) {
      const name = `合计 ${figure}`
      expect([figure, await countBehind(page, name)]).toEqual([figure, await numberOf(page, name)])
    }
    const [received, dispatched, up] = [
      await numberOf(page, '合计 受理'),
      await numberOf(page, '合计 派发'),
      await numberOf(page, '合计 上报'),
    ]
    expect(dispatched + up).toBe(received)
    await page.locator('.ant-radio-button-wrapper', { hasText: '类别' }).click()
    await page.waitForURL(/groupBy=class/)
    await loaded(page)
    const first = (await page.locator('.lc-figures tbody th').first().innerText()).trim()
    const name = `${first} 受理`
    expect(await countBehind(page, name)).toBe(await numberOf(page, name))
    expect(await numberOf(page, '合计 受理')).toBe(received)
    await page.context().close()
  })

  it('are the same for whoever opens the address', async () => {
    const page = await at('赵敏')
    await page.goto(`${server.url}/console/figures?${YEAR}&groupBy=month`)
    await loaded(page)
    await page.getByRole('img', { name: /走势/ }).waitFor()
    const own = await page.locator('.lc-figures').innerText()
    await picture(page, 'figures-month')
    const other = await at('陈主任')
    await other.goto(page.url())
    await loaded(other)
    expect(await other.locator('.lc-figures').innerText()).toBe(own)
    await page.context().close()
    await other.context().close()
  })

  it('come as files', async () => {
    const page = await at('赵敏')
    await page.goto(`${server.url}/console/figures?${YEAR}&groupBy=channel`)
    await loaded(page)
    const received = await numberOf(page, '合计 受理')
    const [csv] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出 CSV' }).click(),
    ])
    const lines = (await readFile(await csv.path(), 'utf8')).trim().split('\n')
    expect(csv.suggestedFilename()).toBe(`统计-${YEAR.replace('from=', '').replace('&to=', '-')}.csv`)
    expect(lines.at(-1)).toMatch(new RegExp(`^合计,${received},`))
    const [book] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出 Excel' }).click(),
    ])
    expect((await readFile(await book.path())).subarray(0, 2).toString()).toBe('PK')
    await page.context().close()
  })

  it('of a department are its own, in English too, and say so when there are none', async () => {
    const page = await at('王磊', SMALL_DESK, 'en-US')
    await page.goto(`${server.url}/console/figures?${YEAR}`)
    await loaded(page)
    expect(await page.locator('.lc-figures tbody th').allInnerTexts()).toHaveLength(1)
    await picture(page, 'figures-en')
    await page.goto(`${server.url}/console/figures?from=2020-01-01&to=2020-01-31`)
    await page.getByText('Nothing to count in these days').waitFor()
    await page.goto(`${server.url}/console/figures?from=2020-01-01&to=2023-01-31`)
    await page.getByText('two years').waitFor()
    await page.context().close()
  })
})
