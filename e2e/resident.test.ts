import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { launch, open, PHONE } from './browser.ts'
import { enterOffice, type Clerk } from './office.ts'
import { telephonePhoto } from './photo.ts'
import { expectAllAccessible, expectLarge, Finger, startWeChat, type WeChatHere } from './resident-acts.ts'
import { newDataDir, startServer, type RunningServer } from './server.ts'

/** WeChat's own browser on an Android telephone. */
const WECHAT =
  'Mozilla/5.0 (Linux; Android 14; V2218A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36 XWEB/1300 MMWEBSDK/20240501 MicroMessenger/8.0.50.2701(0x28003253) WeChat/arm64 Weixin NetType/4G Language/zh_CN ABI/arm64'
/** Pictures to look at, where the folder is named. */
const PICTURES = process.env['PICTURES_TO']

let server: RunningServer
let browser: Browser
let dataDir: string
let zhao: Clerk
/** The server of WeChat, as far as the product talks to it; it stands on this machine. */
let wechat: WeChatHere
let sign: string
let gridName: string
const faults: string[] = []

/** So that the server's clock shows ten in the morning of the district: SMS rest at night. */
function untilTen_ms(): number {
  const day_ms = 86_400_000
  const ten = 2 * 3_600_000 // 10:00 in UTC+8
  return (ten - (Date.now() % day_ms) + day_ms) % day_ms
}

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return
  await mkdir(PICTURES, { recursive: true })
  await page.waitForTimeout(400)
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true })
}

interface Line {
  readonly ticketId: string
  readonly kind: string
  readonly adapter: string
  readonly text: string
}
async function toldOf(ticketId: string): Promise<readonly Line[]> {
  const text = await readFile(join(dataDir, 'messages', 'messages.jsonl'), 'utf8').catch(() => '')
  const lines = text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]))
  return lines.filter((line) => line.ticketId === ticketId)
}
const kindsTold = async (ticketId: string) => (await toldOf(ticketId)).map(({ kind }) => kind)

const telephones = (page: Page) => page.locator('.call-bar a[href^="tel:"]')
const numberOf = async (page: Page): Promise<string> => (await page.locator('.receipt dd').first().innerText()).trim()

