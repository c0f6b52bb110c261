import type { Page } from 'playwright-core'
import { expect } from 'vitest'

import { DESK, expectAccessible, painted, PHONE } from './browser.ts'

/** The looks of every page; colours and sizes come from one set of tokens. */
export const LOOKS = [
  ['light', 'normal'],
  ['dark', 'normal'],
  ['light', 'large'],
] as const
/** A telephone has one more, for work in the sun. */
export const LOOKS_IN_THE_HAND = [...LOOKS, ['sun', 'normal']] as const
type Look = (typeof LOOKS_IN_THE_HAND)[number]

export const DEVICES = { desk: DESK, phone: PHONE } as const
export type Device = keyof typeof DEVICES

/** No word is smaller than this in large type (requirement of the product). */
const LARGE_TEXT_px = 18
/** Nothing to touch on a telephone is smaller, in both directions (requirement of the product). */
const TARGET_px = { normal: 44, large: 60 } as const

/** Waits until nothing loads any more: no skeleton, no wheel. */
async function settled(page: Page): Promise<void> {
  const busy = `document.querySelector('.ant-spin-spinning, .ant-skeleton, .lx-spinner, [aria-busy="true"]')?.className ?? ''`
  await expect.poll(() => page.evaluate(busy), { timeout: 30_000 }).toBe('')
}

/** Words in a size below the least one; what only screen readers find does not count, nor drawings of their own scale. */
const SMALL_WORDS = `(() => {
  const found = new Set()
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const one = node.parentElement
    if (!node.textContent.trim() || one.closest('svg, script, style, .lc-hidden, .lx-visually-hidden')) continue
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    const size = parseFloat(getComputedStyle(one).fontSize)
    if (size < ${LARGE_TEXT_px}) found.add(size + 'px ' + one.tagName + '.' + one.className + ' ' + node.textContent.trim().slice(0, 20))
  }
  for (const one of document.querySelectorAll('input, textarea, select'))
    if (one.checkVisibility() && parseFloat(getComputedStyle(one).fontSize) < ${LARGE_TEXT_px} && one.matches(':not([type=checkbox], [type=radio], [type=file], [aria-hidden=true])'))
      found.add('field ' + (one.name || one.id || one.placeholder))
  return [...found]
})()`

/**
 * What can be touched and is smaller than a thumb. A target is the element, or the label or frame that passes the
 * touch on; where it looks smaller than it is, the corners of the wanted square are tried. Left out, as WCAG 2.5.8
 * does: links inside a sentence, and what is not enabled.
 */
const smallTargets = (least_px: number): string => `(() => {
  const found = new Set()
  const least = ${least_px}
  const KINDS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [role=tab], ' +
    '[role=checkbox], [role=radio], [role=switch], [role=option], [role=menuitem], .ant-tree-switcher:not(.ant-tree-switcher-noop)'
  const FRAMES = 'label, .ant-select, .ant-input-affix-wrapper, .ant-input-number, .ant-upload'
  // What lies under an open dialog cannot be touched.
  const above = document.querySelector('dialog[open]') ?? [...document.querySelectorAll('.ant-modal')].find((one) => one.checkVisibility())
  const inSentence = (one) => one.matches('a') && getComputedStyle(one).display.startsWith('inline') &&
    [...one.parentElement.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')
  for (const one of document.querySelectorAll(KINDS)) {
    if (!one.checkVisibility({ visibilityProperty: true }) || one.disabled || one.ariaDisabled === 'true') continue
    if (above && !above.contains(one)) continue
    if (one.closest('.lc-hidden, .lx-visually-hidden, .lc-skip, [inert]') || inSentence(one)) continue
    const frame = one.matches('input, select, textarea') ? (one.closest(FRAMES) ?? one) : one
    const box = frame.getBoundingClientRect()
    if (box.width < 2 || box.height < 2) continue
    if (Math.min(box.width, box.height) >= least - 0.5) continue
    frame.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
    const now = frame.getBoundingClientRect()
    const x = now.x + now.width / 2
    const y = now.y + now.height / 2
    const reach = least / 2 - 1
    const missed = [[-reach, 0], [reach, 0], [0, -reach], [0, reach]].some(([dx, dy]) => {
      const hit = document.elementFromPoint(x + dx, y + dy)
      return !hit || !(frame.contains(hit) || hit.closest('label')?.control === one)
    })
    if (missed)
      found.add(Math.round(now.width) + '×' + Math.round(now.height) + ' ' + one.tagName + '.' + one.className + ' ' +
        (one.ariaLabel || one.textContent || one.placeholder || one.id).trim().slice(0, 20))
  }
  scrollTo(0, 0)
  return [...found]
})()`

