import type { TicketDetail } from '@lianxin/contract'
import type { Browser, Page } from 'playwright-core'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { api } from './api.ts'
import { DESK, launch, open } from './browser.ts'
import { enterConsoleByKeys, stepTo, writeInto } from './keys.ts'
import { startServer, type RunningServer } from './server.ts'

const LAMP = '路灯不亮已经三晚'

let server: RunningServer
let browser: Browser
beforeAll(async () => {
  server = await startServer()
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** A matter told with an address that nobody has put on the map. */
async function unlocated(page: Page, words: string): Promise<{ id: string; place: string }> {
  const { body } = await api<{ items: { name: string; kind?: string }[] }>(
    page,
    'GET',
    `/places?q=${encodeURIComponent('2号楼')}`,
  )
  const place = body.items[0]?.name ?? ''
  const id = uuidv7()
  const report = { id, channel: 'hotline12345', description: words, address: place }
  expect((await api(page, 'POST', '/intake', report)).status).toBe(201)
  return { id, place }
}

const read = async (page: Page, id: string): Promise<TicketDetail> =>
  (await api<TicketDetail>(page, 'GET', `/tickets/${id}`)).body
const kindsOf = (ticket: TicketDetail): string[] => ticket.steps.map(({ kind }) => kind)

describe('the desk by keyboard', () => {
  it('accept, classify, locate and dispatch take at most eight keystrokes, the initials of the class among them', async () => {
    const faults: string[] = []
    const { page } = await open(browser, DESK, faults)
    await enterConsoleByKeys(page, server.url, '赵敏')
    const { id, place } = await unlocated(page, `${LAMP}，请维修`)
    await stepTo(page, 'l', LAMP)

    const pressed: string[] = []
    const press = async (key: string): Promise<void> => {
      pressed.push(key)
      await page.keyboard.press(key)
    }
    const pane = page.locator('#ticket-pane')
    const active = page.locator('.ant-select-item-option-active')
    await press('Enter')
    await pane.getByRole('toolbar').waitFor()
    await press('d')
    await active.filter({ hasText: place }).waitFor()
    await press('Enter')
    await pane.locator('button:focus', { hasText: '确认定位' }).waitFor()
    await press('Enter')
    await pane.getByText('确认派单').waitFor()
    await pane.locator('input[role=combobox]:focus').waitFor()
    await press('l')
    await press('d')
    await active.filter({ hasText: '路灯' }).waitFor()
    await press('Enter')
    await pane.locator('button:focus', { hasText: '确认派单' }).waitFor()
    await press('Enter')
    await pane.getByText('待签收').first().waitFor()

    expect(pressed.length, pressed.join(' ')).toBeLessThanOrEqual(8)
    const ticket = await read(page, id)
    expect(kindsOf(ticket)).toEqual(['reported', 'located', 'classified', 'accepted', 'filed', 'dispatched'])
    expect(ticket).toMatchObject({ state: 'dispatched', className: { zh: '路灯' } })

    // A slip: the last step is taken back by one key, and done again.
    await page.keyboard.press('u')
    await pane.getByText(/^已撤销：/).waitFor()
    expect(kindsOf(await read(page, id)).at(-1)).toBe('undone')
    expect(faults).toEqual([])
  }, 180_000)

  it('with the proposed class each of the four is a command of its own, in at most eight keystrokes', async () => {
    const faults: string[] = []
    const { page } = await open(browser, DESK, faults)
    await enterConsoleByKeys(page, server.url, '赵敏')
    const words = '小区门口路灯坏了一盏'
    const { id, place } = await unlocated(page, words)
    await stepTo(page, 'l', words)
    await page.keyboard.press('Enter')
    const pane = page.locator('#ticket-pane')
    await pane.getByRole('toolbar').waitFor()

    const pressed: string[] = []
    const press = async (key: string): Promise<void> => {
      pressed.push(key)
      await page.keyboard.press(key)
    }
    const active = page.locator('.ant-select-item-option-active')
    await press('a')
    await pane.getByText('已受理').first().waitFor()
    await press('d')
    await active.filter({ hasText: place }).waitFor()
    await press('Enter')
    await pane.locator('button:focus', { hasText: '确认定位' }).waitFor()
    await press('Enter')
    await pane.getByText('确认派单').waitFor()
    await active.filter({ hasText: '推荐' }).waitFor()
    await press('Enter')
    await pane.locator('button:focus', { hasText: '确认派单' }).waitFor()
    await press('Enter')
    await pane.getByText('待签收').first().waitFor()
    expect(pressed.length, pressed.join(' ')).toBeLessThanOrEqual(8)
    const kinds = ['reported', 'accepted', 'located', 'classified', 'filed', 'dispatched']
    expect(kindsOf(await read(page, id))).toEqual(kinds)
    expect(faults).toEqual([])
  }, 180_000)

  it('a matter lives from the call to its end without a mouse', async () => {
    const faults: string[] = []
    const words = '湖东路口路灯时亮时灭'
    const zhao = await open(browser, DESK, faults)
    const { page } = zhao
    const pane = page.locator('#ticket-pane')
    const active = page.locator('.ant-select-item-option-active')
    await enterConsoleByKeys(page, server.url, '赵敏')

    // The call: palette, telephone, what, where, send.
    await page.keyboard.press('Control+k')
    await page.keyboard.type('dhdj')
    await page
      .getByRole('option', { name: /电话登记/ })
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/console\/intake/)
    await writeInto(page, page.locator('input[inputmode=tel]'), '13800000000')
    await writeInto(page, page.locator('textarea').first(), words)
    await page.keyboard.press('Control+Enter')
    await page
      .getByText(/已登记|登记成功|登记完成/)
      .first()
      .waitFor()

    // The desk: each step by its letter.
    await page.keyboard.press('Control+k')
    await page.keyboard.type('shijian')
    await page.getByRole('option', { name: /^事件/ }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/console\/queue/)
    await page.locator('.lc-lists').waitFor()
    await stepTo(page, 'l', words)
    await page.keyboard.press('Enter')
    await pane.getByRole('toolbar').waitFor()
    await page.keyboard.press('a')
    await pane.getByText('已受理').first().waitFor()
    await page.keyboard.press('c')
    await active.filter({ hasText: '推荐' }).waitFor()
    await page.keyboard.type('ld')
    await active.filter({ hasText: '路灯' }).waitFor()
    await page.keyboard.press('Enter')
    await pane.locator('button:focus', { hasText: '确认归类' }).waitFor()
    await page.keyboard.press('Enter')
    await pane.getByText('确认归类').waitFor({ state: 'detached' })
    await page.keyboard.press('l')
    await pane.getByText('确认定位').waitFor()
    await page.keyboard.type('2haolou')
    await active.waitFor()
    await page.keyboard.press('Enter')
    await pane.locator('button:focus', { hasText: '确认定位' }).waitFor()
    await page.keyboard.press('Enter')
    await pane.getByText('确认定位').waitFor({ state: 'detached' })
    await page.keyboard.press('d')
    await pane.locator('button:focus', { hasText: '确认派单' }).waitFor()
    await page.keyboard.press('Enter')
    await pane.getByText('待签收').first().waitFor()
    await pane.getByText('城市管理局').first().waitFor()

    // The department: sign, start, answer.
    const wang = await open(browser, DESK, faults)
    const hand = wang.page.locator('#ticket-pane')
    await enterConsoleByKeys(wang.page, server.url, '王磊')
    await stepTo(wang.page, 'u', words)
    await wang.page.keyboard.press('Enter')
    await hand.getByRole('toolbar').waitFor()
    await wang.page.keyboard.press('g')
    await hand.getByText('已签收').first().waitFor()
    await wang.page.keyboard.press('t')
    await hand.getByText('处置中').first().waitFor()
    await wang.page.keyboard.press('o')
    await hand.locator('textarea:focus').waitFor()
    await wang.page.keyboard.insertText('已更换灯具，恢复照明')
    await wang.page.keyboard.press('Control+Enter')
    await hand.getByText('待核查').first().waitFor()

    // The desk again: verify, close.
    await page.keyboard.press('Escape')
    await stepTo(page, 'v', words)
    await page.keyboard.press('Enter')
    await pane.getByText('已更换灯具，恢复照明').first().waitFor()
    await page.keyboard.press('v')
    await pane.getByRole('button', { name: /^结案/ }).waitFor()
    await page.keyboard.press('z')
    await pane.getByText('已结案').first().waitFor()
    expect(faults).toEqual([])
  }, 240_000)
})
