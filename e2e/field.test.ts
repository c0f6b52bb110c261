import type { Browser, BrowserContext, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { openMatter } from './acts.ts'
import { DESK, open, PHONE, QUIET } from './browser.ts'
import { REPORTER_MASKED, workFor, type Work } from './field-work.ts'
import { enterField } from './people.ts'
import { expectAllAccessible } from './resident-acts.ts'
import { startServer, type RunningServer } from './server.ts'

/** A camera, a microphone and their permissions, as Chromium makes them up. */
const DEVICES = [...QUIET, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
const MOST_TAPS = 4
/** Patience of the test, not a promise of the page. */
const WITHIN = { timeout: 20_000 }

let server: RunningServer
let browser: Browser
let work: Work
const faults: string[] = []

beforeAll(async () => {
  server = await startServer()
  browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: DEVICES })
  work = await workFor(server.url, 'lin')
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

function watch(page: Page): Page {
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (fault) => faults.push(`${page.url()}: ${fault.message}`))
  return page
}

/** A telephone in the middle of Lin's grid. */
async function telephone(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: PHONE,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    hasTouch: true,
    isMobile: true,
    reducedMotion: 'reduce',
    permissions: ['camera', 'microphone', 'geolocation'],
    geolocation: work.place,
  })
  return { context, page: watch(await context.newPage()) }
}

/** Holds the button that records for a moment. */
async function talk(page: Page, hold_ms: number, slide_px = 0): Promise<void> {
  const button = page.locator('.lx-talk-button').last()
  await button.hover() // once the sheet stands still
  const box = await button.boundingBox()
  if (!box) throw new Error('there is no button to talk')
  await page.mouse.down()
  await page.getByText(/录音 \d+ 秒/).waitFor()
  await page.waitForTimeout(hold_ms)
  if (slide_px > 0) await page.mouse.move(box.x + box.width / 2, box.y - slide_px)
  await page.mouse.up()
}

/** Waits until a sound has played for a while. @returns how far it is, seconds */
const heard = (page: Page, sound: string): Promise<number> =>
  page.evaluate<number>(`new Promise((done) => {
    const sound = document.querySelector('${sound}')
    const look = () => (sound.currentTime > 0.2 ? done(sound.currentTime) : setTimeout(look, 50))
    look()
  })`)

/** The page is kept by the service worker from now on: what opens next may come without a network. */
const installed = (page: Page): Promise<void> =>
  page.evaluate<void>(`navigator.serviceWorker.ready.then(() => undefined)`)

const openFirst = async (page: Page, title: string): Promise<void> => {
  await page.locator('.card', { hasText: title }).click()
  await page.locator('.lead h1', { hasText: title }).waitFor()
}