/** Buttons, tags, tabs and rows whose words are larger than they are: cut off, or over their neighbours. */
const CUT_OFF = `[...document.querySelectorAll('.ant-btn, .lx-button, .lx-tag, .ant-tabs-tab, .ant-segmented-item, .lc-row, .lc-nav a, .lc-lists a, .lc-palette-line')]
  .filter((one) => one.checkVisibility() && (one.scrollHeight > one.clientHeight + 3 || one.scrollWidth > one.clientWidth + 3))
  .map((one) => one.scrollWidth + '×' + one.scrollHeight + ' in ' + one.clientWidth + '×' + one.clientHeight + ' ' + one.className + ' ' + one.textContent.trim().slice(0, 20))`

/** How far a page sticks out to the side: the window, and what scrolls in the console instead of it. */
const STICKS_OUT_px = `Math.max(document.documentElement.scrollWidth - document.documentElement.clientWidth,
  ...[...document.querySelectorAll('#main, .lc-pane')].map((one) => one.scrollWidth - one.clientWidth))`

/** Who sticks out, for the report. */
const WHO_STICKS_OUT = `[...document.querySelectorAll('body *')]
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(0, 4).map((one) => one.tagName + '.' + one.className).join(' > ')`

const PICTURES = process.env['PICTURES_TO']

/** A failed comparison with all that was found, which its message cuts short. */
const tellAll = (fault: unknown): string =>
  fault instanceof Error && 'actual' in fault ? JSON.stringify(fault.actual) : String(fault)

/**
 * A page in every look: axe finds nothing, nothing sticks out to the side (WCAG 1.4.10), words and targets are as
 * large as the product promises.
 *
 * @returns all that is wrong, a line each
 */
export async function faultsInEveryLook(
  page: Page,
  name: string,
  device: Device,
  looks: readonly Look[] = LOOKS,
): Promise<readonly string[]> {
  await settled(page)
  const wrong: string[] = []
  for (const [theme, size] of looks) {
    await page.evaluate(`Object.assign(document.documentElement.dataset, { theme: '${theme}', size: '${size}' })`)
    await painted(page)
    await settled(page)
    const at = `${name} ${device} ${theme} ${size}`
    await expectAccessible(page, at, theme === 'light' ? 'whole' : 'colours').catch((fault: unknown) =>
      wrong.push(tellAll(fault)),
    )
    // A map takes its width from its frame a moment after it is drawn.
    let out_px = await page.evaluate<number>(STICKS_OUT_px)
    for (let nth = 0; out_px > 0 && nth < 10; nth++) {
      await page.waitForTimeout(200)
      out_px = await page.evaluate<number>(STICKS_OUT_px)
    }
    if (out_px > 0) wrong.push(`${at}: sticks out by ${out_px} px: ${await page.evaluate<string>(WHO_STICKS_OUT)}`)
    const told = async (what: string, script: string): Promise<void> => {
      const found = await page.evaluate<readonly string[]>(script)
      if (found.length > 0) wrong.push(`${at}: ${what}: ${found.join(' | ')}`)
    }
    if (size === 'large') {
      await told('small words', SMALL_WORDS)
      await told('cut off', CUT_OFF)
    }
    // The colours do not change the sizes.
    if (device === 'phone' && theme === 'light') await told('small targets', smallTargets(TARGET_px[size]))
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/${at.replaceAll(/[^\p{L}\d]+/gu, '-')}.png` })
  }
  await page.evaluate(`Object.assign(document.documentElement.dataset, { theme: 'light', size: 'normal' })`)
  return wrong
}
