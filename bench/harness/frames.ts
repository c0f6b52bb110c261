import { chromium, type Browser, type Page } from 'playwright-core'

import { quantile, round } from './figures.ts'

/** Debian's Chromium, or the one of CHROMIUM. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  })
}

/** Frames drawn while a page scrolled. */
export interface Frames {
  readonly perSecond: number
  readonly p99_ms: number
  /** Share of frames in which a row in sight was still empty. */
  readonly waiting_share: number
  /** How far it scrolled. */
  readonly scrolled_px: number
}

/**
 * Scrolls an element by so much a frame for a while, as a finger on a wheel that does not stop, and notes when each
 * frame was drawn.
 * @param selector  what scrolls; empty: nothing does, the frames of an idle page
 */
export async function framesOf(page: Page, selector: string, step_px: number, during_ms: number): Promise<Frames> {
  const script = `new Promise((done) => {
    const box = ${selector === '' ? 'null' : `document.querySelector(${JSON.stringify(selector)})`}
    const began = performance.now(), from = box ? box.scrollTop : 0, each = []
    let last = began, waiting = 0
    const frame = (at) => {
      each.push(at - last); last = at
      if (box) {
        if (box.querySelector('[data-waiting="true"]')) waiting++
        box.scrollTop += ${step_px}
      }
      if (performance.now() - began < ${during_ms}) requestAnimationFrame(frame)
      else done({ each, waiting, scrolled: box ? box.scrollTop - from : 0, took: performance.now() - began })
    }
    requestAnimationFrame((at) => { last = at; requestAnimationFrame(frame) })
  })`
  const seen = await page.evaluate<{ each: number[]; waiting: number; scrolled: number; took: number }>(script)
  return {
    perSecond: round(seen.each.length / (seen.took / 1000)),
    p99_ms: round(quantile(seen.each, 0.99)),
    waiting_share: Number((seen.waiting / seen.each.length).toFixed(3)),
    scrolled_px: Math.round(seen.scrolled),
  }
}
