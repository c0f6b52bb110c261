import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** More stops than a page of ours has before what one looks for. */
const MOST_STOPS = 90

/** What the focus looks like: a ring or a shadow on the element, on what frames it, or on the row a list points at. */
const FOCUS = `(() => {
  const here = document.activeElement
  if (!here || here === document.body) return { where: 'nowhere', seen: false }
  const pointed = document.getElementById(here.getAttribute('aria-activedescendant') ?? '')
  const ringed = (one) => {
    const style = getComputedStyle(one)
    const box = one.getBoundingClientRect()
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1
    return one.checkVisibility() && box.width > 4 && box.height > 4 && (ring || style.boxShadow !== 'none')
  }
  const frames = [here, here.parentElement, here.parentElement?.parentElement, here.closest('label, .ant-select, .ant-input-affix-wrapper'), pointed]
  const where = here.tagName + '.' + here.className + ' ' + (here.getAttribute('aria-label') ?? here.textContent ?? '').slice(0, 30)
  return { where, seen: frames.some((one) => one && ringed(one)) }
})()`

/** Expects that whoever works without a mouse sees where they are. */
export async function expectFocusSeen(page: Page): Promise<void> {
  const focus = await page.evaluate<{ where: string; seen: boolean }>(FOCUS)
  expect(focus.seen, `${page.url()}: the focus cannot be seen on ${focus.where}`).toBe(true)
}

/**
 * Tabs until the focus stands on what is meant; nothing is clicked and nothing focused by script. The focus is seen at
 * each stop on the way.
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor()
  let ends = 0
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    const isThere = await target.first().evaluate((one) => one === document.activeElement)
    // Past its last stop a page hands the focus to the browser, and begins again.
    const isBeside = await page.evaluate<boolean>('document.activeElement === document.body')
    if (stops > 0 && isBeside) expect(++ends, `${page.url()}: the focus is lost again and again`).toBeLessThanOrEqual(1)
    else if (stops > 0) await expectFocusSeen(page)
    if (isThere) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the focus never came to ${String(target)}`)
}

/** Tabs to something and presses it. */
export async function pressOn(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

/** Tabs into a field and writes. */
export async function writeInto(page: Page, field: Locator, words: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.insertText(words)
}

/** Enters the console as a person of the demo district, by the keyboard alone. */
export async function enterConsoleByKeys(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/console/`)
  await pressOn(page, page.getByRole('button', { name: new RegExp(name) }))
  await page.waitForURL(/\/console\/queue/)
  await page.getByText('实时').waitFor()
  // The frame stands before its screen does, and the letters belong to the screen.
  await page.locator('.lc-lists').waitFor()
}

/** Goes to a list of the queue and down to the row of a matter, which is not opened yet. */
export async function stepTo(page: Page, list: string, words: string): Promise<void> {
  await page.keyboard.press('g')
  await page.keyboard.press(list)
  const row = page.locator('.lc-row', { hasText: words })
  await row.waitFor()
  for (let tries = 0; tries < 60; tries++) {
    await page.keyboard.press('j')
    const active = await page.getByRole('grid').getAttribute('aria-activedescendant')
    if (active !== null && active === (await row.getAttribute('id'))) return
  }
  throw new Error(`the cursor never came to ${words}`)
}
