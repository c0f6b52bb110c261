import type { ReplyOf, listTickets, listGrids } from '@lianxin/contract'
import { randomUUID } from 'node:crypto'

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { launch, open } from './browser.ts'
import { DEVICES, faultsInEveryLook, LOOKS_IN_THE_HAND, type Device } from './every-look.ts'
import { workFor } from './field-work.ts'
import { enterOffice } from './office.ts'
import { enterConsole, enterField } from './people.ts'
import { reportMatter } from './stage.ts'
import { startServer, type RunningServer } from './server.ts'

// One server and one browser for some hundred views.
vi.setConfig({ testTimeout: 600_000 })

/** Screens of the console by who uses them: every route, every tab. `$ticket` and `$grid` stand for one of the demo. */
const CONSOLE = {
  赵敏: [
    '/queue?list=open',
    '/queue?list=all&q=nothing-like-it',
    '/queue?list=all&ticket=$ticket',
    '/tickets/$ticket',
    '/map',
    '/map?grid=$grid',
    '/intake',
    '/inquiries?show=all',
    '/figures',
    '/briefs',
    '/orders',
    '/responsibility',
    '/responsibility?tab=praise',
    '/responsibility?tab=rules',
    '/grids',
    '/grids?grid=$grid',
    '/grid-card/$grid',
    '/duty',
    '/catalogue',
    '/calendar',
    '/walls',
    '/accounts',
    '/nowhere',
  ],
  周强: [
    '/organisation',
    '/organisation?tab=persons',
    '/grids?tab=breaches',
    '/grids?tab=coverage',
    '/grids?tab=import',
    '/grids?tab=export',
    '/grid-edit/$grid',
    '/catalogue',
    '/calendar',
    '/texts',
    '/texts?tab=messages',
  ],
  郑洁: ['/accounts'],
  吴安: ['/inspections', '/field-plans', '/field-plans?tab=plans', '/audit', '/assessments'],
} as const
const FIELD = ['/', '/report', '/visits', '/grid', '/outbox', '/me'] as const
const RESIDENT = ['/', '/follow', '/grid', '/done'] as const

let server: RunningServer
let browser: Browser
let stage: {
  readonly ticket: string
  /** A matter just reported, which waits for its class. */
  readonly reported: string
  readonly grid: string
  readonly wall: string
  readonly follow: string
  readonly todo: string
}
const faults: string[] = []

