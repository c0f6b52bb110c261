import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { DESK, expectAccessible, launch, open, PHONE } from './browser.ts'
import { enterConsole, enterField } from './people.ts'
import { startServer, type RunningServer } from './server.ts'

/** Every look of the platform; colours and sizes come from one set of tokens. */
const LOOKS = [
  ['light', 'normal'],
  ['dark', 'normal'],
  ['light', 'large'],
  ['sun', 'normal'],
] as const
const DEVICES = { desk: DESK, phone: PHONE } as const
type Device = keyof typeof DEVICES

/** Screens of the console by who uses them. */
const CONSOLE = {
  赵敏: [
    '/queue?list=open',
    '/queue?list=all',
    '/map',
    '/intake',
    '/grids',
    '/duty',
    '/catalogue',
    '/calendar',
    '/walls',
  ],
  周强: ['/organisation', '/organisation?tab=persons', '/grids?tab=coverage', '/catalogue', '/calendar'],
  郑洁: ['/accounts'],
  吴安: ['/audit'],
} as const
const FIELD = ['/', '/report', '/grid', '/me'] as const
const RESIDENT = ['/', '/follow'] as const

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

/** Waits until nothing loads any more: no skeleton, no wheel. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await page.waitForFunction(`!document.querySelector('.ant-spin-spinning, .lx-loading, [aria-busy="true"]')`)
}

/** A page in every look; nothing may be found, and nothing may stick out to the side (WCAG 1.4.10). */
async function inEveryLook(
  page: Page,
  name: string,
  looks: readonly (readonly [string, string])[] = LOOKS,
): Promise<void> {
  await settled(page)
  for (const [theme, size] of looks) {
    await page.evaluate(`Object.assign(document.documentElement.dataset, { theme: '${theme}', size: '${size}' })`)
    await page.waitForTimeout(150)
    await expectAccessible(page, `${name} ${theme} ${size}`)
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect(wide, `${name} ${theme} ${size}: sticks out by ${wide} px`).toBeLessThanOrEqual(0)
  }
}

describe.each(Object.keys(DEVICES) as Device[])('on a %s', (device) => {
  it.each(Object.entries(CONSOLE))('the console of %s', async (person, paths) => {
    const { page, context } = await open(browser, DEVICES[device], faults)
    await page.goto(`${server.url}/console/`)
    await page.getByRole('button', { name: new RegExp(person) }).waitFor()
    await inEveryLook(page, `console sign-in ${device}`)
    await enterConsole(page, server.url, person)
    for (const path of paths) {
      await page.goto(`${server.url}/console${path}`)
      await page.getByRole('main').waitFor()
      await inEveryLook(page, `console ${path} ${device}`)
    }
    await context.close()
  })

  it('a ticket on the console', async () => {
    const { page, context } = await open(browser, DEVICES[device], faults)
    await enterConsole(page, server.url, '赵敏')
    await page.goto(`${server.url}/console/queue?list=all`)
    await page.locator('[role=row]').nth(1).click()
    await page.getByRole('toolbar').first().waitFor()
    await inEveryLook(page, `console ticket ${device}`)
    await context.close()
  })

  it('the field app', async () => {
    const { page, context } = await open(browser, DEVICES[device], faults)
    await page.goto(`${server.url}/field/`)
    await page.getByRole('button', { name: /林秀/ }).first().waitFor()
    await inEveryLook(page, `field sign-in ${device}`)
    await enterField(page, server.url, '林秀')
    for (const path of FIELD) {
      await page.goto(`${server.url}/field${path}`)
      await page.getByRole('heading').first().waitFor()
      await inEveryLook(page, `field ${path} ${device}`)
    }
    await context.close()
  })

  it('the resident’s page', async () => {
    const { page, context } = await open(browser, DEVICES[device], faults)
    for (const path of RESIDENT) {
      await page.goto(`${server.url}/r${path}`)
      await page.getByRole('main').waitFor()
      await inEveryLook(page, `resident ${path} ${device}`)
    }
    await context.close()
    expect(faults).toEqual([])
  })
})