describe('the grid worker’s telephone', () => {
  it('reports in four taps: camera, photo, class, send; place and title come by themselves', async () => {
    const { context, page } = await telephone()
    await enterField(page, server.url, '林秀')
    let taps = 0
    const tap = async (name: string | RegExp, role: 'button' | 'link' = 'button'): Promise<void> => {
      taps++
      await page.getByRole(role, { name }).first().tap()
    }
    const began_ms = Date.now()
    await tap('拍照上报', 'link')
    await page.locator('.camera-shutter:enabled').waitFor()
    await tap('拍照')
    await page.getByText(work.gridName).first().waitFor()
    const proposed = page.locator('.chips-class .chips button').first()
    const name = (await proposed.textContent())?.trim() ?? ''
    taps++
    await proposed.tap()
    await tap(/^上报$/)
    await page.getByRole('heading', { name: '已收到' }).waitFor()
    process.stderr.write(`  report: ${taps} taps, ${((Date.now() - began_ms) / 1000).toFixed(1)} s\n`)
    expect(taps).toBeLessThanOrEqual(MOST_TAPS)
    await page.getByRole('link', { name: '打开这件' }).click()
    await page.getByRole('heading', { name: `${name} · ${work.gridName}` }).waitFor()
    await page.locator('.lx-photos img').first().waitFor()
    await context.close()
  })

  it('records a visit in two taps, and turns what was found on another into a report of that place', async () => {
    await work.planVisit('东门早市')
    await work.planVisit('西门快递站')
    const { context, page } = await telephone()
    await enterField(page, server.url, '林秀')
    let taps = 0
    const tap = async (target: ReturnType<Page['getByRole']>): Promise<void> => {
      taps++
      await target.tap()
    }
    await tap(page.getByRole('link', { name: /走访/ }))
    await tap(page.getByRole('button', { name: '已走访：东门早市' }))
    await page.getByRole('status').filter({ hasText: '已记下：东门早市，已走访' }).waitFor()
    expect(taps).toBeLessThanOrEqual(2)
    await expect.poll(() => page.locator('.card', { hasText: '东门早市' }).count(), WITHIN).toBe(0)
    await expectAllAccessible(page, 'visits')
    const other = page.locator('.card', { hasText: '西门快递站' })
    await other.getByRole('button', { name: '发现问题，转事件' }).tap()
    await page.getByRole('button', { name: '不拍照' }).tap()
    await page.getByText('西门快递站，湖东路8号').first().waitFor()
    await page.locator('textarea').fill('快递站门口堵住消防通道')
    await page.getByRole('button', { name: /^上报$/ }).tap()
    await page.getByRole('heading', { name: '已收到' }).waitFor()
    expect(await work.countOf('快递站门口堵住消防通道')).toBe(1)
    await context.close()
  })

  it('takes a voice note by holding, forgets one slid away, and plays what was delivered', async () => {
    const title = '垃圾桶倒了，挡住消防通道'
    await work.give(title)
    const { context, page } = await telephone()
    await enterField(page, server.url, '林秀')
    await openFirst(page, title)
    await page.getByRole('button', { name: '更多' }).click()
    await page.getByRole('button', { name: /^写备注/ }).click()
    await talk(page, 900, 200)
    expect(await page.locator('.sheet .lx-voice').count()).toBe(0)
    await talk(page, 900)
    await page.locator('.sheet .lx-voice').waitFor()
    // A keyboard begins with one press and ends with the next.
    await page.locator('.sheet .lx-talk-button').press('Enter')
    await page.getByText(/录音 \d+ 秒/).waitFor()
    await page.waitForTimeout(900)
    await page.locator('.sheet .lx-talk-button').press(' ')
    await expect.poll(() => page.locator('.sheet .lx-voice').count(), WITHIN).toBe(2)
    await page.locator('.sheet').getByRole('button', { name: '提交' }).click()
    await page.locator('.act-delivered', { hasText: '写备注' }).waitFor()
    const notes = page.locator('.page .lx-voice')
    await expect.poll(() => notes.count(), WITHIN).toBe(2)
    await notes.first().getByRole('button').click()
    expect(await heard(page, '.page .lx-voice audio')).toBeGreaterThan(0)
    await context.close()

    const desk = await open(browser, DESK, faults)
    const pane = await openMatter(desk.page, server.url, '赵敏', title)
    await pane.locator('.lx-voice').first().getByRole('button').click()
    expect(await heard(desk.page, '#ticket-pane .lx-voice audio')).toBeGreaterThan(0)
    await desk.context.close()
  })

  it('keeps what is done without a network, through a killed page, and delivers it once', async () => {
    const title = '北门路灯杆倾斜'
    const words = '离线时写的备注'
    const ticketId = await work.give(title)
    const { context, page } = await telephone()
    await enterField(page, server.url, '林秀')
    await installed(page)
    await openFirst(page, title)
    await page.getByText(REPORTER_MASKED).waitFor()
    await context.setOffline(true)
    await page.getByRole('button', { name: '签收', exact: true }).click()
    await page.locator('.last-act', { hasText: '待发送' }).waitFor()
    await page.getByRole('button', { name: '更多' }).click()
    await page.getByRole('button', { name: /^写备注/ }).click()
    await page.locator('.sheet textarea').last().fill(words)
    await page.locator('.sheet').getByRole('button', { name: '提交' }).click()
    await page.getByText('2 项还没送达').waitFor()
    expect((await work.read(ticketId)).state).toBe('dispatched')
    await page.close()

    // Opened again, still without a network: the page, the ticket and what waits are there.
    const again = watch(await context.newPage())
    await again.goto(`${server.url}/field/t/${ticketId}`)
    await again.getByText(/没有连上网络，下面是截至/).waitFor()
    await again.locator('.lead h1', { hasText: title }).waitFor()
    await expect.poll(() => again.locator('.page .act').count(), WITHIN).toBe(2)
    expect(await again.locator('.act-delivered').count()).toBe(0)
    const kept = await again.evaluate<string>(`new Promise((done, failed) => {
      const opening = indexedDB.open('lianxin-field')
      opening.onerror = () => failed(opening.error)
      opening.onsuccess = () => {
        const asked = opening.result.transaction(['reads']).objectStore('reads').getAll()
        asked.onsuccess = () => done(JSON.stringify(asked.result))
      }
    })`)
    expect(kept).toContain(title)
    expect(kept).not.toMatch(REPORTER_MASKED)
    await context.setOffline(false)
    await expect.poll(() => again.locator('.act-delivered').count(), WITHIN).toBe(2)
    const { steps } = await work.read(ticketId)
    expect(steps.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1)
    expect(steps.filter(({ kind }) => kind === 'noted')).toHaveLength(1)
    expect(steps.map(({ kind }) => kind).slice(-2)).toEqual(['acknowledged', 'noted'])
    await context.close()
  })

  it('reports without a network: kept with its photo, sent once when there is one', async () => {
    const words = '离线上报的井盖破损'
    const { context, page } = await telephone()
    await enterField(page, server.url, '林秀')
    await installed(page)
    // The shell is on the telephone; the next page is opened from there.
    await page.reload()
    await page.getByRole('heading', { name: '待办', exact: true }).waitFor()
    await context.setOffline(true)
    await page.getByRole('link', { name: '拍照上报' }).tap()
    await page.locator('.camera-shutter:enabled').click()
    await page.getByLabel('补充说明').fill(words)
    await page.getByRole('button', { name: '上报', exact: true }).click()
    await page.getByRole('heading', { name: '已存在手机上' }).waitFor()
    await page.locator('.act-waiting').waitFor()
    await page.goto(`${server.url}/field/`)
    await page.getByText('1 项还没送达').click()
    await context.setOffline(false)
    await page.locator('.act-delivered', { hasText: words }).waitFor()
    expect(await work.countOf(words)).toBe(1)
    await context.close()
  })

  it('shows what was refused, why, and sends it again as things are now', async () => {
    const title = '宣传栏玻璃碎了'
    const ticketId = await work.give(title)
    const { context, page } = await telephone()
    await enterField(page, server.url, '林秀')
    await openFirst(page, title)
    await context.setOffline(true)
    await page.getByRole('button', { name: '更多' }).click()
    await page.getByRole('button', { name: /^上报上级/ }).click()
    await page.locator('.sheet textarea').last().fill('需要专业玻璃工')
    await page.locator('.sheet').getByRole('button', { name: '提交' }).click()
    await page.locator('.last-act', { hasText: '待发送' }).waitFor()
    // Meanwhile the desk has written something: what was seen is no longer so.
    await work.command(ticketId, { kind: 'note', text: '已联系物业' })
    await context.setOffline(false)
    await page.locator('.act-refused').waitFor()
    await page.getByText('1 项被拒绝，请处理').waitFor()
    expect((await work.read(ticketId)).state).toBe('dispatched')
    await page.getByRole('button', { name: '修改后再发' }).click()
    await expect.poll(() => page.locator('.sheet textarea').last().inputValue()).toBe('需要专业玻璃工')
    await page.locator('.sheet').getByRole('button', { name: '提交' }).click()
    await page.locator('.act-delivered', { hasText: '上报上级' }).waitFor()
    expect((await work.read(ticketId)).steps.at(-1)?.kind).toBe('escalated')
    await context.close()
  })

  it('puts the to-dos in walking order from where one stands, and sends nobody the place', async () => {
    // In due order near, far, middle; on foot near, middle, far.
    for (const [title, east_deg] of [
      ['走路一：近处', 0.0001],
      ['走路二：远处', 0.0009],
      ['走路三：中间', 0.0005],
    ] as const)
      await work.give(title, { east_deg })
    const { context, page } = await telephone()
    await enterField(page, server.url, '林秀')
    await page.locator('.card', { hasText: '走路三' }).waitFor()
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.url() + (request.postData() ?? '')))
    await page.getByRole('button', { name: '按路线' }).tap()
    await page.getByText('不上传、不保存').waitFor()
    const titles = await page.locator('.card strong').allTextContents()
    const walk = titles.filter((title) => title.startsWith('走路'))
    const [near, middle, far] = ['走路一：近处', '走路三：中间', '走路二：远处']
    expect([[near, middle, far].join(), [far, middle, near].join()]).toContain(walk.join())
    expect(await page.locator('.card-leg').count()).toBe(titles.length)
    const place = String(work.place.latitude).slice(0, 7)
    expect(sent.filter((request) => request.includes(place))).toEqual([])
    await context.close()
  })

  it('asks before signing out with something unsent, and leaves nothing behind', async () => {
    const title = '花坛围栏松动'
    await work.give(title)
    const { context, page } = await telephone()
    await enterField(page, server.url, '林秀')
    await openFirst(page, title)
    await page.route('**/commands', (route) => route.abort())
    await page.getByRole('button', { name: '签收', exact: true }).click()
    await page.locator('.last-act', { hasText: '待发送' }).waitFor()
    await page.getByRole('link', { name: '回到待办' }).click()
    await page.getByRole('link', { name: '我的', exact: true }).click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByText('还有 1 项没有送达').waitFor()
    await page.getByRole('button', { name: '放弃这些并退出' }).click()
    await page.getByRole('button', { name: '登录', exact: true }).waitFor()
    const left = await page.evaluate<number>(`new Promise((done, failed) => {
      const opening = indexedDB.open('lianxin-field')
      opening.onerror = () => failed(opening.error)
      opening.onsuccess = () => {
        const stores = ['acts', 'files', 'reads']
        const read = opening.result.transaction(stores)
        Promise.all(stores.map((store) => new Promise((counted) => {
          const asked = read.objectStore(store).count()
          asked.onsuccess = () => counted(asked.result)
        }))).then((counts) => done(counts.reduce((sum, count) => sum + count, 0)), failed)
      }
    })`)
    expect(left).toBe(0)
    await context.close()
  })

  it('reads in the sun, in the dark and in large type; axe finds nothing on any screen', async () => {
    const title = '看板被风吹倒'
    await work.give(title)
    const { context, page } = await telephone()
    await page.goto(`${server.url}/field/`)
    await page.getByRole('button', { name: '强光模式' }).click()
    expect(await page.evaluate(`document.documentElement.dataset.theme`)).toBe('sun')
    await page.reload()
    await page.getByRole('button', { name: '普通模式' }).waitFor()
    expect(await page.evaluate(`document.documentElement.dataset.theme`)).toBe('sun')
    for (const [theme, size] of [
      ['light', 'normal'],
      ['dark', 'normal'],
      ['sun', 'normal'],
      ['light', 'large'],
    ] as const) {
      const name = `${theme} ${size}`
      const look = async (screen: string): Promise<void> => {
        await expectAllAccessible(page, `${name}: ${screen}`)
        const wider = await page.evaluate<number>(`document.documentElement.scrollWidth - innerWidth`)
        expect(wider, `${name}: ${screen} is wider than the telephone`).toBeLessThanOrEqual(0)
      }
      await page.evaluate(`localStorage.setItem('lianxin.look', '${name}')`)
      await page.goto(`${server.url}/field/`)
      const person = page.getByRole('button', { name: /林秀/ }).first()
      await person.or(page.locator('.card').first()).first().waitFor()
      if (await person.isVisible()) {
        await look('sign-in')
        await person.click()
      }
      await page.locator('.card').first().waitFor()
      await look('to-dos')
      await page.getByRole('button', { name: '按路线' }).click()
      await page.locator('.card-leg').first().waitFor()
      await look('walking order')
      await openFirst(page, title)
      await look('ticket')
      await page.getByRole('button', { name: '更多' }).click()
      await page.getByRole('button', { name: /^写备注/ }).click()
      await page.locator('.sheet textarea').last().waitFor()
      await look('note')
      await page.goto(`${server.url}/field/report`)
      await page.locator('.camera-shutter:enabled').waitFor()
      await look('camera')
      await page.locator('.camera-shutter').click()
      await page.locator('.lx-photo img').waitFor()
      // Left and come back to: it is gone on with.
      await page.goto(`${server.url}/field/report`)
      await page.locator('.lx-photo img').waitFor()
      await page.locator('.chips-class .chips button').first().waitFor()
      await look('report')
      await page.locator('.place').click()
      await page.getByRole('button', { name: '好了' }).waitFor()
      await look('place')
      await page.getByRole('button', { name: '好了' }).click()
      await page.getByRole('button', { name: '不要了，重新拍' }).click()
      await page.locator('.camera-shutter').waitFor()
      await page.goto(`${server.url}/field/grid`)
      await page.locator('.units').first().waitFor()
      await look('grid card')
      await page.goto(`${server.url}/field/outbox`)
      await page.getByText('在这部手机上办的每一步').waitFor()
      await look('outbox')
      await page.goto(`${server.url}/field/me`)
      await page.getByLabel('明暗').waitFor()
      await look('me')
    }
    await context.close()
    expect(faults).toEqual([])
  }, 400_000)
})
