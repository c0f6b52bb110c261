import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

import { expectAccessible, PHONE } from './browser.ts'

/** A finger that counts. */
export class Finger {
  taps = 0
  async tap(target: Locator): Promise<void> {
    this.taps++
    await target.tap()
  }
}

export interface WeChatHere {
  readonly url: string
  readonly heard: readonly { readonly path: string; readonly body: Readonly<Record<string, unknown>> }[]
  stop(): void
}

/** A server that answers as WeChat documents it: a token, and thanks for a message. */
export async function startWeChat(): Promise<WeChatHere> {
  const heard: { path: string; body: Record<string, unknown> }[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += String(chunk)))
    request.on('end', () => {
      const path = (request.url ?? '').split('?')[0] ?? ''
      heard.push({ path, body: JSON.parse(text) as Record<string, unknown> })
      const token = { access_token: 'A', expires_in: 7200 }
      response.end(JSON.stringify(path.endsWith('stable_token') ? token : { errcode: 0, errmsg: 'ok' }))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const stop = (): void => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, stop }
}

/** The whole page at once: what the fixed bar covers at one moment is a matter of scrolling, not of the design. */
export async function expectAllAccessible(page: Page, name: string): Promise<void> {
  // Again where something came in meanwhile and made the page longer.
  await expect
    .poll(async () => {
      const height = await page.evaluate<number>('document.documentElement.scrollHeight')
      await page.setViewportSize({ width: PHONE.width, height: Math.max(PHONE.height, height) })
      return page.evaluate<boolean>('document.documentElement.scrollHeight <= innerHeight')
    })
    .toBe(true)
  await expectAccessible(page, name)
  await page.setViewportSize(PHONE)
}

interface Small {
  readonly what: string
  readonly size: number
}

/** Expects every text in at least 18 px and everything that can be tapped at least 60 px high and wide. */
export async function expectLarge(page: Page, name: string): Promise<void> {
  const small = await page.evaluate<readonly Small[]>(`(() => {
    const shown = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== 'hidden'
    const named = (one) => one.tagName + ' ' + (one.innerText || one.getAttribute('aria-label') || one.name || '').slice(0, 20)
    const found = []
    for (const one of document.querySelectorAll('body *')) {
      if (!shown(one) || one.closest('.lx-visually-hidden')) continue
      const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')
      const size = parseFloat(getComputedStyle(one).fontSize)
      if (own && size < 18) found.push({ what: named(one), size })
      if (!one.matches('a, button, input:not([type=file]), textarea, summary')) continue
      const target = one.matches('[type=checkbox]') ? one.closest('label') : one
      const { width, height } = target.getBoundingClientRect()
      if (Math.min(width, height) < 60) found.push({ what: named(one), size: Math.min(width, height) })
    }
    return found
  })()`)
  expect(small, name).toEqual([])
}
