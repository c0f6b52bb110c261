import type { FoundPlace, readFollow, ReplyOf } from '@lianxin/contract'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { DESK, expectAccessible, launch, open } from './browser.ts'
import { enterConsole } from './people.ts'
import { telephonePhoto } from './photo.ts'
import { startServer, type RunningServer } from './server.ts'

/** What the caller says; written down letter by letter, as no screen can spare. */
const MATTER = '单元门口的路灯不亮，晚上老人看不清台阶'
const TELEPHONE = '10012345678'
/** Keys of a whole call beside the words of the caller, the initials of the place and the digits of the telephone. */
const MOST_KEYS = 6
/** Keys of adding a caller to a matter that is known, beside the caller's words. */
const MOST_KEYS_TO_JOIN = 1

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

/** Counts every key that is pressed on the page. */
function fingers(page: Page) {
  const counted = { keys: 0 }
  return {
    counted,
    press: async (key: string): Promise<void> => {
      counted.keys++
      await page.keyboard.press(key)
    },
    /** Letters that belong to what the caller says. */
    say: (words: string): Promise<void> => page.keyboard.insertText(words),
    type: async (letters: string): Promise<void> => {
      for (const letter of letters) {
        counted.keys++
        await page.keyboard.press(letter)
      }
    },
  }
}

const asJson = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate<T>(`fetch(${JSON.stringify(`/api/v1${path}`)}).then((answer) => answer.json())`)

/** A compound of the demo's register, with the initials nobody else begins with. */
async function someCompound(page: Page): Promise<{ place: FoundPlace; initials: string }> {
  const { items } = await asJson<{ items: FoundPlace[] }>(page, `/places?q=${encodeURIComponent('花园')}&limit=50`)
  const place = items.find(({ kind, position }) => kind === 'compound' && position !== null)
  if (!place) throw new Error('the demo has no compound')
  const { pinyin } = await import('pinyin-pro')
  const initials = pinyin(place.name, { toneType: 'none', type: 'array' })
    .map((one) => one.charAt(0))
    .join('')
  return { place, initials }
}

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })
const numberOf = async (page: Page): Promise<{ number: string; code: string }> => {
  const [number = '', code = ''] = await page.locator('.lc-receipt .lc-big').allTextContents()
  return { number: number.replaceAll(' ', ''), code: code.replaceAll(' ', '') }
}

