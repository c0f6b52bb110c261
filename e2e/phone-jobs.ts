import type { Locator, Page } from 'playwright-core'
import { describe } from 'vitest'

import { open, PHONE } from './browser.ts'
import { Hand } from './hand.ts'
import { enterField } from './people.ts'
import { telephonePhoto } from './photo.ts'
import { enterOffice } from './office.ts'
import { reportMatter } from './stage.ts'
import { CLASS, REPLY, REPORTER, type Job, type Workplace } from './workplace.ts'

/** The jobs of those who have a telephone in the hand, as `docs/guides/jobs.md` names them. */
export function phoneJobs(at: Workplace, job: Job): void {
  describe('a grid worker with a telephone', () => {
    let page: Page
    /** A hand on the telephone in the middle of the grid, on the to-dos. */
    async function phone(): Promise<Hand> {
      if (!page) {
        const opened = await open(at.phones, PHONE, at.faults)
        await opened.context.grantPermissions(['camera', 'microphone', 'geolocation'])
        await opened.context.setGeolocation(at.work.place)
        page = opened.page
        await enterField(page, at.url, '林秀')
      } else await page.goto(`${at.url}/field/`)
      const hand = new Hand(page)
      await hand.see(page.getByRole('heading', { name: '待办', exact: true }))
      return hand
    }
    const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true }).last()
    async function atMatter(words: string): Promise<Hand> {
      const hand = await phone()
      await hand.tap(page.locator('.card', { hasText: words }))
      await hand.see(page.locator('.lead h1', { hasText: words }))
      return hand
    }

    job('拍照上报', async () => {
      const hand = await phone()
      await hand.tap(page.getByRole('link', { name: '拍照上报' }))
      await hand.see(page.locator('.camera-shutter:enabled'))
      await hand.tap(page.locator('.camera-shutter'))
      await hand.see(page.locator('.chips-class .chips button'))
      await hand.tap(page.locator('.chips-class .chips button').first())
      await hand.tap(button('上报'))
      await hand.see(page.getByRole('heading', { name: '已收到' }))
      return hand
    })

    job('手机签收', async () => {
      await at.gridMatter('单元门口有纸箱')
      const hand = await atMatter('单元门口有纸箱')
      await hand.tap(button('签收'))
      await hand.see(page.locator('.act-delivered', { hasText: '签收' }))
      return hand
    })

    job('现场办结', async () => {
      await at.lin.give(await at.gridMatter('车棚里有碎玻璃'), { kind: 'acknowledge' })
      const hand = await atMatter('车棚里有碎玻璃')
      await hand.tap(button('办结'))
      const sheet = page.getByRole('dialog')
      await hand.see(sheet.locator('textarea'))
      await hand.photograph(sheet.locator('.lx-take-photo'), await telephonePhoto())
      await sheet.locator('.lx-photo img').waitFor()
      await hand.write(REPLY, sheet.locator('textarea'))
      await hand.tap(sheet.getByRole('button', { name: '提交' }))
      await hand.see(page.locator('.act-delivered', { hasText: '办结' }))
      return hand
    })

    job('上报上级', async () => {
      await at.gridMatter('墙角渗水发霉')
      const hand = await atMatter('墙角渗水发霉')
      await hand.tap(button('更多'))
      await hand.see(page.getByRole('dialog'))
      await hand.tap(button(/^上报上级/))
      const words = page.getByRole('dialog').locator('textarea')
      await hand.see(words)
      await hand.write('要动公共管道，网格办不了', words)
      await hand.tap(page.getByRole('dialog').getByRole('button', { name: '提交' }))
      await hand.see(page.locator('.act-delivered', { hasText: '上报上级' }))
      return hand
    })

    job('给诉求人打电话', async () => {
      await at.gridMatter('门禁坏了进不来')
      const hand = await atMatter('门禁坏了进不来')
      await hand.tap(button('查看联系方式'))
      await hand.see(page.getByRole('dialog'))
      await hand.tap(page.getByRole('dialog').getByRole('button', { name: '约定上门时间' }))
      const call = page.locator('a[href^="tel:"]', { hasText: REPORTER.telephone })
      await hand.see(call)
      await hand.tap(call)
      return hand
    })
  })

  describe('a resident with a telephone', () => {
    let page: Page
    async function on(path: string, what: (page: Page) => Locator): Promise<Hand> {
      page ??= (await open(at.phones, PHONE, at.faults)).page
      await page.goto(`${at.url}/r${path}`)
      const hand = new Hand(page)
      await hand.see(what(page))
      return hand
    }
    async function answered(description: string): Promise<string> {
      const { id, number, followToken } = await reportMatter(at.url, { description })
      await at.zhao.give(id, { kind: 'dispatch', classCode: CLASS, unitId: at.cityManagement })
      await (await enterOffice(at.url, 'wang')).give(id, { kind: 'resolve', publicReply: REPLY })
      return `/t/${number}?token=${followToken}`
    }

    job('扫码反映', async () => {
      const hand = await on(`/?p=${at.sign}`, (one) => one.getByText(at.work.gridName))
      await hand.photograph(page.locator('.lx-take-photo'), await telephonePhoto())
      await page.getByText('已上传').waitFor()
      await hand.write('东门口地面有碎玻璃', page.getByLabel('什么问题'))
      await hand.tap(page.getByRole('button', { name: '提交', exact: true }))
      await hand.see(page.getByText('收到了'))
      return hand
    })

    job('查进度', async () => {
      const { number, followToken } = await reportMatter(at.url, { description: '井盖有响声' })
      const hand = await on('/', (one) => one.getByLabel('什么问题'))
      await hand.tap(page.getByRole('link', { name: '查进度' }))
      await hand.see(page.getByLabel('编号'))
      await hand.write(number, page.getByLabel('编号'))
      await hand.write(followToken, page.getByLabel('查询码'))
      await hand.tap(page.getByRole('button', { name: '查看' }))
      await hand.see(page.getByText('办理经过'))
      return hand
    })

    job('评价', async () => {
      const hand = await on(await answered('树坑里有垃圾'), (one) => one.getByText('满意吗'))
      await hand.tap(page.getByRole('button', { name: '非常满意' }))
      await hand.see(page.locator('.rated', { hasText: '非常满意' }))
      return hand
    })

    job('没解决，重新办', async () => {
      const hand = await on(await answered('水沟里有淤泥'), (one) => one.getByText('满意吗'))
      await hand.tap(page.getByRole('button', { name: '没解决，重新办' }))
      await hand.see(page.getByText('已退回重新办理'))
      return hand
    })

    job('打网格员电话', async () => {
      const hand = await on(`/?p=${at.sign}`, (one) => one.locator('.call-bar a[href^="tel:"]').nth(1))
      await hand.tap(page.locator('.call-bar a[href^="tel:"]').first())
      return hand
    })
  })
}
