import type { TicketDetail } from '@lianxin/contract'
import type { Browser, Page } from 'playwright-core'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { api } from './api.ts'
import { DESK, expectAccessible, launch, open } from './browser.ts'
import { enterConsole } from './people.ts'
import { startServer, type RunningServer } from './server.ts'

const COUNT = 100
/** Of these the ticket is void before: nothing can be done to them. */
const VOID = 3
const WORDS = '批量核对垃圾堆'

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

const give = (page: Page, id: string, command: object) =>
  api(page, 'POST', `/tickets/${id}/commands`, { commandId: uuidv7(), ...command })

async function gridId(page: Page): Promise<string> {
  const { body } = await api<{ items: { id: string; kind: string }[] }>(page, 'GET', '/grids?level=3&limit=1')
  return body.items[0]?.id ?? ''
}

/** A hundred matters at one grid, some of them void. */
async function hundred(page: Page): Promise<string[]> {
  const grid = await gridId(page)
  const ids: string[] = []
  for (let n = 0; n < COUNT; n++) {
    const id = uuidv7()
    const report = { id, channel: 'hotline12345', description: `${WORDS}，第${n + 1}处`, gridId: grid }
    const { status } = await api(page, 'POST', '/intake', report)
    expect(status).toBe(201)
    ids.push(id)
  }
  for (const id of ids.slice(0, VOID)) await give(page, id, { kind: 'void', reason: '误报', publicReply: '系误报' })
  return ids
}

/** Each ticket has exactly this history. */
async function expectSteps(page: Page, ids: readonly string[], kinds: readonly string[]): Promise<void> {
  const read = (id: string) => api<TicketDetail>(page, 'GET', `/tickets/${id}`)
  const answers = await Promise.all(ids.map(read))
  const histories = answers.map(({ body }) => body.steps.map(({ kind }) => kind).join(' '))
  expect([...new Set(histories)]).toEqual([kinds.join(' ')])
}

