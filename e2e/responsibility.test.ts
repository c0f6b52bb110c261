import { rm } from 'node:fs/promises'

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { DESK, expectAccessible, launch, open } from './browser.ts'
import { workFor } from './field-work.ts'
import { enterOffice } from './office.ts'
import { enterConsole } from './people.ts'
import { newDataDir, startServer, type RunningServer } from './server.ts'
import { enterNextYear } from './stage.ts'

const PICTURES = process.env['PICTURES_TO']
/** More than enough for the clock of the class to run out and for every reminder after it. */
const LATER_MS = 21 * 86_400_000
const PATIENCE_MS = 60_000

let dataDir: string
let server: RunningServer
let browser: Browser
let matterId: string
const faults: string[] = []

beforeAll(async () => {
  dataDir = await newDataDir('responsibility')
  server = await startServer({ DATA_DIR: dataDir })
  await enterNextYear(server.url)
  matterId = await (await workFor(server.url, 'lin')).give('东街垃圾清运拖延')
  await (await enterOffice(server.url, 'lin')).give(matterId, { kind: 'escalate', reason: '需要社区协调清运' })
  // The community lets it lie: the same district, three weeks later.
  await server.stop()
  server = await startServer({ DATA_DIR: dataDir, NODE_ENV: 'test', TEST_CLOCK_OFFSET_MS: String(LATER_MS) })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const picture = async (page: Page, name: string): Promise<void> => {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true })
}

async function at(name: string, tab?: string): Promise<Page> {
  const { page } = await open(browser, DESK, faults)
  page.setDefaultTimeout(PATIENCE_MS)
  await enterConsole(page, server.url, name)
  if (tab !== undefined) await page.goto(`${server.url}/console/responsibility?tab=${tab}`)
  return page
}

/** The case on the page of somebody who looks at a list. */
const caseOn = (page: Page) => page.getByRole('article')

/** Presses a button of the case, fills in the words, sends. */
async function act(page: Page, what: RegExp, words: string, choice?: string): Promise<void> {
  await caseOn(page).getByRole('button', { name: what }).click()
  const form = page.getByRole('dialog')
  if (choice !== undefined) await form.getByText(choice, { exact: true }).click()
  await form.getByRole('textbox').fill(words)
  await picture(page, `form-${words}`)
  await form.getByRole('button', { name: /保\s?存/ }).click()
  await form.waitFor({ state: 'detached' })
}

it('an overdue matter is traced, proposed, heard, decided, appealed, answered and lifted, each by whom it concerns', async () => {
  const street = await at('孙立')
  await street.goto(`${server.url}/console/tickets/${matterId}`)
  const trace = street.getByRole('region', { name: '责任倒查' })
  await trace.getByRole('heading', { name: '责任倒查' }).click()
  await trace.getByText('尚未解决').waitFor()
  const holders = trace.getByRole('list', { name: '逐段持有情况' })
  await holders.getByText('通报', { exact: false }).waitFor()
  await expectAccessible(street, 'trace of a ticket')
  await picture(street, 'trace')
  await trace.getByRole('button', { name: '提出责任建议' }).click()
  const form = street.getByRole('dialog')
  await form.getByText('只是建议').waitFor()
  await form.getByLabel('为什么提出').fill('通报后仍未清运')
  await expectAccessible(street, 'form of a proposal')
  await picture(street, 'draft')
  await form.getByRole('button', { name: /保\s?存/ }).click()
  await trace.getByText('听取意见中').waitFor()

  // The unit concerned sees its own and speaks; nobody could decide before.
  const unit = await at('李红', 'hearing')
  await caseOn(unit).getByText('不是结论').waitFor()
  await picture(unit, 'hearing')
  await act(unit, /申\s?辩/, '清运车辆检修')
  await unit.getByText('没有正在听取意见的建议').waitFor()

  await street.goto(`${server.url}/console/responsibility`)
  await caseOn(street).getByText('清运车辆检修').waitFor()
  await expectAccessible(street, 'case to be decided')
  await act(street, /^认\s?定/, '已多次催办', '约谈')
  await street.getByText('没有等待认定的建议').waitFor()

  await unit.goto(`${server.url}/console/responsibility?tab=inForce`)
  await act(unit, /申\s?诉/, '车辆由街道调配')
  await caseOn(unit).getByText('申诉待答复').waitFor()
  expect(await caseOn(unit).getByRole('button').count()).toBe(0)

  // Who decided cannot answer, only give way.
  await street.goto(`${server.url}/console/responsibility?tab=inForce`)
  await caseOn(street).getByText('到期没有答复，措施自动解除').waitFor()
  expect(await caseOn(street).getByRole('button').allInnerTexts()).toEqual([expect.stringMatching(/^解\s?除$/)])
  const chief = await at('陈主任', 'inForce')
  await act(chief, /答复申诉/, '街道已另派车辆', '维持')
  await caseOn(chief).getByText('维持，生效中').waitFor()
  await picture(chief, 'in-force')
  await act(chief, /解\s?除/, '已整改到位')
  await chief.getByText('没有生效中的措施').waitFor()
  await chief.getByRole('tab', { name: /已结束 1/ }).click()
  await caseOn(chief).getByText('已整改到位').waitFor()
  await expectAccessible(chief, 'case that is over')
  await picture(chief, 'over')

  // Every part of the rules is theirs to change, without a mouse.
  await chief.getByRole('tab', { name: '规则' }).click()
  await chief.getByRole('button', { name: '修改规则' }).press('Enter')
  const rules = chief.getByRole('dialog')
  await rules.getByLabel('超期最久的单位').press('ArrowDown')
  await rules.getByLabel('比首要责任轻 1 级').press('ArrowUp')
  await rules.getByLabel('答复申诉').fill('5')
  await rules.getByLabel('为什么修改').fill('按区里要求，网格先负责')
  await expectAccessible(chief, 'form of the rules')
  await picture(chief, 'rules-form')
  await rules.getByLabel('答复申诉').press('Enter')
  await rules.waitFor({ state: 'detached' })
  await chief.getByText('规则第 1 版').waitFor()
  for (const told of ['超期单位中层级最低的', '与首要责任相同', '5 个工作日'])
    await chief.getByText(told, { exact: true }).waitFor()

  // Praise is recorded with the same care and seen by all.
  await chief.getByRole('tab', { name: '表扬' }).click()
  await chief.getByRole('button', { name: /表\s?扬/ }).click()
  const praise = chief.getByRole('dialog')
  await praise.getByRole('combobox').fill('许庄街道')
  await chief.locator('.ant-select-item-option').first().click()
  await praise.getByLabel('为什么表扬').fill('主动调车，当日清完')
  await praise.getByRole('button', { name: /保\s?存/ }).click()
  await chief.getByText('主动调车，当日清完').waitFor()
  await expectAccessible(chief, 'commendations')
  await picture(chief, 'praise')
  expect(faults).toEqual([])
})
