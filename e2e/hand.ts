import { readFileSync } from 'node:fs'

import type { Locator, Page } from 'playwright-core'

/** What a job costs whoever does it. */
export interface Effort {
  /** Keys pressed; a letter that chooses something is one, Ctrl+Enter is one. */
  readonly keys: number
  /** Touches on a telephone, clicks at a desk. */
  readonly taps: number
  /** Free texts written, however long; getting into the field by touching it is part of it. */
  readonly texts: number
  /** Different screens looked at: addresses, an open matter, dialogs and sheets, steps that fill the screen. */
  readonly screens: number
}

/** What stands in front of whoever looks: address without ids, the heading, the matter beside the list, the dialog. */
const SCREEN = `(() => {
  const shown = (one) => one.checkVisibility({ visibilityProperty: true })
  const path = location.pathname.replaceAll(/[0-9a-f-]{36}|[0-9]{9,}/g, '*')
  const first = (selector) => [...document.querySelectorAll(selector)].find(shown)
  const dialog = [...document.querySelectorAll('dialog[open], [role=dialog]')].filter(shown).at(-1)
  const nameOf = (one) => one.getAttribute('aria-label') ?? one.querySelector('h2, .ant-modal-title, .ant-drawer-title')?.textContent ?? one.className
  return [
    path,
    first('main h1, h1')?.textContent ?? '',
    first('#ticket-pane') ? 'matter' : '',
    first('.lc-receipt') ? 'receipt' : '',
    first('form#report') ? 'form' : '',
    dialog ? nameOf(dialog) : '',
  ].join(' | ')
})()`

/** A hand on one page that counts what it does, and the screens its owner gets to see. */
export class Hand {
  private keys = 0
  private taps = 0
  private texts = 0
  private readonly seen = new Set<string>()
  readonly page: Page
  private readonly isPhone: boolean
  constructor(page: Page) {
    this.page = page
    this.isPhone = (page.viewportSize()?.width ?? 0) < 600
  }

  /** One key, or one chord. */
  async press(key: string): Promise<void> {
    this.keys++
    await this.page.keyboard.press(key)
  }

  /** Letters that choose something, such as the initials of a command: each is a key. */
  async pick(letters: string): Promise<void> {
    for (const letter of letters) await this.press(letter)
  }

  /** A free text where the focus stands, or in a field that is touched for it. */
  async write(words: string, field?: Locator): Promise<void> {
    this.texts++
    if (field) await (this.isPhone ? field.tap() : field.click())
    await this.page.keyboard.insertText(words)
  }

  async tap(target: Locator): Promise<void> {
    this.taps++
    await (this.isPhone ? target.tap() : target.click())
  }

  /** A tap that opens the camera or the album; the photo taken there is the telephone's own affair. */
  async photograph(target: Locator, photo: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser')
    // By the time it has answered something, the browser knows that the chooser is waited for.
    await this.page.evaluate('0')
    await this.tap(target)
    await (await chooser).setFiles(photo)
  }

  /** Waits until something is there to be seen, and notes the screen it is on. */
  async see(what: Locator): Promise<void> {
    await what.first().waitFor()
    this.seen.add(await this.page.evaluate<string>(SCREEN))
  }

  get effort(): Effort {
    return { keys: this.keys, taps: this.taps, texts: this.texts, screens: this.seen.size }
  }

  /** The screens one by one, for whoever wonders at a number. */
  get screens(): readonly string[] {
    return [...this.seen]
  }
}

const numberIn = (cell: string | undefined): number => {
  if (cell === '–') return 0
  if (cell === undefined || !/^\d+$/.test(cell)) throw new Error(`no number: ${cell}`)
  return Number(cell)
}

/**
 * The tables of the guide: a row is job (Chinese · English), keys, taps, texts, screens, what one sees at the end.
 * @returns  the effort by the Chinese name of the job
 */
export function effortsInGuide(): ReadonlyMap<string, Effort> {
  const guide = readFileSync(new URL('../docs/guides/jobs.md', import.meta.url), 'utf8')
  const rows = guide
    .split('\n')
    .filter((line) => line.startsWith('|') && line.includes(' · '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  return new Map(
    rows.map(([job = '', keys, taps, texts, screens]) => [
      job.split(' · ')[0] ?? '',
      { keys: numberIn(keys), taps: numberIn(taps), texts: numberIn(texts), screens: numberIn(screens) },
    ]),
  )
}
