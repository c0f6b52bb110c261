import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import GeoJSONVT from 'geojson-vt'
import type { Browser, Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { fromGeojsonVt } from 'vt-pbf'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

import { DESK, expectAccessible, launch, open, PHONE } from './browser.ts'
import { enterConsole } from './people.ts'
import { colouredMap, pmtilesFile } from './pmtiles.ts'
import { startServer, type RunningServer } from './server.ts'

// The map is drawn by the processor here; a slow machine is no fault of the product.
vi.setConfig({ testTimeout: 300_000 })

let server: RunningServer
let browser: Browser
let folder = ''
const faults: string[] = []
const file = (): string => join(folder, 'city.pmtiles')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianxin-e2e-map-'))
  await writeFile(file(), await colouredMap('#ff00ff'))
  server = await startServer({ BASE_MAP: 'pmtiles', BASE_MAP_FILE: file(), BASE_MAP_NOTE: '试验底图 审图号 0000' })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})
// A map that nobody looks at any more still draws.
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

async function openMap(search = ''): Promise<{ page: Page; map: Locator }> {
  const { page } = await open(browser, DESK, faults)
  page.setDefaultTimeout(60_000)
  await enterConsole(page, server.url, '赵敏')
  await page.goto(`${server.url}/console/map${search}`)
  const map = page.locator('.lc-big-map[data-ready=true]')
  await map.waitFor()
  return { page, map }
}

/** The colour at a point of the page, as soon as it is the one; the map is drawn some frames after its data came. */
async function colourBecomes(page: Page, at: { x: number; y: number }, wanted: (rgb: number[]) => boolean) {
  let rgb: number[] = []
  for (let tries = 0; tries < 60; tries++) {
    const picture = await page.screenshot({ clip: { ...at, width: 1, height: 1 } })
    rgb = [...(await sharp(picture).removeAlpha().raw().toBuffer())]
    if (wanted(rgb)) return
    await page.waitForTimeout(100)
  }
  throw new Error(`the colour at ${at.x}, ${at.y} stayed ${rgb.join()}`)
}

const legendOf = (page: Page): Promise<string[]> =>
  page.getByRole('list', { name: '网格颜色图例' }).getByRole('listitem').allInnerTexts()

