import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { DESK, expectAccessible, launch, open } from './browser.ts'
import { enterConsole } from './people.ts'
import { startServer, type RunningServer } from './server.ts'

const PICTURES = process.env['PICTURES_TO']
const require = createRequire(import.meta.url)
/** A reader of Word documents for browsers, and what it unpacks them with. */
const READER = ['jszip/dist/jszip.min.js', 'docx-preview'].map((path) => require.resolve(path))

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

const picture = async (page: Page, name: string): Promise<void> => {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` })
}

async function downloaded(page: Page, format: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: new RegExp(`^下载 ${format} 文件`) }).click(),
  ])
  expect(download.suggestedFilename()).toContain('每月简报')
  return readFile(await download.path())
}

/** Opens a Word document in a page of its own, as somebody without Word does. */
async function openDocx(page: Page, bytes: Buffer): Promise<void> {
  await page.setContent('<main></main>')
  for (const path of READER) await page.addScriptTag({ path })
  await page.evaluate(
    `docx.renderAsync(Uint8Array.from(atob('${bytes.toString('base64')}'), (one) => one.charCodeAt(0)).buffer, document.querySelector('main'))`,
  )
  await page.waitForFunction(`[...document.images].every((image) => image.complete && image.naturalWidth > 0)`)
}

describe('the monthly brief', () => {
  it('is produced, read on the page and downloaded; the Word document opens and nothing sticks out of it', async () => {
    const { page } = await open(browser, DESK, faults)
    await enterConsole(page, server.url, '陈主任')
    await page.goto(`${server.url}/console/briefs`)
    await page.getByRole('button', { name: '生成简报' }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('button', { name: /^生\s*成$/ }).click()
    await form.waitFor({ state: 'detached' })
    const row = page.getByRole('row').filter({ hasText: '未满月' }).first()
    await row.getByRole('link', { name: /^下载 Word/ }).waitFor()
    await expectAccessible(page, 'briefs')
    await picture(page, 'briefs')

    await row.getByRole('link').first().click()
    await page.getByRole('heading', { level: 2, name: '八、口径说明' }).waitFor()
    await expectAccessible(page, 'brief')
    await picture(page, 'brief')
    const received = await page.getByRole('link', { name: /^受理 本期/ }).innerText()
    expect(Number(received.replaceAll(',', ''))).toBeGreaterThan(0)

    const word = await downloaded(page, 'Word')
    expect((await downloaded(page, 'PDF')).subarray(0, 5).toString()).toBe('%PDF-')
    expect((await downloaded(page, 'Excel')).subarray(0, 2).toString()).toBe('PK')

    const reader = await open(browser, { width: 900, height: 1200 }, faults)
    await openDocx(reader.page, word)
    const paper = reader.page.locator('section.docx')
    expect(await paper.innerText()).toContain('网格治理每月简报')
    expect(await paper.innerText()).toMatch(new RegExp(`受理\\s+${received}\\s`))
    const out = await paper.evaluate(
      (section) =>
        [...section.querySelectorAll('table, img')].filter(
          (part) => part.getBoundingClientRect().right > section.getBoundingClientRect().right - 20,
        ).length,
    )
    expect(out).toBe(0)
    if (PICTURES) await paper.screenshot({ path: `${PICTURES}/brief-docx.png` })
    expect(faults).toEqual([])
  })
})
