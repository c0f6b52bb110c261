import type { EditArea, GridNodeView } from '@lianxin/contract'
import { checkCoverage, type LonLat, type MultiPolygon } from '@lianxin/domain'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

import { DESK, expectAccessible, launch, open } from './browser.ts'
import { startServer, type RunningServer } from './server.ts'

// The map is drawn by the processor here; a slow machine is no fault of the product.
vi.setConfig({ testTimeout: 300_000 })

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
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  expect(faults.splice(0)).toEqual([])
})

const ask = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate<T>(`fetch('/api/v1${path}').then((answer) => answer.json())`)

/** A base grid inside the district: one with a corner that three or more grids share. */
async function openEditor(): Promise<{ page: Page; gridId: string }> {
  const { page } = await open(browser, DESK, faults)
  page.setDefaultTimeout(60_000)
  await page.goto(`${server.url}/console/`)
  await page.getByRole('button', { name: /周强/ }).click()
  await page.locator('nav').first().waitFor()
  const { items } = await ask<{ items: GridNodeView[] }>(page, '/grids?level=3&limit=500')
  for (const { id } of items) {
    const area = await ask<EditArea>(page, `/grid-edits/${id}`)
    if (area.cells.length < 6) continue
    await page.goto(`${server.url}/console/grid-edit/${id}`)
    await page.locator('.lc-edit-map[data-ready=true]').waitFor()
    return { page, gridId: id }
  }
  throw new Error('no grid with neighbours on all sides')
}

const areaOf = (page: Page, gridId: string): Promise<EditArea> => ask<EditArea>(page, `/grid-edits/${gridId}`)
const findingsOf = async (page: Page): Promise<number> =>
  (await ask<{ findings: number }>(page, '/grid-activations/preview')).findings
const shapesWith = (area: EditArea, at: LonLat): string[] =>
  area.cells
    .filter(({ polygon }) => (polygon as MultiPolygon).flat(2).some((p) => p.join() === at.join()))
    .map(({ id }) => id)

/** Chooses a corner that can move, in the list and by keys. @returns where it is */
async function chooseCorner(page: Page): Promise<LonLat> {
  const list = page.getByRole('listbox', { name: '界点' })
  await list.focus()
  const count = await list.getByRole('option').count()
  for (let i = 0; i < count; i++) {
    await page.keyboard.press('ArrowDown')
    const chosen = list.locator('[aria-selected=true]')
    if (/个网格共用/.test(await chosen.innerText())) {
      const text = (await chosen.locator('span').innerText()).split(', ').map(Number)
      return [text[0]!, text[1]!]
    }
  }
  throw new Error('no corner can move')
}

/** The corner on the lattice that the list shows to a metre. */
const exact = (area: EditArea, gridId: string, near: LonLat): LonLat =>
  (area.cells.find(({ id }) => id === gridId)!.polygon as MultiPolygon)
    .flat(2)
    .toSorted((a, b) => Math.hypot(a[0] - near[0], a[1] - near[1]) - Math.hypot(b[0] - near[0], b[1] - near[1]))[0]!

const saved = (page: Page) => page.getByRole('status').filter({ hasText: '已保存为草稿' }).waitFor()

