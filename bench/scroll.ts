import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import pg from 'pg'
import type { Page } from 'playwright-core'

import { median, round, tell } from './harness/figures.ts'
import { framesOf, launch, type Frames } from './harness/frames.ts'
import { dataFolder, startServer } from './harness/server.ts'

const PAGES = fileURLToPath(new URL('../../apps/console/dist/index.html', import.meta.url))
const ROWS = 100_000
/** Real matters of the demo; the rest are their copies under other ids and numbers. */
const MADE = 2_000
const MADE_WITHIN_MS = 600_000
const ROUNDS = 5
const DURING_MS = 4_000
/** 2.7 rows a frame: some 160 rows a second at 60 frames, faster than anybody reads. */
const STEP_PX = 120
const VIEW = { width: 1440, height: 900 }
/** The same text in plain lines, everything in the document: what the browser itself can do. */
const PLAIN_ROWS = 5_000

/**
 * Scrolls the dispatcher's queue over 100,000 tickets in Chromium against a real server, in turn with a page that does
 * nothing and with a plain list in the same box. Rows are fetched while it scrolls.
 */
export async function run(): Promise<Record<string, number>> {
  if (!existsSync(PAGES)) throw new Error('the pages are not built: npm run build comes first')
  const folder = await dataFolder()
  const server = await startServer(folder.path, { DEMO_TICKETS: String(MADE) })
  const browser = await launch()
  try {
    await fill(server.databaseUrl)
    const context = await browser.newContext({ viewport: VIEW, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    const queue = await context.newPage()
    const url = `http://127.0.0.1:${server.port}/console`
    await queue.goto(`${url}/`)
    await queue.getByRole('button', { name: /赵敏/ }).click()
    await queue.waitForURL(/queue/)
    await queue.goto(`${url}/queue?list=all&sort=changed`)
    await queue.locator('.lc-row[data-condition]').first().waitFor()
    const total = await totalOf(queue)
    if (total < ROWS) throw new Error(`the queue says it has ${total} rows`)

    const plain = await context.newPage()
    await plain.setContent(plainList())
    const empty = await context.newPage()
    await empty.setContent('<!doctype html><title>empty</title>')

    const nodesBefore = await nodesOf(queue)
    const rounds: Record<'queue' | 'plain' | 'empty', Frames[]> = { queue: [], plain: [], empty: [] }
    for (let nth = 0; nth < ROUNDS; nth++) {
      rounds.queue.push(await measure(queue, '.lc-table'))
      rounds.plain.push(await measure(plain, '.lc-table'))
      rounds.empty.push(await measure(empty, ''))
      tell(
        `queue ${rounds.queue.at(-1)?.perSecond}, plain list ${rounds.plain.at(-1)?.perSecond}, empty page ${rounds.empty.at(-1)?.perSecond} frames/s`,
      )
    }
    const jumps_ms: number[] = []
    for (const share of [0.9, 0.5, 0.99, 0.1, 0.75]) jumps_ms.push(await jump(queue, share))
    const per = (name: keyof typeof rounds) => median(rounds[name].map(({ perSecond }) => perSecond))
    return {
      rows: total,
      rounds: ROUNDS,
      step_px_per_frame: STEP_PX,
      queue_frames_per_s: per('queue'),
      queue_slowest_round_frames_per_s: Math.min(...rounds.queue.map(({ perSecond }) => perSecond)),
      queue_frame_p99_ms: median(rounds.queue.map(({ p99_ms }) => p99_ms)),
      queue_frames_with_empty_rows_share: round(median(rounds.queue.map(({ waiting_share }) => waiting_share))),
      queue_scrolled_rows_in_all: Math.round(rounds.queue.reduce((sum, { scrolled_px }) => sum + scrolled_px, 0) / 44),
      plain_list_frames_per_s: per('plain'),
      plain_list_frame_p99_ms: median(rounds.plain.map(({ p99_ms }) => p99_ms)),
      empty_page_frames_per_s: per('empty'),
      queue_to_empty_page_ratio: round(
        median(rounds.queue.map((one, nth) => one.perSecond / (rounds.empty[nth]?.perSecond ?? 1))),
      ),
      queue_to_plain_list_ratio: round(
        median(rounds.queue.map((one, nth) => one.perSecond / (rounds.plain[nth]?.perSecond ?? 1))),
      ),
      elements_before: nodesBefore,
      elements_after: await nodesOf(queue),
      jump_to_rows_p50_ms: round(median(jumps_ms)),
      jump_to_rows_slowest_ms: round(Math.max(...jumps_ms)),
    }
  } finally {
    await browser.close()
    await server.stop()
    await folder.remove()
  }
}

/** Waits for the demo's own tickets and copies them until there are enough. */
async function fill(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const count = async () =>
      Number((await client.query<{ count: string }>('select count(*) from ticket')).rows[0]?.count)
    const until = performance.now() + MADE_WITHIN_MS
    while ((await count()) < MADE) {
      if (performance.now() > until) throw new Error('the demo was not filled in')
      await sleep(1_000)
    }
    const columns = await client.query<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_name = 'ticket' and table_schema = 'public' and is_generated = 'NEVER' and column_name not in ('id', 'number')`,
    )
    const names = columns.rows.map(({ name }) => `"${name}"`).join(', ')
    const copies = Math.ceil(ROWS / (await count())) - 1
    for (let copy = 1; copy <= copies; copy++)
      await client.query(
        `insert into ticket (id, number, ${names})
         select gen_random_uuid(), 'K' || ${copy} || '-' || number, ${names} from ticket where number not like 'K%'`,
      )
    await client.query('vacuum analyze ticket')
    tell(`${await count()} tickets are there`)
  } finally {
    await client.end()
  }
}

function plainList(): string {
  const line = '2611200014902　北侧路口公共交通　杏林社区第一网格　公共交通　已结案　交通运输局　计时结束'
  const rows = Array.from({ length: PLAIN_ROWS }, (_unused, nth) => `<div style="height:44px">${nth} ${line}</div>`)
  return `<!doctype html><body style="margin:0"><div class="lc-table" style="height:${VIEW.height}px;overflow:auto">${rows.join('')}</div>`
}

/** One round from the top on; the front page is the only one that is drawn. */
async function measure(page: Page, selector: string): Promise<Frames> {
  await page.bringToFront()
  await sleep(500)
  const frames = await framesOf(page, selector, STEP_PX, DURING_MS)
  return frames
}

const nodesOf = (page: Page): Promise<number> => page.evaluate<number>(`document.querySelectorAll('*').length`)
const totalOf = async (page: Page): Promise<number> => {
  await page.locator('.lc-table:not([aria-rowcount="-1"])').waitFor()
  return page.evaluate<number>(`Number(document.querySelector('.lc-table').getAttribute('aria-rowcount')) - 1`)
}

/** Drags the scrollbar to a share of the list. @returns until real rows stand there, in ms */
async function jump(page: Page, share: number): Promise<number> {
  await page.bringToFront()
  return page.evaluate<number>(`new Promise((done) => {
    const box = document.querySelector('.lc-table'), began = performance.now()
    box.scrollTop = box.scrollHeight * ${share}
    const look = () => requestAnimationFrame(() => {
      const seen = box.querySelectorAll('.lc-row[data-condition]').length
      const waiting = box.querySelector('[data-waiting="true"]')
      if (seen > 5 && !waiting) done(performance.now() - began)
      else look()
    })
    setTimeout(look, 50)
  })`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await run()))