beforeAll(async () => {
  server = await startServer()
  browser = await launch()
  const zhao = await enterOffice(server.url, 'zhao')
  const tickets = await zhao.get<ReplyOf<typeof listTickets>>('/tickets?list=open')
  const grids = await zhao.get<ReplyOf<typeof listGrids>>('/grids?level=3&limit=500')
  const wall = { name: '指挥大厅', views: ['figures', 'map', 'units', 'classes'], secondsPerView: 600 }
  const { key } = await zhao.send<{ key: string | null }>('PUT', `/walls/${randomUUID()}`, wall)
  const { id: reported, number, followToken } = await reportMatter(server.url, { description: '井盖松动' })
  const todo = await (await workFor(server.url, 'lin')).give('路灯不亮')
  stage = {
    todo,
    reported,
    ticket: tickets.items[0]?.id ?? '',
    grid: grids.items[0]?.id ?? '',
    wall: `/console/wall#key=${key}`,
    follow: `/r/t/${number}?token=${followToken}`,
  }
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const screenOf = (path: string): string =>
  `${server.url}/console${path.replace('$ticket', stage.ticket).replace('$grid', stage.grid)}`

/** All that is wrong with a page in any look is told, and the next pages are looked at all the same. */
async function inEveryLook(...what: Parameters<typeof faultsInEveryLook>): Promise<void> {
  expect.soft(await faultsInEveryLook(...what)).toEqual([])
}

/** The desk and the telephone at the same time: most of such a test is waiting. */
async function onBoth(look: (device: Device) => Promise<void>): Promise<void> {
  await Promise.all((Object.keys(DEVICES) as Device[]).map(look))
}

/**
 * Opens a screen of the console the way a link does, without loading the page again; within one screen, where only
 * what is asked for changes, by its address.
 */
async function openScreen(page: Page, path: string): Promise<void> {
  const url = new URL(screenOf(path))
  if (new URL(page.url()).pathname === url.pathname) await page.goto(url.href)
  else
    await page.evaluate(`{
      for (const one of document.querySelectorAll('main > *')) one.dataset.looked = ''
      history.pushState({}, '', ${JSON.stringify(url.pathname + url.search)})
    }`)
  await page.locator('main > :not(.lc-urgent, [data-looked])').first().waitFor()
}

/** Maps are drawn by the processor here, and slowly. */
async function drawn(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(`document.querySelector('[data-ready="false"]') === null`), { timeout: 60_000 })
    .toBe(true)
}

describe('on the desk and on a telephone', () => {
  it('the doors of the console', async () =>
    onBoth(async (device) => {
      const { page, context } = await open(browser, DEVICES[device], faults)
      await page.goto(`${server.url}/console/`)
      await page.getByRole('button', { name: /赵敏/ }).waitFor()
      await inEveryLook(page, 'console sign-in', device)
      await page.goto(`${server.url}/console/link/no-such-invitation`)
      await page.getByRole('main').waitFor()
      await inEveryLook(page, 'console link', device)
      await context.close()
    }))

  it.each(Object.entries(CONSOLE))('the console of %s', async (person, paths) =>
    onBoth(async (device) => {
      const { page, context } = await open(browser, DEVICES[device], faults)
      await page.goto(`${server.url}/console/`)
      await page.getByRole('button', { name: new RegExp(person) }).click()
      await page.getByRole('navigation').first().waitFor()
      for (const path of paths) {
        await openScreen(page, path)
        await drawn(page)
        await inEveryLook(page, `console ${path}`, device)
      }
      await context.close()
    }),
  )

  it('what opens on the desk: palette, keys, map beside the list, a ticket’s form', async () =>
    onBoth(async (device) => {
      const { page, context } = await open(browser, DEVICES[device], faults)
      await enterConsole(page, server.url, '赵敏')
      await page.goto(screenOf('/queue?list=open'))
      await page.getByRole('grid').waitFor()
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').waitFor()
      await inEveryLook(page, 'console palette', device)
      await page.keyboard.press('Escape')
      await page.getByRole('grid').focus()
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
      await inEveryLook(page, 'console keys', device)
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await page.getByRole('grid').focus()
      await page.keyboard.press('m')
      await page.locator('.lc-list-map').waitFor()
      await inEveryLook(page, 'console list and map', device)
      await page.goto(screenOf(`/tickets/${stage.reported}`))
      await page.getByRole('toolbar').first().getByRole('button', { name: /归类/ }).click()
      await page.locator('.lc-action-form').waitFor()
      await inEveryLook(page, 'console ticket form', device)
      await context.close()
    }))

  it('a screen in a hall', async () =>
    onBoth(async (device) => {
      const { page, context } = await open(browser, DEVICES[device], faults)
      await page.goto(server.url + stage.wall)
      for (const view of ['总览', '辖区地图', '各单位在办', '各类事件']) {
        await page.getByRole('heading', { name: view }).waitFor()
        await inEveryLook(page, `wall ${view}`, device)
        await page.keyboard.press('ArrowRight')
      }
      await context.close()
    }))

  it('the field app', async () =>
    onBoth(async (device) => {
      const { page, context } = await open(browser, DEVICES[device], faults)
      await page.goto(`${server.url}/field/`)
      await page.getByRole('button', { name: /林秀/ }).first().waitFor()
      await inEveryLook(page, 'field sign-in', device, LOOKS_IN_THE_HAND)
      await enterField(page, server.url, '林秀')
      for (const path of FIELD) {
        await page.goto(`${server.url}/field${path}`)
        await page.getByRole('heading').first().waitFor()
        await inEveryLook(page, `field ${path}`, device, LOOKS_IN_THE_HAND)
      }
      await page.goto(`${server.url}/field/t/${stage.todo}`)
      await page.getByRole('heading').first().waitFor()
      await inEveryLook(page, 'field ticket', device, LOOKS_IN_THE_HAND)
      await context.close()
    }))

  it('the resident’s page', async () =>
    onBoth(async (device) => {
      const { page, context } = await open(browser, DEVICES[device], faults)
      for (const path of [...RESIDENT.map((one) => `/r${one}`), stage.follow]) {
        await page.goto(server.url + path)
        await page.getByRole('main').waitFor()
        await inEveryLook(page, `resident ${path.split('?')[0]}`, device, LOOKS_IN_THE_HAND)
      }
      await context.close()
      expect(faults).toEqual([])
    }))
})
