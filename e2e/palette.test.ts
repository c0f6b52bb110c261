import type { FoundPlace, findTickets, listTickets, ReplyOf } from '@lianxin/contract'
import { pinyin } from 'pinyin-pro'
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

const syllables = (text: string): string[] => pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
/** The three ways to type a name. */
const waysOf = (name: string): readonly string[] => [
  name,
  syllables(name).join(''),
  syllables(name)
    .map((one) => one.charAt(0))
    .join(''),
]

/** Opens the palette, types, and waits until the wanted line is marked or can be reached by the arrows. */
async function find(page: Page, typed: string, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.locator('dialog.lc-palette[open]').waitFor()
  await page.keyboard.insertText(typed)
  const line = page.getByRole('option').filter({ hasText: name }).first()
  await line.waitFor()
  for (let tries = 0; (await line.getAttribute('aria-selected')) !== 'true'; tries++) {
    if (tries > 40) throw new Error(`${name} is not reached by the arrows`)
    await page.keyboard.press('ArrowDown')
  }
  // What a screen reader is told is the line that is marked.
  const active = await page.getByRole('combobox', { name: /找命令/ }).getAttribute('aria-activedescendant')
  expect(await line.getAttribute('id')).toBe(active)
}

describe('the palette', () => {
  it('finds a command of the open ticket, a screen, a unit, a place and a ticket by Chinese, pinyin and initials', async () => {
    const { page, context } = await open(browser, DESK, faults)
    await enterConsole(page, server.url, '赵敏')
    await page.goto(`${server.url}/console/queue?list=all`)
    await page.getByRole('row').nth(1).click()
    await page.locator('#ticket-pane').getByRole('toolbar').waitFor()

    for (const typed of waysOf('备注')) {
      await find(page, typed, '备注')
      await page.keyboard.press('Enter')
      const form = page.locator('form.lc-action-form')
      await form.waitFor()
      await page.keyboard.press('Escape')
      await form.waitFor({ state: 'detached' })
    }
    for (const typed of waysOf('工作日历')) {
      await find(page, typed, '工作日历')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/console\/calendar/)
      await page.goBack()
      await page.waitForURL(/\/console\/queue/)
    }
    for (const typed of waysOf('城市管理局')) {
      await find(page, typed, '城市管理局')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/console\/organisation/)
    }
    const { items: places } = await page.evaluate<{ items: FoundPlace[] }>(
      `fetch('/api/v1/places?q=' + encodeURIComponent('花园') + '&limit=20').then((answer) => answer.json())`,
    )
    const compound = places.find(({ kind }) => kind === 'compound')?.name ?? ''
    for (const typed of waysOf(compound)) {
      await find(page, typed, compound)
      await page.keyboard.press('Escape')
    }
    const { items: tickets } = await page.evaluate<ReplyOf<typeof listTickets>>(
      `fetch('/api/v1/tickets?list=all&limit=1').then((answer) => answer.json())`,
    )
    const [ticket] = tickets
    if (!ticket) throw new Error('the demo has no ticket')
    for (const typed of [ticket.number, ...waysOf(ticket.title)]) {
      const { items } = await page.evaluate<ReplyOf<typeof findTickets>>(
        `fetch('/api/v1/ticket-find?q=' + encodeURIComponent(${JSON.stringify(typed)})).then((answer) => answer.json())`,
      )
      const [newest] = items
      expect(newest?.title, typed).toBe(ticket.title)
      await find(page, typed, newest?.number ?? '')
      await page.keyboard.press('Enter')
      await page.waitForURL(new RegExp(newest?.id ?? ''))
    }
    expect(faults).toEqual([])
    await context.close()
  }, 240_000)

  it('changes theme and type, keeps recent choices, is readable in light, dark and large type, and closes by Esc', async () => {
    const { page, context } = await open(browser, DESK, faults)
    await enterConsole(page, server.url, '钱芳')
    await page.keyboard.press('Control+k')
    await page.getByRole('option').first().waitFor()
    await expectAccessible(page, 'palette, empty')
    await page.keyboard.insertText('ss')
    await expectAccessible(page, 'palette, light')
    await page.keyboard.press('Escape')
    await page.locator('dialog.lc-palette').waitFor({ state: 'detached' })

    // Closed, it gives the focus back to the field one was typing in.
    await page.goto(`${server.url}/console/intake`)
    const what = page.locator('textarea').first()
    await what.focus()
    await page.keyboard.press('Control+k')
    await page.locator('dialog.lc-palette[open]').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => what.evaluate((one) => one === document.activeElement)).toBe(true)

    await find(page, 'shense', '切换到深色外观')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark')
    await find(page, 'sydz', '使用大字')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('html').getAttribute('data-size')).toBe('large')
    await page.keyboard.press('Control+k')
    const recent = page.getByRole('group', { name: '最近使用' }).getByRole('option')
    await recent.first().waitFor()
    expect(await recent.first().textContent()).toContain('恢复正常字号')
    await expectAccessible(page, 'palette, dark and large')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('html').getAttribute('data-size')).toBe('normal')
    await context.close()
  })

  it('offers what the post may do and no more, and says so without a network', async () => {
    const { page, context } = await open(browser, DESK, faults)
    await page.goto(`${server.url}/console/`)
    await page.getByRole('button', { name: /吴安/ }).click()
    await page.waitForURL(/\/console\/(?!$)/)
    await page.getByRole('button', { name: /查找/ }).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.insertText('dianhuadengji')
    await page.getByText('没有找到').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.keyboard.insertText('liuhen')
    await page.getByRole('option', { name: /留痕/ }).waitFor()
    await context.setOffline(true)
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText('anjian')
    await page.getByText('网络已断开').waitFor()
    await context.close()
  })
})
