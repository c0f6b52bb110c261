import { chromium, type Browser, type Page } from 'playwright-core'

import { CHROMIUM_PATH, DESK, launch, open, QUIET } from './browser.ts'
import { workFor, type Work } from './field-work.ts'
import { Hand } from './hand.ts'
import { enterOffice, type Clerk } from './office.ts'
import { startServer } from './server.ts'
import { reportMatter, unitNamed } from './stage.ts'

/** A camera as Chromium makes it up. */
const CAMERA = [...QUIET, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
/** Roads that are not clean: closed without a photo. */
export const CLASS = 'E0104'
/** Made up. */
export const REPORTER = { name: '张三丰', telephone: '13800002345' }
export const REPLY = '已到现场清扫干净，感谢您的反映。'

/** Does a job once; the name is the one of the guide. */
export type Job = (name: string, does: () => Promise<Hand>) => void

/** One server, the browsers, and the people behind the scenes who bring the matters that the jobs are about. */
export interface Workplace {
  readonly url: string
  /** The browser of the telephones, with a camera. */
  readonly phones: Browser
  readonly zhao: Clerk
  readonly lin: Clerk
  readonly work: Work
  /** What the QR code at a door in the grid of 林秀 says. */
  readonly sign: string
  readonly cityManagement: string
  /** Faults that a page threw. */
  readonly faults: string[]
  /** A hand at a desk that begins where the day of its owner begins. */
  handOf(name: string): Promise<Hand>
  /** A matter that 城市管理局 holds. @returns its id */
  heldMatter(description: string): Promise<string>
  /** A matter in the grid of 林秀, who holds it. @returns its id */
  gridMatter(description: string): Promise<string>
  close(): Promise<void>
}

export async function openWorkplace(): Promise<Workplace> {
  const server = await startServer()
  const { url } = server
  const browser = await launch()
  const phones = await chromium.launch({ executablePath: CHROMIUM_PATH, args: CAMERA })
  const zhao = await enterOffice(url, 'zhao')
  const lin = await enterOffice(url, 'lin')
  const work = await workFor(url, 'lin')
  const cityManagement = await unitNamed(zhao, '城市管理局')
  const { post } = lin.session
  const sign = `G${Number(post?.grid?.path.split('.').at(-2)).toString(36).toUpperCase().padStart(4, '0')}`
  const faults: string[] = []
  const desks = new Map<string, Page>()

  async function handOf(name: string): Promise<Hand> {
    const known = desks.get(name)
    const page = known ?? (await open(browser, DESK, faults)).page
    desks.set(name, page)
    // Who has gone home leaves no map drawing on the machine.
    for (const [other, one] of desks) if (other !== name) await one.goto('about:blank')
    await page.goto(`${url}/console/`)
    if (!known) await page.getByRole('button', { name: new RegExp(name) }).click()
    await page.waitForURL(/\/console\/(queue|audit)/)
    await page.locator('.lc-lists a, .ant-table-row').first().waitFor()
    const hand = new Hand(page)
    await hand.see(page.locator('main'))
    return hand
  }
  async function heldMatter(description: string): Promise<string> {
    const { id } = await reportMatter(url, { description, reporter: REPORTER })
    await zhao.give(id, { kind: 'dispatch', classCode: CLASS, unitId: cityManagement })
    return id
  }
  async function gridMatter(description: string): Promise<string> {
    const position = { lon: work.place.longitude, lat: work.place.latitude }
    const { id } = await reportMatter(url, { description, position, reporter: REPORTER })
    await zhao.give(id, { kind: 'dispatch', classCode: CLASS })
    return id
  }
  const close = async (): Promise<void> => {
    await browser.close()
    await phones.close()
    await server.stop()
  }
  return { url, phones, zhao, lin, work, sign, cityManagement, faults, handOf, heldMatter, gridMatter, close }
}