describe('the map', () => {
  it('colours grids by the chosen figure, says in the legend what colours mean, and keeps all of it in the address', async () => {
    const { page, map } = await openMap()
    expect(await map.getAttribute('data-figure')).toBe('open')
    expect((await legendOf(page))[0]).toBe('在办')
    await page.getByText('按期率', { exact: true }).first().click()
    await page.locator('.lc-big-map[data-figure=onTime]').waitFor()
    const legend = await legendOf(page)
    expect(legend[0]).toBe('按期率')
    expect(legend.join()).toContain('办结不足 5 件')
    await page.getByText('社区', { exact: true }).first().click()
    await page.waitForURL(/level=2/)
    expect(page.url()).toContain('figure=onTime')
    await page.locator('.lc-big-map[data-ready=true] canvas').hover({ position: { x: 300, y: 300 } })
    await page.getByRole('button', { name: '放大' }).or(page.locator('.maplibregl-ctrl-zoom-in')).first().click()
    await page.waitForURL(/at=1\d\d\.\d+/)
    const shared = page.url()

    const other = await openMap(shared.slice(shared.indexOf('?')))
    expect((await legendOf(other.page))[0]).toBe('按期率')
    expect(new URL(other.page.url()).searchParams.get('at')).toBe(new URL(shared).searchParams.get('at'))
    await expectAccessible(page, 'map')
    expect(faults).toEqual([])
  })

  it('draws a grid in the colour its number has in the legend', async () => {
    const { page } = await openMap('?level=0&tickets=off')
    // The whole district is one grid: it has all open tickets, and with one grid its class is the highest.
    const strongest = await page
      .locator('.lc-figure-legend .lc-swatch')
      .last()
      .evaluate((swatch) => getComputedStyle(swatch).backgroundColor)
    const wanted = (strongest.match(/\d+/g) ?? []).map(Number)
    const box = await page.locator('.lc-big-map').boundingBox()
    if (!box) throw new Error('no map')
    // Over the base map grids are drawn at 60 %.
    const mixed = wanted.map((value, i) => value * 0.6 + [255, 0, 255][i]! * 0.4)
    await colourBecomes(page, { x: box.x + box.width / 2 + 90, y: box.y + box.height / 2 + 60 }, (rgb) =>
      rgb.every((value, i) => Math.abs(value - mixed[i]!) < 12),
    )
  })

  it('opens a cluster by a click, and a ticket by the list', async () => {
    const { page, map } = await openMap('?level=1')
    await page.getByRole('tab', { name: '事件列表' }).click()
    const first = page.locator('.lc-side-list button').first()
    await first.waitFor()
    await first.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/ticket=/)
    await page.locator('#ticket-pane').waitFor()
    expect(Number(new URL(page.url()).searchParams.get('at')?.split(',')[2])).toBeGreaterThanOrEqual(15)
    // From afar the same tickets are one circle with their number; a click on it comes closer.
    const [lon, lat] = new URL(page.url()).searchParams.get('at')!.split(',')
    await page.goto(`${server.url}/console/map?level=1&at=${lon},${lat},6`)
    await map.waitFor()
    await page.waitForTimeout(1_500)
    const box = await map.boundingBox()
    await page.mouse.click(box!.x + box!.width / 2, box!.y + box!.height / 2)
    await page.waitForURL((url) => Number(url.searchParams.get('at')?.split(',')[2] ?? 6) > 6.5)
  })

  it('shows a grid in the panel: by a click, and by keyboard through the list that says the same', async () => {
    const { page, map } = await openMap('?level=1&tickets=off&figure=overdue')
    const table = page.locator('.lc-figure-table')
    expect(await table.locator('th[aria-sort=descending]').innerText()).toContain('超期')
    await table.getByRole('button', { name: '在办' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/figure=open/)
    const open = (await table.locator('tbody td:nth-child(2)').allInnerTexts()).map(Number)
    expect(open).toEqual(open.toSorted((a, b) => b - a))
    const row = table.locator('tbody .lc-row-button').first()
    const name = (await row.innerText()).split('\n')[0] ?? ''
    await row.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name }).waitFor()
    const panel = page.locator('.lc-panel')
    expect(await panel.innerText()).toContain('近 30 天办结')
    expect(await panel.locator('.lc-numbers dd').first().innerText()).toBe(String(open[0]))
    await expectAccessible(page, 'grid panel')
    await panel.getByRole('button', { name: '关闭' }).click()

    await page.goto(`${server.url}/console/map?level=0&tickets=off`)
    await map.waitFor()
    const box = await map.boundingBox()
    await colourBecomes(page, { x: box!.x + box!.width / 2 + 90, y: box!.y + box!.height / 2 + 60 }, ([, g]) => g! > 20)
    await page.mouse.click(box!.x + box!.width / 2, box!.y + box!.height / 2)
    await panel.waitFor()
    await panel.getByRole('link', { name: '查看在办事件' }).click()
    await page.waitForURL(/queue\?.*under=/)
  })

  it('colours by visits due: legend, list and the grid’s own list agree', async () => {
    const { page } = await openMap('?tickets=off')
    await page.getByText('待走访', { exact: true }).first().click()
    await page.locator('.lc-big-map[data-figure=visitsDue]').waitFor()
    expect(page.url()).toContain('figure=visitsDue')
    const legend = await legendOf(page)
    expect(legend[0]).toBe('待走访')
    const table = page.locator('.lc-figure-table')
    expect(await table.locator('th[aria-sort=descending]').innerText()).toContain('待走访')
    for (;;) {
      const more = page.getByRole('button', { name: /再显示一些/ })
      if ((await more.count()) === 0) break
      await more.click()
    }
    const due = (await table.locator('tbody td:last-child').allInnerTexts()).map(Number)
    expect(due).toEqual(due.toSorted((a, b) => b - a))
    expect(due[0]).toBeGreaterThan(0)
    // The legend counts the grids of each class, the first of which has none due.
    const counts = legend.slice(1).map((line) => Number(/(\d+) 个/.exec(line)?.[1]))
    expect(counts[0]).toBe(due.filter((count) => count === 0).length)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(due.length)
    await table.locator('.lc-row-button').first().click()
    await page
      .locator('.lc-numbers', { hasText: '待走访' })
      .getByRole('link', { name: String(due[0]) })
      .last()
      .click()
    await page.locator('#visits table').waitFor()
    const waiting = page.locator('#visits .lx-tag-strong')
    expect(await waiting.count()).toBe(due[0])
    await expectAccessible(page, 'visits of a grid')
  })

  it('prints a grid card with the people of the grid and a code that leads to the reporting page', async () => {
    const { page } = await openMap('?tickets=off')
    await page.locator('.lc-figure-table .lc-row-button').first().click()
    const telephone = await page.locator('.lc-people a').first().innerText()
    await page.getByRole('link', { name: '打印明白卡' }).click()
    const card = page.locator('.lc-paper-card')
    await card.waitFor()
    expect(await card.innerText()).toContain(telephone.trim())
    // The code is drawn a moment after the card stands.
    const width_px = () => card.getByRole('img').evaluate((image) => (image as HTMLImageElement).naturalWidth)
    await expect.poll(width_px, { timeout: 20_000 }).toBeGreaterThan(20)
    await expectAccessible(page, 'grid card')
    for (const [size, width_pt] of [
      ['A5', 420],
      ['A4', 595],
    ] as const) {
      await page.getByText(size, { exact: true }).click()
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
      expect([size, pdf.match(/\/Type \/Page\b/g)?.length]).toEqual([size, 1])
      expect(Math.abs(Number(/MediaBox \[0 0 ([\d.]+)/.exec(pdf)?.[1]) - width_pt)).toBeLessThan(2)
    }
  })
})

