import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { readXlsx, writeXlsx } from 'hucre/xlsx'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { DESK, expectAccessible, launch, open, PHONE } from './browser.ts'
import { startServer, type RunningServer } from './server.ts'

/** Pictures of every screen, where a folder for them is named. */
const LOOK = process.env['LOOK']
const NOTICE = '{district}提示：您的信息只用于办理本件事，{years} 年后清除，可拨打 {hotline} 更正。'

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

async function picture(page: Page, name: string): Promise<void> {
  if (LOOK === undefined) return
  await mkdir(LOOK, { recursive: true })
  await page.waitForTimeout(800)
  await page.screenshot({ path: join(LOOK, `${name}.png`) })
}

/** The desks of the people of this file; each keeps its own browser. */
const desks = new Map<string, Page>()

/** Enters as somebody of the demo district, at a screen. */
async function enter(loginName: string, path: string, locale = 'zh-CN'): Promise<Page> {
  const known = desks.get(`${loginName} ${locale}`)
  const page = known ?? (await open(browser, DESK, faults, locale)).page
  if (!known) {
    desks.set(`${loginName} ${locale}`, page)
    // Entering by the page is lived through in story.test.ts; here only what comes after counts.
    const entered = await page.request.post(`${server.url}/api/v1/demo/session`, {
      headers: { 'x-lianxin': '1' },
      data: { loginName },
    })
    expect(entered.status()).toBe(200)
  }
  page.setDefaultTimeout(60_000)
  await page.goto(`${server.url}/console${path}`)
  await page.locator('.lc-person').waitFor()
  return page
}

/** Asks the API in the session of a page. */
const ask = <T>(page: Page, path: string, init = '{}'): Promise<T> =>
  page.evaluate<T>(`fetch('/api/v1${path}', ${init}).then((answer) => answer.json())`)

/** A request with a body, as script text of the page. */
const post = (body: object): string =>
  `{ method: 'POST', headers: { 'content-type': 'application/json', 'x-lianxin': '1' }, body: ${JSON.stringify(JSON.stringify(body))} }`

interface Ticket {
  readonly id: string
  readonly holder: { readonly id: string }
}
interface Unit {
  readonly id: string
  readonly name: string
  readonly code: string
  readonly level: number
  readonly kind: string
  readonly parentId: string | null
}

/** The dialog in front. */
const modalOf = (page: Page): Locator => page.locator('.ant-modal:visible').last()

/** A base grid with open tickets, and how many name it: as holder or helper. */
async function busyGrid(page: Page): Promise<{ unit: Unit; above: Unit; count: number }> {
  const { items: units } = await ask<{ items: Unit[] }>(page, '/units?limit=5000')
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const { items } = await ask<{ items: Ticket[] }>(page, '/tickets?list=open&limit=200')
  const unit = items
    .map(({ holder }) => byId.get(holder.id))
    .find((one) => one?.level === 3 && one.kind === 'territorial')
  const above = byId.get(unit?.parentId ?? '')
  if (!unit || !above) throw new Error('no base grid holds an open ticket')
  const involved = await ask<{ items: Ticket[] }>(page, `/tickets?list=open&limit=200&unitId=${unit.id}`)
  const named = involved.items.map(async ({ id }) => {
    const ticket = await ask<Ticket & { coUnits: { unit: { id: string } }[] }>(page, `/tickets/${id}`)
    return ticket.holder.id === unit.id || ticket.coUnits.some((one) => one.unit.id === unit.id)
  })
  return { unit, above, count: (await Promise.all(named)).filter(Boolean).length }
}

/** Chooses in a picker by what is typed. */
async function pick(dialog: Locator, label: string, words: string): Promise<void> {
  const field = dialog.getByLabel(label, { exact: false }).last()
  await field.click()
  await field.fill(words)
  await dialog.page().locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: words }).first().click() // oxfmt-ignore
}

