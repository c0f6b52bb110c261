import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterEach } from 'vitest'

import { launched } from './browser.ts'

/** Pictures of what a failed test saw last. */
const PICTURES = fileURLToPath(new URL('../node_modules/.cache/lianxin/last-look/', import.meta.url))

const SEEN = `(() => {
  const texts = (selector) => [...document.querySelectorAll(selector)].map((one) => one.innerText.trim()).filter(Boolean)
  const here = document.activeElement
  return JSON.stringify({
    focus: here ? here.outerHTML.slice(0, 160) : null,
    said: texts('[role=alert], [role=status], .ant-message-notice, .adm-toast-main'),
  })
})()`

// A test that failed once in a hundred is only understood by what stood on the screens at that moment.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await mkdir(PICTURES, { recursive: true })
  const pages = launched.flatMap((browser) => browser.contexts()).flatMap((context) => context.pages())
  for (const [index, page] of pages.entries()) {
    const path = join(PICTURES, `${task.id}-${index}.png`)
    const seen = await page.evaluate<string>(SEEN).catch(String)
    await page.screenshot({ path, timeout: 5_000 }).catch((fault: unknown) => console.info(String(fault)))
    console.info(`last look of “${task.name}” ${page.url()}\n  ${seen}\n  ${path}`)
  }
})
