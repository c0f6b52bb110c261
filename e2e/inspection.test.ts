import { randomUUID } from 'node:crypto'

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { DESK, expectAccessible, launch, open, PHONE } from './browser.ts'
import { enterOffice } from './office.ts'
import { startServer, type RunningServer } from './server.ts'
import { reportMatter, ticketOf, unitNamed } from './stage.ts'

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
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true })
}

/** Enters where the person's work begins, and opens a screen. */
async function enter(name: string, path: string, size = DESK): Promise<Page> {
  const { page } = await open(browser, size, faults)
  await page.goto(`${server.url}/console/`)
  await page
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click()
  await page.getByRole('navigation').first().waitFor()
  await page.goto(`${server.url}/console${path}`)
  return page
}

it('a closed matter is drawn, found to be not as told by a citizen, and is open again', async () => {
  const [zhao, wang, chen] = await Promise.all(['zhao', 'wang', 'chen'].map((who) => enterOffice(server.url, who)))
  if (!zhao || !wang || !chen) throw new Error('nobody there')
  const unitId = await unitNamed(zhao, '城市管理局')
  const { id, number } = await reportMatter(server.url, { description: '荷花路口垃圾成堆没人清' })
  await zhao.give(id, { kind: 'dispatch', classCode: 'E0104', unitId })
  await wang.give(id, { kind: 'resolve', publicReply: '已清运并安排每日巡查' })
  await chen.give(id, { kind: 'verify' })
  await chen.give(id, { kind: 'close' })

  const leader = await enter('陈主任', '/inspections')
  await leader.getByText('还没有抽查').waitFor()
  await expectAccessible(leader, 'samples, none yet')
  await leader.getByRole('button', { name: '抽取样本' }).click()
  const form = leader.getByRole('dialog')
  await form.getByRole('radio', { name: '按比例' }).check()
  await form.getByLabel('百分之几').fill('100')
  await form.getByLabel('结案日期从').fill(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10))
  await form.getByLabel('督查人员').click()
  await leader.locator('.ant-select-item-option', { hasText: '韩梅' }).click()
  await form.getByText('按什么分层').click()
  await expectAccessible(leader, 'form of a draw')
  await picture(leader, 'draw-form')
  await form.getByRole('button', { name: /保\s?存/ }).click()
  await leader.getByText('结果一致').waitFor()
  await leader.getByRole('row').filter({ hasText: number }).getByText('待复核').waitFor()
  await expectAccessible(leader, 'a draw')
  await picture(leader, 'draw')

  const citizen = await enter('韩梅', '/inspections', PHONE)
  const card = citizen.getByRole('listitem', { name: number })
  await card.getByText('已清运并安排每日巡查').first().waitFor()
  await card.getByRole('radio', { name: '不属实' }).check()
  await card.getByLabel('看到的情况').fill('垃圾还在，没有清运')
  await expectAccessible(citizen, 'a check')
  await picture(citizen, 'check-phone')
  await card.getByRole('button', { name: '记录结果' }).click()
  await card.getByText('已重新打开').waitFor()
  await citizen.context().close()

  expect(await ticketOf(zhao, id)).toMatchObject({ state: 'filed', closedAt: null })
  await leader.reload()
  await leader.getByRole('row').filter({ hasText: number }).getByText('不属实').waitFor()
  await picture(leader, 'draw-done')
  expect(faults).toEqual([])
})

it('a department plans a clinic and records that it was held; residents of the grid read of it', async () => {
  const wang = await enterOffice(server.url, 'wang')
  const { items } = await wang.get<{ items: { id: string }[] }>('/grids?level=2&limit=1')
  const gridId = items[0]?.id ?? ''
  const today = new Date(Date.now() + 8 * 3_600_000)
  await wang.send('PUT', `/clinics/${randomUUID()}`, {
    gridId,
    weekday: today.getUTCDay() || 7,
    fromMinute: 840,
    toMinute: 1020,
    place: '社区一楼服务大厅',
    matters: '占道、垃圾、广告牌',
    from: new Date(today.getTime() - 14 * 86_400_000).toISOString().slice(0, 10),
    to: null,
  })
  const page = await enter('王磊', '/field-plans')
  const card = page.getByRole('listitem').filter({ hasText: '社区一楼服务大厅' })
  await card
    .getByRole('button', { name: /记\s?录/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: '已坐诊' }).check()
  await expectAccessible(page, 'form of a day of a clinic')
  await dialog.getByRole('button', { name: /保\s?存/ }).click()
  await card.getByText('已坐诊 1 次').waitFor()
  await expectAccessible(page, 'clinics')
  await picture(page, 'clinics')
  await page.getByRole('button', { name: '安排坐诊' }).click()
  await expectAccessible(page, 'form of a clinic')
  await picture(page, 'clinic-form')
  await page.goto(`${server.url}/console/field-plans?tab=plans`)
  await page.getByRole('button', { name: '制定计划' }).click()
  await dialog.getByLabel('要解决什么').fill('老旧小区下水改造进度')
  await dialog.getByRole('button', { name: /保\s?存/ }).click()
  await page.getByRole('row').filter({ hasText: '老旧小区下水改造进度' }).getByText('进行中').waitFor()
  await expectAccessible(page, 'plans')
  await picture(page, 'plans')
  await page.goto(`${server.url}/console/grid-card/${gridId}`)
  await page.getByText('社区一楼服务大厅').waitFor()
  await picture(page, 'grid-card')
  const resident = (await open(browser, PHONE, faults)).page
  await resident.addInitScript(`localStorage.setItem('lianxin.resident.grid', '${gridId}')`)
  await resident.goto(`${server.url}/r/grid`)
  await resident.getByText('社区一楼服务大厅').waitFor()
  await expectAccessible(resident, 'clinics of one’s grid')
  await picture(resident, 'resident-clinics')
  expect(faults).toEqual([])
})