/** Ticks every row of the list by the keyboard: the first, the last, and all between. */
async function tickAll(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/console/queue?list=all&sort=reported&q=${encodeURIComponent(WORDS)}`)
  await page.getByText(`共 ${COUNT} 件`).waitFor()
  await page.locator('.lc-row').first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  for (let n = 1; n < COUNT; n++) await page.keyboard.press('j')
  await page.keyboard.press('X')
  await page.getByText(`已选 ${COUNT} 件`).waitFor()
}

describe('a hundred tickets at once', () => {
  it('are changed by one key, told of one by one where refused, and restored by one undo', async () => {
    const faults: string[] = []
    const { page } = await open(browser, DESK, faults)
    await enterConsole(page, server.url, '赵敏')
    const ids = await hundred(page)
    const dead = ids.slice(0, VOID)
    const alive = ids.slice(VOID)
    await tickAll(page, server.url)
    await page.getByText('没有都能办的操作').waitFor()
    await expectAccessible(page, 'nothing common to do')

    await page.keyboard.press('c')
    await page.getByRole('form', { name: `归类 · ${COUNT} 件` }).waitFor()
    await page.keyboard.type('bllj')
    await page.locator('.ant-select-item-option-active', { hasText: '暴露垃圾' }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.lc-bulk-form button:focus', { hasText: '确认归类' }).waitFor()
    await page.keyboard.press('Enter')
    const report = page.getByRole('region', { name: '批量办理结果' })
    await report.getByText(`已办 ${COUNT - VOID} 件，未办 ${VOID} 件`).waitFor()
    expect(await report.getByRole('listitem').count()).toBe(VOID)
    await report.getByText('事件处于“已作废”，不能“归类”。').first().waitFor()
    await expectAccessible(page, 'partly refused')
    await expectSteps(page, alive, ['reported', 'classified'])
    await expectSteps(page, dead, ['reported', 'voided'])

    // Somebody else acts on one of them meanwhile: that one cannot be restored, and says so.
    const [touched = '', ...others] = alive
    const sun = await open(browser, DESK, faults)
    await enterConsole(sun.page, server.url, '钱芳')
    expect((await give(sun.page, touched, { kind: 'remind', text: '居民又来电' })).status).toBe(200)

    await page.keyboard.press('u')
    await report.getByText(`已撤销 ${COUNT - VOID - 1} 件，1 件不能撤销`).waitFor()
    await report.getByText('之后已有其他办理，不能撤销').waitFor()
    await expectSteps(page, others, ['reported', 'classified', 'undone'])
    await expectSteps(page, [touched], ['reported', 'classified', 'reminded'])
    const { body } = await api<TicketDetail>(page, 'GET', `/tickets/${others[0]}`)
    expect(body).toMatchObject({ state: 'reported', classCode: null })

    // Without a network nothing is lost and nothing is done twice.
    await report.getByRole('button', { name: '关闭结果' }).click()
    await page.context().setOffline(true)
    await page.keyboard.press('.')
    await report.getByText('没有丢失').waitFor({ timeout: 30_000 })
    await expectAccessible(page, 'without a network')
    await page.context().setOffline(false)
    await report.getByRole('button', { name: /继续办理剩余 100 件/ }).click()
    // The one that somebody else had acted on has changed since it was ticked.
    await report.getByText(`已办 ${COUNT - VOID - 1} 件，未办 ${VOID + 1} 件`).waitFor()
    await report.getByRole('button', { name: `只选未办的 ${VOID + 1} 件` }).click()
    await page.getByText(`已选 ${VOID + 1} 件`).waitFor()
    await expectSteps(page, others, ['reported', 'classified', 'undone', 'classified'])
    expect(faults).toEqual([])
  }, 240_000)

  it('by a macro that one made oneself, on one key; what reaches people outside asks first', async () => {
    const faults: string[] = []
    const { page } = await open(browser, DESK, faults)
    await enterConsole(page, server.url, '赵敏')
    const grid = await gridId(page)
    const ids = [uuidv7(), uuidv7(), uuidv7()]
    for (const id of ids)
      await api(page, 'POST', '/intake', {
        id,
        channel: 'hotline12345',
        description: '快捷处理核对，路灯不亮',
        gridId: grid,
      })
    await page.goto(`${server.url}/console/queue?list=open&q=${encodeURIComponent('快捷处理核对')}`)
    await page.getByText('共 3 件').waitFor()
    for (const _ of ids) {
      await page.keyboard.press('j')
      await page.keyboard.press('x')
    }
    await page.getByText('已选 3 件').waitFor()

    await page.getByRole('button', { name: /^快捷处理/ }).click()
    await page.getByText('管理快捷处理').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('新建快捷处理').click()
    await dialog.getByLabel('名称', { exact: true }).fill('路灯，受理派网格')
    await dialog.getByRole('combobox', { name: '类别' }).fill('路灯')
    await page.locator('.ant-select-item-option-active', { hasText: '路灯' }).waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: '加一步' }).click()
    await expectAccessible(page, 'macro form')
    await dialog.getByRole('button', { name: /保\s*存/ }).click()
    await dialog.getByText('路灯，受理派网格').waitFor()
    await expectAccessible(page, 'macros')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })

    const macros = await api<{ items: { name: string }[] }>(page, 'GET', '/ticket-macros')
    const key = macros.body.items.findIndex(({ name }) => name === '路灯，受理派网格') + 1
    await page.keyboard.press(String(key))
    const report = page.getByRole('region', { name: '批量办理结果' })
    await report.getByText('已办 3 件').waitFor()
    await expectSteps(page, ids, ['reported', 'classified', 'accepted', 'filed', 'dispatched'])
    await page.keyboard.press('Control+z')
    await report.getByText('已撤销 3 件').waitFor()
    await expectSteps(page, ids, ['reported', 'classified', 'accepted', 'filed', 'dispatched', 'undone'])

    await page.keyboard.press('D')
    await page.getByText('办理后不能撤销').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('办理后不能撤销').waitFor({ state: 'detached' })
    await page.getByText('已选 3 件').waitFor()
    expect(faults).toEqual([])
  }, 120_000)
})