beforeAll(async () => {
  wechat = await startWeChat()
  dataDir = await newDataDir('resident')
  server = await startServer({
    DATA_DIR: dataDir,
    NODE_ENV: 'test',
    TEST_CLOCK_OFFSET_MS: String(untilTen_ms()),
    PUBLIC_URL: 'https://grid.example.cn',
    WECHAT_PROVIDER: 'weixin',
    WECHAT_APP_ID: 'wx1',
    WECHAT_SECRET: 'S',
    WECHAT_TEMPLATE: 'T1',
    WECHAT_URL: wechat.url,
  })
  browser = await launch()
  zhao = await enterOffice(server.url, 'zhao')
  const { post } = (await enterOffice(server.url, 'lin')).session
  if (!post?.grid) throw new Error('林秀 works in no grid')
  gridName = post.grid.name
  sign = `G${Number(post.grid.path.split('.').at(-2)).toString(36).toUpperCase().padStart(4, '0')}`
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  wechat?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function phone(options: { userAgent?: string; locale?: string } = {}): Promise<Page> {
  const { page } = await open(browser, PHONE, faults, options.locale ?? 'zh-CN', options.userAgent)
  page.setDefaultTimeout(60_000)
  return page
}

/** Reports by the sign with a telephone, so that changes are told. @returns number and ticket */
async function report(page: Page, text: string): Promise<{ number: string; ticketId: string }> {
  await page.goto(`${server.url}/r/?p=${sign}`)
  await page.getByText(gridName).first().waitFor()
  await page.getByLabel('什么问题').fill(text)
  await page.getByText('留下姓名电话').tap()
  await page.getByLabel('电话', { exact: true }).fill('13800001234')
  await page.getByRole('button', { name: '提交', exact: true }).tap()
  await page.getByText('收到了').waitFor()
  const number = await numberOf(page)
  const found = await zhao.get<{ items: { id: string }[] }>(`/tickets?list=all&q=${number}`)
  return { number, ticketId: found.items[0]?.id ?? '' }
}

describe('the resident’s telephone', () => {
  it('reports by a sign in two taps in WeChat, with somebody to call on every page', async () => {
    const page = await phone({ userAgent: WECHAT })
    const finger = new Finger()
    await page.goto(`${server.url}/r/?p=${sign}`)
    await page.getByText(gridName).first().waitFor()
    await telephones(page).nth(1).waitFor()
    await picture(page, 'report-empty')
    await expectAllAccessible(page, 'report')
    // First tap: the camera.
    finger.taps++
    const camera = page.locator('input[type=file][capture]')
    expect(await camera.getAttribute('accept')).toBe('image/*')
    await camera.setInputFiles(await telephonePhoto())
    await page.getByText('已上传').waitFor()
    await page.getByLabel('什么问题').fill('小区东门口路灯坏了两天，晚上老人看不清路。')
    await picture(page, 'report-filled')
    await finger.tap(page.getByRole('button', { name: '提交', exact: true }))
    await page.getByText('收到了').waitFor()
    expect(finger.taps).toBe(2)
    await picture(page, 'receipt')
    await expectAllAccessible(page, 'receipt')
    expect(await numberOf(page)).toMatch(/^\d{9,}$/)

    // Everywhere two calls are one tap away: the grid's worker and the hotline.
    const hrefs = async () => telephones(page).evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    const receipt = await hrefs()
    expect(receipt).toHaveLength(2)
    expect(receipt[1]).toBe('tel:12345')
    await finger.tap(page.getByRole('button', { name: '看进度' }))
    await page.getByText('办理经过').waitFor()
    expect(finger.taps).toBe(3)
    expect(await hrefs()).toEqual(receipt)
    await picture(page, 'follow-reported')
    await page.getByRole('link', { name: '查进度' }).tap()
    await page.getByLabel('编号').waitFor()
    expect(await hrefs()).toEqual(receipt)
    await picture(page, 'find')
    await expectAllAccessible(page, 'find')
    await page.getByRole('link', { name: '网格员', exact: true }).tap()
    await page.getByText('有事打电话').waitFor()
    await picture(page, 'grid-card')
    await expectAllAccessible(page, 'grid card')
    expect(await page.locator('main a[href^="tel:"]').count()).toBeGreaterThan(0)
  })

  it('finds the grid worker with a position, asked for only by a tap', async () => {
    const page = await phone()
    await page.goto(`${server.url}/r/`)
    await page.getByText('找我的网格员').tap()
    await page.getByRole('heading', { name: '找我的网格员' }).waitFor()
    await picture(page, 'grid-find')
    await page.getByRole('button', { name: '用我现在的位置' }).tap()
    await page.getByText('写清地点就行').waitFor() // not allowed: words instead, nothing is lost
    await page.getByPlaceholder('小区、楼号、路口，写清就行').fill(gridName)
    await page.locator('.offers button').first().tap()
    await page.getByText('有事打电话').waitFor()
    await page.reload()
    await page.getByText('有事打电话').waitFor()
  })

  it('is told once at each change, rates and has it done again by one tap each', async () => {
    const page = await phone()
    const { ticketId } = await report(page, '楼下垃圾没人收')
    await expect.poll(() => kindsTold(ticketId)).toEqual(['reported'])
    await page.getByRole('button', { name: '看进度' }).tap()
    await page.getByText('发短信到 138****1234').waitFor()

    const catalogue = await zhao.get<{ classes: { code: string; evidenceRequired: boolean }[] }>('/catalogue')
    const plain = catalogue.classes.find(({ evidenceRequired }) => !evidenceRequired)
    await zhao.give(ticketId, { kind: 'dispatch', classCode: plain?.code ?? '' })
    await page.locator('main').getByText('派单').waitFor()
    const lin = await enterOffice(server.url, 'lin')
    await lin.give(ticketId, { kind: 'start' })
    await lin.give(ticketId, { kind: 'resolve', publicReply: '垃圾已清运，感谢您的反映。' })
    await expect.poll(() => kindsTold(ticketId)).toEqual(['reported', 'dispatched', 'started', 'resolved'])
    expect((await toldOf(ticketId)).at(-1)?.text).toContain('垃圾已清运')

    // One tap for the stars; another puts a slip right; words only if one likes.
    const finger = new Finger()
    await page.getByText('满意吗').waitFor()
    await picture(page, 'follow-rate')
    await expectAllAccessible(page, 'follow, to be rated')
    await finger.tap(page.getByRole('button', { name: '不满意', exact: true }))
    await page.getByText('您的评价').waitFor()
    expect(finger.taps).toBe(1)
    await page.getByRole('button', { name: '改一下评价' }).tap()
    await page.getByRole('button', { name: '非常满意' }).tap()
    await page.locator('.rated', { hasText: '非常满意' }).waitFor()
    await page.getByLabel('还想说几句').fill('来得很快')
    await page.getByRole('button', { name: '发送', exact: true }).tap()
    await page.getByText('来得很快').waitFor()
    // The words may be back before their sending has ended.
    await expect.poll(() => page.locator('button:disabled').count()).toBe(0)
    await picture(page, 'follow-rated')
    await expectAllAccessible(page, 'follow, rated')
    expect((await zhao.get<{ rating: number }>(`/tickets/${ticketId}`)).rating).toBe(5)

    const again = new Finger()
    await again.tap(page.getByRole('button', { name: '没解决，重新办' }))
    await page.getByText('已退回重新办理').waitFor()
    expect(again.taps).toBe(1)
    await picture(page, 'follow-reopened')
    await expect.poll(() => kindsTold(ticketId)).toEqual(['reported', 'dispatched', 'started', 'resolved', 'reopened'])

    // Off by one tap: what comes next is shown, and not sent.
    const off = new Finger()
    await off.tap(page.getByRole('switch'))
    await page.getByRole('switch', { checked: false }).waitFor()
    expect(off.taps).toBe(1)
    await zhao.give(ticketId, { kind: 'dispatch' })
    await page.locator('main').getByText('派单').nth(1).waitFor()
    await page.waitForTimeout(1_500)
    expect(await kindsTold(ticketId)).toHaveLength(5)
  })

  it('asks WeChat for one message, keeps the follow code from it, and sends the answer there', async () => {
    const page = await phone({ userAgent: WECHAT })
    const { number, ticketId } = await report(page, '健身器材坏了')
    await page.getByRole('button', { name: '看进度' }).tap()
    // WeChat's own question, answered with yes: it leads back with what the page gave it.
    let asked: URL | undefined
    await page.route('https://mp.weixin.qq.com/**', (route) => {
      asked = new URL(route.request().url())
      const back = new URLSearchParams({
        openid: 'oResident_1234567',
        template_id: 'T1',
        action: 'confirm',
        scene: asked.searchParams.get('scene') ?? '',
        reserved: asked.searchParams.get('reserved') ?? '',
      })
      return route.fulfill({ status: 302, headers: { location: `${server.url}/r/t/${number}?${back.toString()}` } })
    })
    const finger = new Finger()
    await finger.tap(page.getByRole('button', { name: '有答复时用微信告诉我' }))
    await page.getByRole('button', { name: '不用微信告诉我了' }).waitFor()
    expect(finger.taps).toBe(1)
    await picture(page, 'wechat-subscribed')
    expect(page.url()).not.toContain('openid')
    const token = new URL(page.url()).searchParams.get('token') ?? ''
    expect(asked?.href).not.toContain(token)
    expect(asked?.searchParams.get('redirect_url')).toBe(`https://grid.example.cn/r/t/${number}`)

    await zhao.give(ticketId, { kind: 'decline', reason: '属物业', publicReply: '已转物业维修，请稍候。' })
    await page.getByText('已转物业维修').first().waitFor()
    await expect.poll(() => wechat.heard.map(({ path }) => path)).toContain('/cgi-bin/message/template/subscribe')
    expect(wechat.heard.at(-1)?.body).toMatchObject({ touser: 'oResident_1234567', template_id: 'T1' })
    // The consent was to one message: it is used up.
    await page.reload()
    await page.getByRole('button', { name: '有答复时用微信告诉我' }).waitFor()
  })

  it('uses the words the district wrote, from the next message on', async () => {
    const zhou = await enterOffice(server.url, 'zhou')
    const text = { zh: '【太白湖】{title}收到啦，编号{number}', en: 'Got it: {number}', active: true }
    await zhou.send('PUT', '/message-templates/reported', text)
    const { ticketId, number } = await report(await phone(), '井盖松动')
    await expect
      .poll(() => toldOf(ticketId).then((told) => told[0]?.text))
      .toBe(`【太白湖】井盖松动收到啦，编号${number}`)
    await zhou.send('DELETE', '/message-templates/reported')
  })

  it('keeps what was written without a network, says so, and sends it by itself when there is one', async () => {
    const page = await phone()
    await page.goto(`${server.url}/r/?p=${sign}`)
    await page.getByText(gridName).first().waitFor()
    await page.getByLabel('什么问题').fill('树枝挡住了路灯')
    await page.context().setOffline(true)
    await page.getByText('现在没有网络').waitFor()
    await page.getByRole('button', { name: '提交', exact: true }).tap()
    await page.getByText('还没有提交成功').waitFor()
    await picture(page, 'offline')
    await expectAllAccessible(page, 'offline')
    const second = await page.context().newPage()
    await page.context().setOffline(false)
    await page.getByText('收到了').waitFor()
    await second.close()
    // A draft survives the page: written, closed, opened again.
    const later = await page.context().newPage()
    await later.goto(`${server.url}/r/?p=${sign}`)
    await later.getByLabel('什么问题').fill('还没写完的话')
    await later.reload()
    await expect.poll(() => later.getByLabel('什么问题').inputValue()).toBe('还没写完的话')
  })

  it('says clearly that a HEIC photo cannot be opened, and sends the rest', async () => {
    const page = await phone()
    await page.goto(`${server.url}/r/?p=${sign}`)
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(200)])
    await page
      .locator('input[type=file][multiple]')
      .setInputFiles({ name: 'a.heic', mimeType: 'image/heic', buffer: heic })
    await page.getByText('打不开的是苹果 HEIC 格式').waitFor()
    expect(await page.locator('input[type=file][multiple]').getAttribute('accept')).not.toContain('*')
    await picture(page, 'heic')
    await page.getByLabel('什么问题').fill('路面有坑')
    await page.getByRole('button', { name: '提交', exact: true }).tap()
    await page.getByText('收到了').waitFor()
  })

  it('has large type and large targets on every page, remembered', async () => {
    const page = await phone()
    await page.goto(`${server.url}/r/?p=${sign}`)
    await page.getByRole('button', { name: '大字' }).tap()
    await page.getByText('留下姓名电话').tap()
    await page.getByLabel('电话', { exact: true }).fill('13800001234')
    await page.getByLabel('什么问题').fill('路灯不亮')
    await expectLarge(page, 'report')
    await picture(page, 'large-report')
    await expectAllAccessible(page, 'large report')
    await page.getByRole('button', { name: '提交', exact: true }).tap()
    await page.getByText('收到了').waitFor()
    await expectLarge(page, 'receipt')
    await picture(page, 'large-receipt')
    const number = await numberOf(page)
    await page.getByRole('button', { name: '看进度' }).tap()
    await page.getByText('办理经过').waitFor()
    const found = await zhao.get<{ items: { id: string }[] }>(`/tickets?list=all&q=${number}`)
    await zhao.give(found.items[0]?.id ?? '', { kind: 'selfResolve', publicReply: '已更换灯泡。' })
    await page.getByText('满意吗').waitFor()
    await expectLarge(page, 'follow')
    await picture(page, 'large-follow')
    await expectAllAccessible(page, 'large follow')
    await page.getByRole('link', { name: '网格员', exact: true }).tap()
    await page.getByText('有事打电话').waitFor()
    await expectLarge(page, 'grid card')
    await picture(page, 'large-grid')
    await page.goto(`${server.url}/r/follow`) // opened anew: remembered
    await page.getByLabel('编号').waitFor()
    await expectLarge(page, 'find')
  })

  it('stands dark and in English, with WeChat’s enlarged type, without anything cut off', async () => {
    const page = await phone({ userAgent: WECHAT, locale: 'en-GB' })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.goto(`${server.url}/r/?p=${sign}`)
    await page.getByText(gridName).first().waitFor()
    expect(await page.title()).toBe('Lianxin Grid · Report a problem')
    await page.getByLabel('What is it').fill('Street lamp out')
    await picture(page, 'dark-english-report')
    await expectAllAccessible(page, 'dark English report')
    // WeChat on iOS sets this on the body; Android scales the whole view.
    await page.evaluate("document.body.style.webkitTextSizeAdjust = '150%'")
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await picture(page, 'wechat-enlarged')
    await page.evaluate("document.body.style.webkitTextSizeAdjust = ''")
    await page.getByRole('button', { name: 'Send', exact: true }).tap()
    await page.getByText('Received, thank you').waitFor()
    await page.getByRole('button', { name: 'See progress' }).tap()
    await page.getByText('What happened so far').waitFor()
    await picture(page, 'dark-english-follow')
    await expectAllAccessible(page, 'dark English follow')
    await page.getByRole('link', { name: 'Grid worker', exact: true }).tap()
    await page.getByText('Call when you need something').waitFor()
    await picture(page, 'dark-english-grid')
    await expectAllAccessible(page, 'dark English grid')
  })

  it('no page threw', () => expect(faults).toEqual([]))
})
