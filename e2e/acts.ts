import type { Locator, Page } from 'playwright-core'

import { enterConsole } from './people.ts'

/** The matter on a console, opened from the list of everything open. */
export async function openMatter(page: Page, url: string, name: string, title: string): Promise<Locator> {
  await enterConsole(page, url, name)
  await page.getByText('全部在办').first().click()
  await page.getByRole('row').filter({ hasText: title }).first().click()
  const pane = page.locator('#ticket-pane')
  await pane.getByRole('toolbar').waitFor()
  return pane
}

/** Presses the letter of a command, fills its text, sends with Ctrl+Enter as one does at the desk. */
export async function commandWithText(page: Page, key: string, text: string): Promise<void> {
  await page.keyboard.press(key)
  const form = page.locator('form.lc-action-form')
  await form.locator('textarea').first().fill(text)
  await form.locator('textarea').first().press('Control+Enter')
  await form.waitFor({ state: 'detached' })
}

/** Hands the matter to another unit: letter, part of the name, Enter, reason, Ctrl+Enter. */
export async function reassignTo(page: Page, unit: string, reason: string): Promise<void> {
  await page.keyboard.press('i')
  const form = page.locator('form.lc-action-form')
  await form.locator('input').first().fill(unit)
  await page.locator('.ant-select-item-option', { hasText: unit }).first().click()
  await form.locator('textarea').first().fill(reason)
  await form.locator('textarea').first().press('Control+Enter')
  await form.waitFor({ state: 'detached' })
}

/** An action on the phone: its button, or behind “more”. */
export async function phoneAction(page: Page, label: string): Promise<void> {
  const bar = page.locator('footer.actions')
  await bar.waitFor()
  const button = bar.getByRole('button', { name: label, exact: true })
  if (await button.isVisible()) return button.click()
  await bar.getByRole('button', { name: '更多' }).click()
  await page
    .getByRole('button', { name: new RegExp(`^${label}`) })
    .last()
    .click()
}

/** An action on the phone that asks for a text. */
export async function phoneActionWithText(page: Page, label: string, text: string): Promise<void> {
  await phoneAction(page, label)
  const form = page.locator('form.form').last()
  await form.locator('textarea').first().fill(text)
  await form.getByRole('button', { name: '提交' }).click()
  await form.waitFor({ state: 'hidden' })
}