describe('the call-taker’s screen', () => {
  it('takes a call from the ring to the number read out, by keyboard', async () => {
    const { page, context } = await open(browser, DESK, faults)
    await enterConsole(page, server.url, '钱芳')
    const { place, initials } = await someCompound(page)
    await page.goto(`${server.url}/console/intake`)
    const what = page.locator('textarea').first()
    await what.waitFor()
    await expect.poll(() => what.evaluate((one) => one === document.activeElement)).toBe(true)
    await expectAccessible(page, 'intake, empty')
    const { counted, press, say, type } = fingers(page)

    // What: said and written; the class is proposed and taken with Tab and space.
    await say(MATTER)
    const chip = page.locator('.lc-chip').first()
    await chip.filter({ hasText: '路灯' }).waitFor()
    await press('Tab')
    await press('Space')
    await expect.poll(() => chip.locator('input').isChecked()).toBe(true)
    // Where: the screen went on by itself; a few initials, Enter, and it goes on to the telephone.
    await type(initials)
    await page.locator('.ant-select-item-option-active', { hasText: place.name }).waitFor()
    await press('Enter')
    await page.locator('.lc-place-grid', { hasText: place.names.at(-1) ?? '' }).waitFor()
    // Who: the telephone is what an answer needs.
    await expect.poll(() => field(page, '来电号码').evaluate((one) => one === document.activeElement)).toBe(true)
    await say(TELEPHONE)
    await expectAccessible(page, 'intake, filled in')
    await press('Control+Enter')

    const receipt = page.locator('.lc-receipt')
    await receipt.waitFor()
    const { number, code } = await numberOf(page)
    expect(number).toMatch(/^\d{13}$/)
    expect(code).toMatch(/^[0-9A-Z]{10}$/)
    await receipt
      .getByText(/我们会在.+前答复您/)
      .first()
      .waitFor()
    expect(await receipt.locator('.lc-sms').textContent()).toContain(number)
    await expectAccessible(page, 'receipt')
    console.info(`a call: ${counted.keys} keys beside the words and the telephone number`)
    expect(counted.keys).toBeLessThanOrEqual(MOST_KEYS + initials.length)

    const followed = await asJson<ReplyOf<typeof readFollow>>(page, `/follow/${number}?token=${code}`)
    expect(followed).toMatchObject({ number, description: MATTER })
    expect(followed.grid?.name).toBe(place.grid.name)
    // The next call by one key: an empty screen, ready to write.
    await page.keyboard.press('Enter')
    await expect.poll(() => what.evaluate((one) => one === document.activeElement)).toBe(true)
    expect(await what.inputValue()).toBe('')
    await context.close()
  })

  it('offers a likely duplicate while one types, says why, and adds the caller by one key', async () => {
    const { page, context } = await open(browser, DESK, faults)
    await enterConsole(page, server.url, '钱芳')
    await page.goto(`${server.url}/console/intake`)
    const what = page.locator('textarea').first()
    await what.fill('湖心亭石栏杆断裂，有孩子在旁边玩')
    await page.locator('input[type=file]').setInputFiles(await telephonePhoto())
    await page.locator('.lx-photo-state', { hasText: '✓' }).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.locator('.lc-receipt').waitFor()
    const first = await numberOf(page)
    await page.keyboard.press('Enter')

    const { counted, press, say } = fingers(page)
    await say('湖心亭那边栏杆断了，孩子容易掉下去')
    const offer = page.locator('.lc-similar li', { hasText: first.number })
    await offer.getByText('文字相近').waitFor()
    await page.locator('input[type=file]').setInputFiles(await telephonePhoto())
    await offer.getByText(/文字相近 · 照片相似 · \d+ 分钟前/).waitFor()
    await expectAccessible(page, 'intake with duplicates')
    const place =
      1 + (await page.locator('.lc-similar li').allTextContents()).findIndex((text) => text.includes(first.number))
    await press(`Alt+${place}`)
    await page.locator('.lc-receipt', { hasText: '2 人反映' }).waitFor()
    expect(counted.keys).toBeLessThanOrEqual(MOST_KEYS_TO_JOIN)
    const joined = await numberOf(page)
    expect(joined.number).toBe(first.number)
    expect(joined.code).not.toBe(first.code)
    const mine = await asJson<ReplyOf<typeof readFollow>>(page, `/follow/${first.number}?token=${joined.code}`)
    expect(mine.description).toBe('湖心亭那边栏杆断了，孩子容易掉下去')
    await context.close()
  })

  it('says so where the matter was closed meanwhile, and what was typed stays', async () => {
    const { page, context } = await open(browser, DESK, faults)
    await enterConsole(page, server.url, '赵敏')
    await page.goto(`${server.url}/console/intake`)
    const what = page.locator('textarea').first()
    await what.fill('观景台望远镜投币口堵住了')
    await page.keyboard.press('Control+Enter')
    await page.locator('.lc-receipt').waitFor()
    const first = await numberOf(page)
    await page.keyboard.press('Enter')
    await what.fill('观景台望远镜投币口堵了')
    const offer = page.locator('.lc-similar li', { hasText: first.number })
    await offer.waitFor()
    const closed = await page.evaluate<number>(`(async () => {
      const { items } = await (await fetch('/api/v1/ticket-find?q=${first.number}')).json()
      const answer = await fetch('/api/v1/tickets/' + items[0].id + '/commands', {
        method: 'POST', headers: { 'content-type': 'application/json', 'x-lianxin': '1' },
        body: JSON.stringify({ kind: 'decline', commandId: crypto.randomUUID(), reason: '重复', publicReply: '已由景区处理' }) })
      return answer.status
    })()`)
    expect(closed).toBe(200)
    await offer.getByRole('button').click()
    await page.locator('.lx-notice-bad').waitFor()
    expect(await what.inputValue()).toBe('观景台望远镜投币口堵了')
    await context.close()
  })

  it('keeps the draft through a reload', async () => {
    const { page, context } = await open(browser, DESK, faults)
    await enterConsole(page, server.url, '钱芳')
    await page.goto(`${server.url}/console/intake`)
    await page.locator('textarea').first().fill('写到一半的来电')
    await field(page, '姓名').fill('周女士')
    await page.getByText('草稿已存在本机').waitFor()
    await page.reload()
    await page.locator('textarea').first().waitFor()
    await expect.poll(() => page.locator('textarea').first().inputValue()).toBe('写到一半的来电')
    expect(await field(page, '姓名').inputValue()).toBe('周女士')
    await context.close()
  })

  it('finds a place by its characters, its pinyin and its initials, and says where it lies', async () => {
    const { page, context } = await open(browser, DESK, faults)
    await enterConsole(page, server.url, '钱芳')
    const { place, initials } = await someCompound(page)
    const { pinyin } = await import('pinyin-pro')
    const full = pinyin(place.name, { toneType: 'none', type: 'array' }).join('')
    await page.goto(`${server.url}/console/intake`)
    const where = page.locator('.lc-place-search input')
    for (const typed of [place.name, full, initials]) {
      await where.fill(typed)
      const found = page.locator('.ant-select-item-option', { hasText: place.name }).first()
      await found.waitFor()
      await found.getByText(place.grid.name).first().waitFor()
      await where.fill('')
    }
    expect(faults).toEqual([])
    await context.close()
  })
})
