import type { ReplyOf, readSession } from '@lianxin/contract'
import type { Page } from 'playwright-core'

/** Enters a desk page as a person of the demo district. */
export async function enterConsole(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/console/`)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.waitForURL(/\/console\/queue/)
}

/** Enters the phone page as a person of the demo district. */
export async function enterField(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/field/`)
  await page
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click()
  await page.getByRole('heading', { name: '待办', exact: true }).waitFor()
}

/** The session behind a page. */
export async function sessionOf(page: Page): Promise<ReplyOf<typeof readSession>> {
  return page.evaluate<ReplyOf<typeof readSession>>(`fetch('/api/v1/session').then((answer) => answer.json())`)
}