describe('editing a boundary', () => {
  it('moves a shared corner by keyboard; neighbours follow, nothing opens, and one key takes it back', async () => {
    const { page, gridId } = await openEditor()
    await expectAccessible(page, 'boundary editor')
    const before = await areaOf(page, gridId)
    const from = exact(before, gridId, await chooseCorner(page))
    const sharing = shapesWith(before, from)
    expect(sharing.length).toBeGreaterThan(1)
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowUp')
    await page.getByText('向东 1 米，向北 1 米').waitFor()
    await page.keyboard.press('Enter')
    await saved(page)
    // The keys stay with the corner: the next press moves it on.
    expect(await page.evaluate<string>('document.activeElement.className')).toContain('lc-pad')
    const after = await areaOf(page, gridId)
    expect(shapesWith(after, from)).toEqual([])
    const to = exact(after, gridId, from)
    expect(shapesWith(after, to).sort()).toEqual(sharing.sort())
    expect(await findingsOf(page)).toBe(0)
    const overlaps = checkCoverage(
      after.cells.map(({ id, polygon }) => ({ gridId: id, polygon: polygon as MultiPolygon })),
    )
    expect(overlaps.filter(({ defect }) => defect === 'overlap')).toEqual([])
    await expectAccessible(page, 'boundary editor with drafts')

    await page.keyboard.press('Control+z')
    await page.getByText('还没有改动').waitFor()
    expect((await areaOf(page, gridId)).cells).toEqual(before.cells)
    await page.keyboard.press('Control+y')
    await saved(page)
    expect(shapesWith(await areaOf(page, gridId), to)).toHaveLength(sharing.length)
    await page.keyboard.press('Control+z')
    await page.getByText('还没有改动').waitFor()
  })

  it('moves a shared corner by mouse', async () => {
    const { page, gridId } = await openEditor()
    const before = await areaOf(page, gridId)
    const from = exact(before, gridId, await chooseCorner(page))
    const at = await pixelOf(page, before, gridId, from)
    await page.mouse.move(at.x, at.y)
    await page.mouse.down()
    for (const step of [4, 8, 12]) await page.mouse.move(at.x + step, at.y + step / 2)
    await page.mouse.up()
    await saved(page)
    const after = await areaOf(page, gridId)
    expect(shapesWith(after, from)).toEqual([])
    expect(await findingsOf(page)).toBe(0)
    await page.getByRole('button', { name: /^撤销/ }).click()
    await page.getByText('还没有改动').waitFor()
  })

  it('refuses a boundary that would cross itself and says what to do', async () => {
    const { page, gridId } = await openEditor()
    const before = await areaOf(page, gridId)
    await chooseCorner(page)
    await page.getByLabel('经度').fill('117.9')
    await page.getByRole('button', { name: '移到' }).click()
    await page.getByText('这样改边界会交叉或重叠').waitFor()
    await page.getByText('请移近一些').waitFor()
    expect((await areaOf(page, gridId)).cells).toEqual(before.cells)
    await expectAccessible(page, 'boundary editor refused')
  })

  it('tells before activation what changes, and activates by the way there is', async () => {
    const { page, gridId } = await openEditor()
    await chooseCorner(page)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Enter')
    await saved(page)
    const drafts = (await areaOf(page, gridId)).drafts
    await page.getByRole('link', { name: '查看影响并启用' }).click()
    await page.getByRole('button', { name: '开始检查' }).click()
    const preview = page.getByRole('region', { name: '启用后的影响' })
    await preview.getByText('边界调整').first().waitFor()
    expect(await preview.locator('tbody tr.ant-table-row').count()).toBe(drafts)
    await expectAccessible(page, 'activation preview')
    await page.getByRole('button', { name: `启用 ${drafts} 个草稿` }).click()
    await page.getByText(/已启用 \d+ 个/).waitFor()
    expect((await areaOf(page, gridId)).drafts).toBe(0)
    expect(await findingsOf(page)).toBe(0)
  })
})

/** Where a corner is on the page: the editor fits the grid into the map with 90 px around it. */
async function pixelOf(page: Page, area: EditArea, gridId: string, at: LonLat): Promise<{ x: number; y: number }> {
  const points = (area.cells.find(({ id }) => id === gridId)!.polygon as MultiPolygon).flat(2)
  const mercator = ([lon, lat]: LonLat) => ({
    x: (lon + 180) / 360,
    y: (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2,
  })
  const flat = points.map(mercator)
  const [west, east] = [Math.min(...flat.map(({ x }) => x)), Math.max(...flat.map(({ x }) => x))]
  const [north, south] = [Math.min(...flat.map(({ y }) => y)), Math.max(...flat.map(({ y }) => y))]
  const box = await page.locator('.lc-edit-map').boundingBox()
  if (!box) throw new Error('no map')
  const deepest = 512 * 2 ** 17.5
  const scale = Math.min((box.width - 180) / (east - west), (box.height - 180) / (south - north), deepest)
  const { x, y } = mercator(at)
  return {
    x: box.x + box.width / 2 + (x - (west + east) / 2) * scale,
    y: box.y + box.height / 2 + (y - (north + south) / 2) * scale,
  }
}
