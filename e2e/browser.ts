import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { expect } from 'vitest'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
// Maps are drawn by the processor; pages are not: composing all of them that way costs eight times the work.
const WEBGL = ['--enable-unsafe-swiftshader']
/**
 * What the browser is not to do. Chromium takes the last such list only, so that the first lines repeat the one of
 * Playwright; its own are the pages of the address bar, two for each window and a second of work, and processes in
 * advance for pages that do not come.
 */
const FEATURES_OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls',
  'HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,Translate,AutoDeElevate',
  'BlockOriginHeaderModificationOnRedirect,AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints',
  'NetworkTimeServiceQuerying,AimEnabled',
  'WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess',
]
/** For every browser of a test. */
export const QUIET: readonly string[] = [
  `--disable-features=${FEATURES_OFF.join(',')}`,
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Debian's Chromium, or the one of CHROMIUM. */
export const CHROMIUM_PATH = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
export const CHROMIUM_ARGS: readonly string[] = [...QUIET, ...WEBGL]

export const DESK = { width: 1440, height: 900 }
export const SMALL_DESK = { width: 1280, height: 720 }
export const PHONE = { width: 390, height: 844 }

/** The browsers of this test file, so that a failed test can be looked at. */
export const launched: Browser[] = []

export async function launch(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: [...CHROMIUM_ARGS] })
  launched.push(browser)
  return browser
}

/** A browser of one person. Faults of the page fail the test that opened it. */
export async function open(
  browser: Browser,
  viewport: { width: number; height: number },
  faults: string[],
  locale = 'zh-CN',
  userAgent?: string,
): Promise<{ context: BrowserContext; page: Page }> {
  const phone = viewport.width < 600
  const context = await browser.newContext({
    viewport,
    locale,
    timezoneId: 'Asia/Shanghai',
    hasTouch: phone,
    isMobile: phone,
    reducedMotion: 'reduce',
    ...(userAgent === undefined ? {} : { userAgent }),
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (fault) => faults.push(`${page.url()}: ${fault.message}`))
  return { context, page }
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string
    readonly help: string
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[]
  }[]
}

const WCAG = `['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']`
/** The rules whose answer can change with nothing but the colours of a page. */
const OF_COLOURS = `{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }`

/** Waits until what the page has been told is on the screen. */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`)
}

/**
 * Expects that axe (WCAG 2.2 AA) finds nothing on the page as it stands.
 * @param part  `colours` for a page that was looked at whole and has only changed its theme since
 */
export async function expectAccessible(page: Page, name: string, part: 'whole' | 'colours' = 'whole'): Promise<void> {
  // A colour that is still fading is no colour of the design: let running transitions end.
  await painted(page)
  await page.evaluate(`Promise.all(document.getAnimations()
    .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity).map((one) => one.finished.catch(() => undefined)))`)
  if (await page.evaluate<boolean>(`typeof axe === 'undefined'`)) await page.evaluate(AXE)
  const result = await page.evaluate<AxeResult>(
    // Only what is wrong is written down node by node; all of it is looked at.
    `axe.run(document, { resultTypes: ['violations'], runOnly: ${part === 'whole' ? WCAG : OF_COLOURS} })`,
  )
  const found = result.violations.map(
    ({ id, help, nodes }) =>
      `${name}: ${id} ${help} — ${nodes.map(({ target }) => target.join(' ')).join(' | ')} — ${nodes[0]?.failureSummary}`,
  )
  expect(found).toEqual([])
}
