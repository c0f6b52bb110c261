import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { DESK, launch, open, PHONE } from './browser.ts'
import { enterConsoleByKeys, expectFocusSeen, pressOn, stepTo, tabTo, writeInto } from './keys.ts'
import { telephonePhoto } from './photo.ts'
import { enterOffice } from './office.ts'
import { startServer, type RunningServer } from './server.ts'

const TEXT = '小区西门口路灯坏了三天，晚上老人看不清路。'
const TITLE = '小区西门口路灯坏了三天'
const REPLY = '路灯线路已修复，照明恢复正常，感谢您的反映。'

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

const newPage = async (size: typeof DESK): Promise<Page> => (await open(browser, size, faults)).page

/** The matter at a desk: the list, the row, Enter. */
async function openAtDesk(page: Page, list: string): Promise<void> {
  await stepTo(page, list, TITLE)
  await page.keyboard.press('Enter')
  await page.locator('#ticket-pane').getByRole('toolbar').waitFor()
}

/** A command that asks for words, by its letter; the focus goes into the field by itself. */
async function give(page: Page, key: string, words: string): Promise<void> {
  await page.keyboard.press(key)
  const form = page.locator('form.lc-action-form')
  await form.locator('textarea:focus').waitFor()
  await expectFocusSeen(page)
  await page.keyboard.insertText(words)
  await page.keyboard.press('Control+Enter')
  await form.waitFor({ state: 'detached' })
}

describe('the life of a matter, by the keyboard alone', () => {
  it('is reported, dispatched, passed up, handed over, resolved, verified, closed and rated', async () => {
    const { post } = (await enterOffice(server.url, 'lin')).session
    if (!post?.grid) throw new Error('林秀 works in no grid')
    const sign = `G${Number(post.grid.path.split('.').at(-2)).toString(36).toUpperCase().padStart(4, '0')}`

    // The resident: a photo, a sentence, a telephone, send.
    const resident = await newPage(PHONE)
    const photo = await telephonePhoto()
    resident.on('filechooser', (chooser) => void chooser.setFiles(photo))
    await resident.goto(`${server.url}/r/?p=${sign}`)
    await resident.getByText(post.grid.name).first().waitFor()
    await tabTo(resident, resident.locator('input[type=file]').first())
    await resident.keyboard.press('Enter')
    await resident.getByText('已上传').waitFor()
    await writeInto(resident, resident.getByLabel('什么问题'), TEXT)
    await pressOn(resident, resident.locator('details.contact summary'))
    await writeInto(resident, resident.getByLabel('电话', { exact: true }), '13800001234')
    await pressOn(resident, resident.getByRole('button', { name: '提交', exact: true }))
    await resident.getByText('收到了').waitFor()
    await pressOn(resident, resident.getByRole('button', { name: '看进度' }))
    const timeline = resident.locator('main')
    await timeline.getByText('登记').waitFor()

    // The dispatcher: the row, d, the class by its initials, Enter, Enter.
    const zhao = await newPage(DESK)
    const pane = zhao.locator('#ticket-pane')
    await enterConsoleByKeys(zhao, server.url, '赵敏')
    await openAtDesk(zhao, 'd')
    await zhao.keyboard.press('d')
    await pane.locator('input[role=combobox]:focus').waitFor()
    await expectFocusSeen(zhao)
    await zhao.keyboard.type('ld')
    await zhao.locator('.ant-select-item-option-active', { hasText: '路灯' }).waitFor()
    await zhao.keyboard.press('Enter')
    await pane.locator('button:focus', { hasText: '确认派单' }).waitFor()
    await expectFocusSeen(zhao)
    await zhao.keyboard.press('Enter')
    await pane.getByText('待签收').first().waitFor()
    await timeline.getByText('派单').first().waitFor()

    // The grid worker signs for it, writes a note, and passes it up.
    const lin = await newPage(PHONE)
    await lin.goto(`${server.url}/field/`)
    await pressOn(lin, lin.getByRole('button', { name: /林秀/ }))
    await lin.getByRole('heading', { name: '待办', exact: true }).waitFor()
    await pressOn(lin, lin.locator('.card', { hasText: TITLE }))
    await lin.locator('.lead h1', { hasText: TITLE }).waitFor()
    await pressOn(lin, lin.getByRole('button', { name: '签收', exact: true }))
    await lin.locator('.act-delivered', { hasText: '签收' }).waitFor()
    await pressOn(lin, lin.getByRole('button', { name: '更多' }))
    const sheet = lin.getByRole('dialog')
    await tabTo(lin, sheet.getByRole('button', { name: '取消' }))
    // Risen all the way.
    const low = async () => (await sheet.boundingBox().then((box) => box && box.y + box.height)) ?? Infinity
    await expect.poll(low).toBeLessThanOrEqual(PHONE.height)
    await lin.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    // Back where one was: the same button, pressed again.
    await expectFocusSeen(lin)
    await lin.keyboard.press('Enter')
    await pressOn(lin, sheet.getByRole('button', { name: /^上报上级/ }))
    await writeInto(lin, sheet.locator('textarea'), '灯杆线路故障，网格无法处理')
    await pressOn(lin, sheet.getByRole('button', { name: '提交' }))
    await lin.locator('.act-delivered', { hasText: '上报上级' }).waitFor()
    await timeline.getByText('上报').first().waitFor()

    // So does the community; the subdistrict hands it to a department, which signs and answers.
    const li = await newPage(DESK)
    await enterConsoleByKeys(li, server.url, '李红')
    await openAtDesk(li, 'u')
    await give(li, 'e', '需要专业电工，社区无力处理')
    const sun = await newPage(DESK)
    await enterConsoleByKeys(sun, server.url, '孙立')
    await openAtDesk(sun, 'u')
    await sun.keyboard.press('i')
    const form = sun.locator('form.lc-action-form')
    await form.locator('input[role=combobox]:focus').waitFor()
    await expectFocusSeen(sun)
    await sun.keyboard.insertText('城市管理局')
    await sun.locator('.ant-select-item-option-active', { hasText: '城市管理局' }).waitFor()
    await sun.keyboard.press('Enter')
    await writeInto(sun, form.locator('textarea').first(), '属城市管理部门职责')
    await sun.keyboard.press('Control+Enter')
    await form.waitFor({ state: 'detached' })
    const wang = await newPage(DESK)
    await enterConsoleByKeys(wang, server.url, '王磊')
    await openAtDesk(wang, 'u')
    await wang.keyboard.press('g')
    await wang.locator('#ticket-pane').getByText('已签收').first().waitFor()
    await give(wang, 'o', REPLY)
    await timeline.getByText(REPLY).first().waitFor()

    // The desk verifies and closes; the resident judges and says a word.
    await zhao.keyboard.press('Escape')
    await openAtDesk(zhao, 'v')
    await pane.getByText(REPLY).first().waitFor()
    await zhao.keyboard.press('v')
    await pane.getByRole('button', { name: /^结案/ }).waitFor()
    await zhao.keyboard.press('z')
    await pane.getByText('已结案').first().waitFor()
    await timeline.getByText('结案').first().waitFor()
    await pressOn(resident, resident.getByRole('button', { name: '非常满意' }))
    await timeline.locator('.rated', { hasText: '非常满意' }).waitFor()
    await writeInto(resident, resident.getByLabel('还想说几句'), '来得很快')
    await pressOn(resident, resident.getByRole('button', { name: '发送', exact: true }))
    await timeline.getByText('来得很快').waitFor()
    expect(faults).toEqual([])
  }, 300_000)
})
