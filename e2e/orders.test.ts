import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { expectAccessible, launch, open, DESK, SMALL_DESK } from './browser.ts'
import { enterOffice, type Clerk } from './office.ts'
import { enterConsole } from './people.ts'
import { startServer, type RunningServer } from './server.ts'
import { reportMatter, unitNamed } from './stage.ts'

const PICTURES = process.env['PICTURES_TO']
/** An order is settled by the job that follows tickets, every ten seconds. */
const SOON_MS = 40_000

let server: RunningServer
let browser: Browser
let zhao: Clerk
let wang: Clerk
let cityManagement: string
const faults: string[] = []

beforeAll(async () => {
  server = await startServer()
  browser = await launch()
  zhao = await enterOffice(server.url, 'zhao')
  wang = await enterOffice(server.url, 'wang')
  cityManagement = await unitNamed(zhao, '城市管理局')
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const picture = async (page: Page, name: string): Promise<void> => {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` })
}
const desk = async (name: string, size = DESK): Promise<Page> => {
  const { page } = await open(browser, size, faults)
  await enterConsole(page, server.url, name)
  return page
}
async function heldMatter(description: string): Promise<string> {
  const { id } = await reportMatter(server.url, { description })
  await zhao.give(id, { kind: 'dispatch', classCode: 'E0104', unitId: cityManagement })
  return id
}

describe('supervision', () => {
  it('is ordered on a matter, shown to the department, and settled by its result', async () => {
    const id = await heldMatter('荷花路口垃圾成堆没人清')
    const page = await desk('陈主任')
    await page.goto(`${server.url}/console/orders`)
    await page.getByText('没有督办单').waitFor()
    await expectAccessible(page, 'orders, none yet')

    await page.goto(`${server.url}/console/tickets/${id}`)
    const card = page.locator('section').filter({ has: page.getByRole('heading', { name: '督办与提醒' }) })
    await card.getByText('还没有提醒').waitFor()
    await card.getByRole('button', { name: /督\s?办/ }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('督办理由').fill('群众多次反映，请限期清理')
    await expectAccessible(page, 'form of an order')
    await picture(page, 'order-form')
    await form.getByRole('button', { name: '下达督办单' }).click()
    await card.getByText('办理中').waitFor()
    await expectAccessible(page, 'supervision of a ticket')

    const theirs = await desk('王磊', SMALL_DESK)
    await theirs.getByRole('link', { name: '督办', exact: true }).click()
    const line = theirs.getByRole('row').filter({ hasText: '群众多次反映' })
    await line.getByText('办理中').waitFor()
    expect(await line.getByRole('button', { name: /撤\s?回/ }).count()).toBe(0)
    await wang.give(id, { kind: 'resolve', publicReply: '已清运并安排每日巡查' })
    // A result may still be sent back: the order is settled once it is verified.
    await line.getByText('待核查').first().waitFor({ timeout: SOON_MS })
    await zhao.give(id, { kind: 'verify' })
    await line.getByText('按时办结').waitFor({ timeout: SOON_MS })
    await expectAccessible(theirs, 'orders')
    await picture(theirs, 'orders')

    await page.goto(`${server.url}/console/orders`)
    await page.getByText('100%').first().waitFor()
    expect(faults).toEqual([])
  })

  it('is ordered on several matters of the list, and withdrawn with a reason', async () => {
    for (const what of ['一号楼前垃圾', '二号楼前垃圾']) await heldMatter(`${what}堆了三天`)
    const page = await desk('赵敏')
    await page.getByText('全部在办').first().click()
    for (const what of ['一号楼前垃圾', '二号楼前垃圾'])
      await page.getByRole('row').filter({ hasText: what }).first().getByRole('checkbox').check()
    await page
      .locator('.lc-bulk-bar')
      .getByRole('button', { name: /督\s?办/ })
      .click()
    await page.getByText('督办 2 件事件').waitFor()
    await page.getByLabel('督办理由').fill('迎检前一并清理')
    await page.getByRole('button', { name: '下达督办单' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.getByRole('link', { name: '督办', exact: true }).click()
    const line = page.getByRole('row').filter({ hasText: '迎检前一并清理' })
    await line.getByText('一号楼前垃圾').waitFor()
    await line.getByRole('button', { name: /撤\s?回/ }).click()
    await page.getByLabel('撤回原因').fill('已另行安排')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /撤\s?回/ })
      .click()
    await line.getByText('已撤回').waitFor()
    expect(faults).toEqual([])
  })
})

describe('a whistle', () => {
  it('calls two departments, who sign, make contact and give a result, and is rated by the street', async () => {
    const street = await desk('孙立')
    await street.goto(`${server.url}/console/orders?tab=whistles`)
    await street.getByText('没有吹哨').waitFor()
    await street.getByRole('button', { name: /吹\s?哨/ }).click()
    const form = street.getByRole('dialog')
    await form.getByLabel('什么事').fill('许庄夜市占道经营，需联合执法')
    await form.getByLabel('在哪里').fill('许庄街口')
    await form.getByLabel('呼叫部门').click()
    for (const name of ['城市管理局', '城乡水务局'])
      await street.locator('.ant-select-item-option', { hasText: name }).first().click()
    await form.getByLabel('什么事').click()
    await expectAccessible(street, 'form of a whistle')
    await form.getByRole('button', { name: /吹\s?哨/ }).click()
    await street.getByText('应哨中').waitFor()

    for (const name of ['王磊', '孙洋']) {
      const page = await desk(name)
      await page.goto(`${server.url}/console/orders?tab=whistles`)
      await page.getByRole('button', { name: /签\s?到/ }).click()
      await page.getByLabel('联系情况').fill('已与街道联系，今晚到场')
      await page.getByLabel('联系情况').press('Enter')
      await page.getByLabel('办理结果').fill('已清理并劝离')
      await page.getByLabel('办理结果').press('Enter')
      await page.getByText('已清理并劝离').first().waitFor()
      await expectAccessible(page, `whistle of ${name}`)
      await picture(page, `whistle-${name}`)
      await page.context().close()
    }

    // Live: the street sees the answers without asking again.
    await street.getByText('待评价').waitFor()
    for (const rated of [1, 2]) {
      const rating = street
        .locator('.lc-whistle-units > li')
        .filter({ has: street.getByLabel('评价（可以不写）') })
        .first()
      await rating.getByRole('radio').nth(4).click()
      await rating.getByLabel('评价（可以不写）').fill('来得快')
      await rating.getByRole('button', { name: /提\s?交/ }).click()
      await street
        .getByText('5 分（满分 5 分）')
        .nth(rated - 1)
        .waitFor()
    }
    await street.getByText('已评价').waitFor()
    expect(await street.getByText('5 分（满分 5 分）').count()).toBe(2)
    await expectAccessible(street, 'whistles')
    await picture(street, 'whistles')
    expect(faults).toEqual([])
  })
})

describe('units whose time is over', () => {
  it('have a list that counts units and never persons', async () => {
    const page = await desk('王磊')
    await page.goto(`${server.url}/console/orders?tab=units`)
    await page.getByText('只统计单位，不统计个人').waitFor()
    await expectAccessible(page, 'units')
    await picture(page, 'units')
    expect(faults).toEqual([])
  })
})