describe('the base map', () => {
  const corner = async (page: Page): Promise<{ x: number; y: number }> => {
    const box = await page.locator('.lc-big-map').boundingBox()
    return { x: Math.round(box!.x + 20), y: Math.round(box!.y + box!.height / 2) }
  }

  it('is drawn from the own file, pictures, with its source in the corner', async () => {
    const { page } = await openMap()
    await page.getByText('试验底图 审图号 0000').waitFor()
    await colourBecomes(page, await corner(page), ([r, g, b]) => r! > 240 && g! < 20 && b! > 240)
  })

  it('is drawn for residents too, who tap the spot in the outline of the grid they scanned', async () => {
    const { page } = await open(browser, PHONE, faults)
    page.setDefaultTimeout(60_000)
    await page.goto(`${server.url}/r/?p=G0010`)
    await page.getByRole('button', { name: '在地图上点' }).click()
    const map = page.locator('section.lx-map')
    await map.waitFor()
    await page.getByText('试验底图').first().waitFor()
    await page.waitForTimeout(1_000)
    await map.click()
    await page.locator('.maplibregl-marker').waitFor()
    expect(faults).toEqual([])
  })

  it('is drawn from vector tiles in the colours of the page', async () => {
    const all = [-180, 180, 180, -180].map((lon, i) => [lon, i < 2 ? -85 : 85])
    const water = new GeoJSONVT({
      type: 'Feature',
      properties: {},
      geometry: { type: 'Polygon', coordinates: [[...all, all[0]!]] },
    }).getTile(0, 0, 0)
    if (!water) throw new Error('no tile')
    const bytes = fromGeojsonVt({ water, footpaths: water }, { version: 2 })
    const metadata = { vector_layers: [{ id: 'water' }, { id: 'footpaths' }] }
    await writeFile(file(), pmtilesFile({ kind: 'mvt', tiles: [{ z: 0, x: 0, y: 0, bytes }], metadata }))
    const { page } = await openMap()
    const soft = await page.evaluate(`getComputedStyle(document.documentElement).getPropertyValue('--lx-primary-soft')`)
    expect(soft).toBe('#e3effb')
    await colourBecomes(page, await corner(page), ([r, g, b]) => r === 0xe3 && g === 0xef && b === 0xfb)
  })
})
