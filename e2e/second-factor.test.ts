import { TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { DESK, expectAccessible, launch, open } from './browser.ts'
import { startServer, type RunningServer } from './server.ts'

const PASSWORD = 'Qiao-liang 2026'

let server: RunningServer
let browser: Browser
beforeAll(async () => {
  server = await startServer({ DEMO: 'none' })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('登录名').fill('security-admin')
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: /登\s*录/ }).click()
}

describe('the first administrator', () => {
  it('sets a password by the printed link, which works once, and adds a second factor that is asked for from then on', async () => {
    const link = /security-admin\S*\s+(\S+)/.exec(server.said())?.[1] ?? ''
    expect(link).toMatch(/^http/)
    const faults: string[] = []
    const { page } = await open(browser, DESK, faults)
    await page.goto(link)
    const fields = page.locator('input[type=password]')
    await fields.nth(0).fill(PASSWORD)
    await fields.nth(1).fill(PASSWORD)
    await page.getByRole('button', { name: '保存密码' }).click()
    await page.getByText('去登录').waitFor()
    await page.goto(link)
    await page.getByText('链接已失效').first().waitFor()
    await page.goto(`${server.url}/console/`)
    await expectAccessible(page, 'sign-in')
    await signIn(page)
    await page.locator('.lc-person').click()
    await page.getByText('启用动态验证码').click()
    const secret = await page.locator('code').textContent()
    const totp = new TOTP({ secret: (secret ?? '').replaceAll(' ', '') })
    await page.getByRole('dialog').locator('input').fill(totp.generate())
    await page.getByRole('button', { name: '确认启用' }).click()
    await page.getByText('动态验证码已启用').waitFor()
    await page.keyboard.press('Escape')

    const later = await open(browser, DESK, faults)
    await later.page.goto(`${server.url}/console/`)
    await signIn(later.page)
    await later.page
      .getByText(/动态验证码|6 位数字/)
      .first()
      .waitFor()
    // The code of the enrolment is used up; the next one counts.
    const next = totp.generate({ timestamp: Date.now() + 30_000 })
    await later.page.locator('input[maxlength="6"], input[inputmode=numeric]').first().fill(next)
    await later.page.keyboard.press('Enter')
    await later.page.getByText('安全管理员').first().waitFor()
    expect(faults).toEqual([])
  })
})