describe('administration by somebody who is no programmer', () => {
  it('closes a unit after being told what follows, and takes it back from the history', async () => {
    const zhao = await enter('zhao', '/queue')
    const { unit, above, count } = await busyGrid(zhao)
    const zhou = await enter('zhou', '/organisation')
    await zhou.getByLabel('单位名称、拼音首字母或编码').fill(unit.code)
    const row = zhou.locator('.ant-table-row').filter({ hasText: unit.code })
    await row.first().waitFor()
    await picture(zhou, 'organisation')
    await expectAccessible(zhou, 'organisation')
    await row
      .first()
      .getByRole('button', { name: /修\s*改/ })
      .click()
    const dialog = modalOf(zhou)
    await picture(zhou, 'unit-form')
    await expectAccessible(zhou, 'unit form')
    await dialog.getByRole('switch').click()
    await dialog.getByRole('button', { name: /^保\s*存$/ }).click()
    await dialog.getByText(`还有 ${count} 件在办事件，请先指定接收单位`).waitFor()
    await picture(zhou, 'unit-heir-needed')
    await pick(dialog, '接收单位', above.name)
    await dialog.getByRole('button', { name: /^保\s*存$/ }).click()
    await dialog.getByText(`${count} 件在办事件将改由“${above.name}”负责`).waitFor()
    await picture(zhou, 'unit-consequences')
    await expectAccessible(zhou, 'consequences')
    await dialog.getByRole('button', { name: '确认保存' }).click()
    await dialog.waitFor({ state: 'detached' })
    const held = await ask<{ items: Ticket[] }>(zhao, `/tickets?list=open&limit=200&unitId=${unit.id}`)
    expect(held.items.filter(({ holder }) => holder.id === unit.id)).toEqual([])
    expect(held.items.filter(({ holder }) => holder.id === above.id).length).toBeGreaterThan(0)

    await zhou.getByRole('button', { name: '变更记录' }).click()
    const line = zhou.locator('.lc-change').filter({ hasText: unit.name }).first()
    await line.getByText('在用').waitFor()
    await picture(zhou, 'history')
    await expectAccessible(zhou, 'history')
    await line.getByRole('button', { name: '恢复到此前' }).click()
    const restore = modalOf(zhou).filter({ hasText: '恢复“' })
    await restore.getByRole('button', { name: '恢复到此前' }).click()
    await restore.getByText('不会自动回来').waitFor()
    await picture(zhou, 'restore')
    await restore.getByRole('button', { name: '确认恢复' }).click()
    await zhou.locator('.lc-change').filter({ hasText: '恢复' }).first().waitFor()
  })

  it('takes the table of units out, edits it, sees what would change and writes it', async () => {
    const zhou = await enter('zhou', '/organisation')
    await zhou.getByRole('button', { name: '导出' }).click()
    const [download] = await Promise.all([
      zhou.waitForEvent('download'),
      zhou.getByRole('menuitem', { name: '导出全部' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^单位-\d{4}-\d\d-\d\d\.xlsx$/)
    const path = join(tmpdir(), `units-${process.pid}.xlsx`)
    await download.saveAs(path)
    const table = await readTable(path)
    const [heading = []] = table
    const name = heading.indexOf('名称 *')
    const department = table.find((cells) => cells.includes('部门'))
    if (!department) throw new Error('no department')
    const before = department[name] ?? ''
    department[name] = `${before}（新）`
    table.push(heading.map((column) => ({ '编码 *': 'YLJ', '名称 *': '园林局', 类型: '部门', 上级单位编码: '', 管辖网格编码: department[heading.indexOf('管辖网格编码')] ?? '' })[column] ?? '')) // oxfmt-ignore
    await writeTable(path, table)

    await zhou.getByRole('button', { name: '导入' }).click()
    const dialog = modalOf(zhou)
    await picture(zhou, 'import-start')
    await dialog.locator('input[type=file]').setInputFiles(path)
    await dialog.getByText('检查通过：新增 1，修改 1').waitFor()
    await dialog.getByText(`${before}（新）`).first().waitFor()
    await picture(zhou, 'import-preview')
    await expectAccessible(zhou, 'import preview')
    await dialog.getByRole('button', { name: '确认导入 2 处变化' }).click()
    await dialog.getByText('已导入：新增 1，修改 1').waitFor()
    await dialog
      .getByRole('button', { name: /关\s*闭/ })
      .last()
      .click()
    await zhou.getByRole('button', { name: '变更记录' }).click()
    await zhou.locator('.lc-change').filter({ hasText: '园林局' }).getByText('导入', { exact: true }).waitFor()
    await zhou.locator('.ant-drawer-close').click()
    await zhou.locator('.ant-drawer-content').waitFor({ state: 'detached' })

    department[name] = ''
    await writeTable(path, table)
    await zhou.getByRole('button', { name: '导入' }).click()
    await dialog.locator('input[type=file]').setInputFiles(path)
    await dialog.getByText('1 处需要更正，没有写入任何数据').waitFor()
    await dialog.getByRole('cell', { name: '名称', exact: true }).waitFor()
    await picture(zhou, 'import-refused')
    await expectAccessible(zhou, 'import refused')
  })

  it('enters a year of the calendar and is told how many tickets get their dates', async () => {
    const zhao = await enter('zhao', '/queue')
    const { years } = await ask<{ years: { year: number }[] }>(zhao, '/calendar')
    const year = Math.max(...years.map((one) => one.year)) + 1
    // A limit that reaches into the year nobody has entered: the ticket waits for it.
    const open = await ask<{ items: { position: object | null }[] }>(zhao, '/tickets?list=open&limit=50')
    const position = open.items.find((one) => one.position !== null)?.position
    const items: { id: string }[] = []
    for (let i = 0; i < 3; i++) {
      const report = { id: crypto.randomUUID(), channel: 'residentPage', description: `河堤加固 ${i}`, position }
      items.push(await ask<{ id: string }>(zhao, '/reports', post(report)))
    }
    const { items: units } = await ask<{ items: Unit[] }>(zhao, '/units?kind=department&limit=50')
    const days = Math.max(1, Math.round(((year - new Date().getFullYear()) * 365 - dayOfYear()) * 0.66) + 30)
    let waiting = 0
    const answers: string[] = []
    for (const { id } of items.slice(0, 12)) {
      const body = { kind: 'dispatch', commandId: crypto.randomUUID(), classCode: 'E0101', unitId: units[0]?.id, limit: { amount: days, unit: 'workDay' } } // oxfmt-ignore
      const receipt = await ask<{ calendarMissingYear?: number }>(zhao, `/tickets/${id}/commands`, post(body))
      if (receipt.calendarMissingYear === year) waiting += 1
      else answers.push(JSON.stringify(receipt))
    }
    expect(waiting, answers[0]).toBeGreaterThan(0)
    const zhou = await enter('zhou', '/calendar')
    await zhou
      .getByRole('button', { name: `录入 ${year} 年` })
      .first()
      .click()
    await picture(zhou, 'calendar-year')
    const dialog = modalOf(zhou)
    await dialog.getByLabel('依据').fill(`国务院办公厅关于 ${year} 年部分节假日安排的通知`)
    await dialog.getByRole('button', { name: '增加一天' }).click()
    await dialog.getByPlaceholder('名称').fill('元旦')
    await expectAccessible(zhou, 'calendar year')
    await dialog.getByRole('button', { name: /^保\s*存$/ }).click()
    await dialog.getByText(`${waiting} 件等待 ${year} 年日历的事件将得到期限`).waitFor()
    await picture(zhou, 'calendar-consequences')
    await dialog.getByRole('button', { name: '确认保存' }).click()
    await dialog.waitFor({ state: 'detached' })
    await zhou.getByText(String(year)).first().waitFor()
    await picture(zhou, 'calendar')
    await expectAccessible(zhou, 'calendar')
  })

  it('writes a text in its own words, which the resident reads', async () => {
    const zhou = await enter('zhou', '/texts?tab=resident')
    await zhou.getByText('个人信息告知').waitFor()
    await picture(zhou, 'texts')
    await expectAccessible(zhou, 'texts')
    await zhou.getByRole('button', { name: /修\s*改/ }).click()
    const dialog = modalOf(zhou)
    const chinese = dialog.getByLabel('中文内容', { exact: false })
    await chinese.fill('您好，{name}')
    await dialog.getByRole('button', { name: /^保\s*存$/ }).click()
    await dialog.getByText('没有“{name}”这个填空').waitFor()
    await chinese.fill(NOTICE)
    await dialog.getByLabel('英文内容', { exact: false }).fill('')
    await dialog.getByText('太白湖新区提示：您的信息只用于办理本件事，2 年后清除').first().waitFor()
    await picture(zhou, 'text-form')
    await expectAccessible(zhou, 'text form')
    await dialog.getByRole('button', { name: /^保\s*存$/ }).click()
    await dialog.waitFor({ state: 'detached' })
    await zhou.getByText('英文显示中文').waitFor()
    await zhou.getByRole('tab', { name: '给居民和单位的消息' }).click()
    await zhou.getByText('收到上报').waitFor()
    await picture(zhou, 'texts-messages')
    await expectAccessible(zhou, 'texts of messages')

    const resident = await open(browser, PHONE, faults)
    await resident.page.goto(`${server.url}/r/`)
    await resident.page.locator('details.contact summary').click()
    await resident.page.getByText('您的信息只用于办理本件事').waitFor()
  })

  it('keeps catalogue, people, accounts and traces pleasant, in both languages', async () => {
    const zhou = await enter('zhou', '/catalogue')
    await zhou.getByRole('button', { name: '新建草稿' }).click()
    await zhou.getByText('这是草稿').waitFor()
    await picture(zhou, 'catalogue-draft')
    await expectAccessible(zhou, 'catalogue draft')
    await zhou
      .getByRole('button', { name: /修\s*改/ })
      .first()
      .click()
    await modalOf(zhou).getByText('责任单位').first().waitFor()
    await picture(zhou, 'class-form')
    await expectAccessible(zhou, 'class form')
    const form = modalOf(zhou)
    await form.getByLabel('第 1 阶段期限').fill('9')
    await form.getByRole('button', { name: /^保\s*存$/ }).click()
    await form.getByText('个类别的期限改变').waitFor()
    await form.getByRole('button', { name: '确认保存' }).click()
    await form.waitFor({ state: 'detached' })
    await zhou
      .getByRole('button', { name: /启\s*用/ })
      .first()
      .click()
    await modalOf(zhou).getByText('个类别的期限改变').waitFor()
    await picture(zhou, 'catalogue-activate')
    await zhou.keyboard.press('Escape')
    await zhou.goto(`${server.url}/console/organisation?tab=persons`)
    await zhou.getByLabel('姓名、拼音首字母或电话').fill('linxiu')
    await zhou.getByRole('cell', { name: '林秀' }).first().waitFor()
    await zhou
      .getByRole('button', { name: /结\s*束/ })
      .first()
      .click()
    await picture(zhou, 'end-post')
    await expectAccessible(zhou, 'end of a post')

    const zheng = await enter('zheng', '/accounts')
    await zheng.getByLabel('姓名或登录名').fill('王磊')
    await zheng.keyboard.press('Enter')
    await zheng.getByRole('row').filter({ hasText: '王磊' }).getByRole('button').click()
    await zheng.getByRole('menuitem', { name: '重置密码' }).click()
    await modalOf(zheng).getByRole('button', { name: '重置密码' }).click()
    const link = modalOf(zheng).filter({ hasText: '已交给本人' })
    await link.waitFor()
    expect(await link.getByRole('button', { name: /取\s*消/ }).count()).toBe(0)
    await picture(zheng, 'one-time-link')
    const wu = await enter('wu', '/audit')
    await wu
      .getByText(/王磊（/)
      .first()
      .waitFor()
    expect(await wu.getByText(/account:[0-9a-f]{8}/).count()).toBe(0)
    await picture(wu, 'audit')
    await expectAccessible(wu, 'audit')
    const english = await enter('zhou', '/organisation', 'en-GB')
    await english.getByRole('button', { name: 'History' }).click()
    await english.locator('.lc-change').first().waitFor()
    await picture(english, 'history-en')
    await english.goto(`${server.url}/console/texts`)
    await english.getByText('Name of the district').waitFor()
    await picture(english, 'texts-en')
  })

  it('opens nothing to who has no right to it', async () => {
    const zhao = await enter('zhao', '/texts')
    await zhao
      .getByText(/没有权限|无权/)
      .first()
      .waitFor()
    await picture(zhao, 'no-right')
    await expectAccessible(zhao, 'no right')
    const li = await enter('li', '/organisation')
    await li.locator('.ant-table-row').first().waitFor()
    for (const name of ['变更记录', '导入', '导出', '新增单位'])
      expect(await li.getByRole('button', { name }).count(), name).toBe(0)
    const gone = await open(browser, DESK, faults)
    await gone.page.goto(`${server.url}/console/link/${'x'.repeat(40)}`)
    await gone.page.getByText('链接已失效').first().waitFor()
    expect(await gone.page.getByRole('button', { name: '重试' }).count()).toBe(0)
    await picture(gone.page, 'link-gone')
    await expectAccessible(gone.page, 'used link')
    expect(faults).toEqual([])
  })
})

/** The first sheet of a workbook as text. */
async function readTable(path: string): Promise<string[][]> {
  const { sheets } = await readXlsx(await readFile(path))
  return (sheets[0]?.rows ?? []).map((row) => row.map((cell) => (typeof cell === 'string' ? cell : '')))
}

async function writeTable(path: string, rows: string[][]): Promise<void> {
  await writeFile(path, await writeXlsx({ sheets: [{ name: '表', rows }] }))
}

/** Days of this year that are over. */
function dayOfYear(): number {
  return Math.floor((Date.now() - new Date(new Date().getFullYear(), 0, 1).getTime()) / 86_400_000)
}
