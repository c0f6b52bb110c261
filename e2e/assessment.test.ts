import { readFile, rm } from 'node:fs/promises'

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { DESK, expectAccessible, launch, open } from './browser.ts'
import { faultsInEveryLook } from './every-look.ts'
import { enterConsole } from './people.ts'
import { newDataDir, startServer, type RunningServer } from './server.ts'

/** Two weeks: more than the five working days of the objections. */
const LATER_MS = 14 * 86_400_000
const UNIT = '城市管理局'

let dataDir: string
let server: RunningServer
let browser: Browser
const faults: string[] = []

/** The same district, some time later: the server ends and starts again with its clock moved. */
async function startAhead(ahead_ms: number): Promise<void> {
  await server?.stop()
  server = await startServer({
    DATA_DIR: dataDir,
    DEMO_TICKETS: '1500',
    NODE_ENV: 'test',
    TEST_CLOCK_OFFSET_MS: String(ahead_ms),
  })
}

async function at(name: string): Promise<Page> {
  const { page } = await open(browser, DESK, faults)
  await enterConsole(page, server.url, name)
  await page.goto(`${server.url}/console/assessments`)
  await page.getByRole('heading', { name: '考核' }).waitFor()
  return page
}

const save = (page: Page) =>
  page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s*存/ })
    .click()
const itemRow = (page: Page, item: string) => page.getByRole('region', { name: UNIT }).getByRole('row', { name: item })
const leave = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

beforeAll(async () => {
  dataDir = await newDataDir('assessment')
  await startAhead(0)
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

describe('the assessment of a month', { timeout: 300_000 }, () => {
  it('is counted, explained to the ticket, marked, shown, objected to, answered and published', async () => {
    const chen = await at('陈主任')
    await chen.getByText('还没有考核').waitFor()
    // A way of scoring of the district: made of one that is handed out, a hundred points or none.
    await chen.getByRole('button', { name: '计分办法' }).click()
    await chen.getByRole('button', { name: '以此为底，制定本区办法' }).click()
    const points = (name: string) => chen.getByRole('spinbutton', { name: `${name} 满分` })
    await points('按期办结').fill('20')
    await chen.getByText('满分合计 95 分，应为 100 分').waitFor()
    await points('群众满意').fill('15')
    await chen.getByText('满分合计 100 分', { exact: true }).waitFor()
    await expectAccessible(chen, 'own way of scoring')
    await save(chen)
    await chen.getByText(/陈主任 制定于/).waitFor()
    await leave(chen)

    await chen.getByRole('button', { name: '开始考核' }).click()
    await chen.getByRole('dialog').getByRole('radio', { name: '部门' }).check()
    await save(chen)
    await chen.getByText(/计分已完成/).waitFor({ timeout: 60_000 })
    await chen.getByRole('button', { name: UNIT }).click()

    // What was counted is what the list of its basis says.
    const kept = itemRow(chen, '按期办结')
    const [, hits, due] = /(\d+) \/ (\d+)/.exec(await kept.innerText()) ?? []
    expect(Number(due)).toBeGreaterThan(Number(hits))
    await kept.getByRole('button', { name: '依据' }).click()
    const basis = chen.getByRole('dialog').getByRole('listitem')
    await basis.first().waitFor()
    expect(await basis.count()).toBe(Number(due))
    expect(await basis.filter({ hasText: '未达到' }).count()).toBe(Number(due) - Number(hits))
    expect(await basis.first().getByRole('link').getAttribute('href')).toMatch(/\/console\/tickets\//)
    await expectAccessible(chen, 'basis')
    await leave(chen)

    await itemRow(chen, '日常工作评分').getByRole('button', { name: '评分' }).click()
    await chen.getByRole('dialog').getByRole('spinbutton').fill('80')
    await chen.getByRole('dialog').locator('textarea').fill('台账齐全，例会按时')
    await save(chen)
    await itemRow(chen, '日常工作评分').getByText('16 / 20').waitFor()
    expect(await faultsInEveryLook(chen, 'assessment', 'desk')).toEqual([])
    await chen.getByRole('button', { name: '预告' }).click()
    await chen.getByText(/异议期到/).waitFor()

    // The department sees its own, without a place, and objects.
    const wang = await at('王磊')
    await wang.getByText(/这是预告，只显示本单位/).waitFor()
    expect(await wang.locator('.lc-plain-link').allInnerTexts()).toEqual([UNIT])
    await itemRow(wang, '按期办结').getByRole('button', { name: '提出异议' }).click()
    await wang.getByRole('dialog').locator('textarea').fill('台风停工三天，请予剔除')
    await save(wang)
    await wang.getByText('待答复', { exact: true }).waitFor()
    await expectAccessible(wang, 'objection')

    // Nothing is published over an objection, nor before its time.
    await chen.reload()
    await chen.getByRole('button', { name: '公布' }).click()
    await chen.getByText(/异议期未满|没有答复/).waitFor()
    await chen.getByRole('button', { name: /^答\s*复$/ }).click()
    await chen.getByRole('dialog').getByRole('radio', { name: '异议成立', exact: true }).check()
    await chen.getByRole('dialog').getByRole('checkbox').first().check()
    await chen.getByRole('dialog').locator('textarea').fill('属实，予以剔除')
    await save(chen)
    await chen.getByText('异议成立', { exact: true }).waitFor()
    await chen.getByRole('button', { name: UNIT }).click()
    await itemRow(chen, '按期办结').getByText('剔除 1').waitFor()

    await startAhead(LATER_MS)
    const later = await at('陈主任')
    await later.getByRole('button', { name: '公布' }).click()
    await later.getByText(/已于 .* 公布/).waitFor()
    const reader = await at('王磊')
    await reader.getByText(/已于 .* 公布/).waitFor()
    expect(await reader.locator('.lc-plain-link').count()).toBeGreaterThan(1)
    await reader.getByRole('columnheader', { name: '名次' }).waitFor()
    const [download] = await Promise.all([
      reader.waitForEvent('download'),
      reader.getByRole('link', { name: '导出 CSV' }).click(),
    ])
    expect(await readFile(await download.path(), 'utf8')).toContain(`,${UNIT},`)
    expect(faults).toEqual([])
  })
})
