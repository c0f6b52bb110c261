import { reportPublic, type Problem } from '@lianxin/contract'
import { Command } from 'commander'
import { readFile } from 'node:fs/promises'

import type { App } from '../app.ts'
import { API } from '../platform/serve.ts'
import { withApp } from './imports.ts'
import { readMessages, type MessageRow, type RowFault } from './messages-file.ts'
import type { Line, Task } from './task.ts'

const AT_ONCE = 8
/** Faults printed; the rest is counted. */
const MOST = 20

async function countTickets({ db, districtId }: Task): Promise<number> {
  const { count } = await db.asOwner((owner) =>
    owner
      .selectFrom('ticket')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('district_id', '=', districtId)
      .executeTakeFirstOrThrow(),
  )
  return count
}

/** Minutes east of UTC in the district. @throws Error where there is no district yet */
async function getOffset({ db, districtId }: Task): Promise<number> {
  const row = await db.asOwner((owner) =>
    owner.selectFrom('district').select('utc_offset_minutes').where('district_id', '=', districtId).executeTakeFirst(),
  )
  if (row) return row.utc_offset_minutes
  throw new Error(
    `没有区划 ${districtId}，请先启动系统或导入网格 / there is no district ${districtId}; start the server or import grids first`,
  )
}

/** Sends each message through the public door. @returns those that were refused */
async function sendAll(
  { platform }: App,
  rows: readonly MessageRow[],
  lang: string,
  onDone: (done: number) => void,
): Promise<readonly RowFault[]> {
  const faults: RowFault[] = []
  const waiting = rows.values()
  let done = 0
  const work = async (): Promise<void> => {
    for (const { row, body } of waiting) {
      const response = await platform.app.inject({
        method: reportPublic.method,
        url: API + reportPublic.path,
        headers: { 'accept-language': lang },
        payload: body,
      })
      if (response.statusCode >= 500) throw new Error(`#${row}: ${response.body}`)
      if (response.statusCode !== 201) {
        const { title, detail, errors } = response.json<Problem>()
        const field = errors?.[0]?.pointer ?? ''
        faults.push({ row, field, detail: `${title}: ${errors?.[0]?.detail ?? detail}` })
      }
      onDone(++done)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return faults.toSorted((a, b) => a.row - b.row)
}

/** `lianxin messages import`: earlier messages as reports. Broken off, it is simply run again: no message comes twice. */
export function messagesCommand({ withTask, terminal, lang, fail }: Line): Command {
  const messages = new Command('messages').description('历史留言 / earlier messages')
  messages
    .command('import <csv>')
    .description('逐条登记历史留言，可重复执行 / report earlier messages; may be run again')
    .action(async (path: string) => {
      const csv = await readFile(path)
      await withTask(async (task) => {
        const utcOffset_minutes = await getOffset(task)
        const { rows, faults } = readMessages(csv, { districtId: task.districtId, utcOffset_minutes })
        const before = await countTickets(task)
        const refused = await withApp(task, (app) =>
          sendAll(app, rows, lang, (done) => terminal.progress('import', done, rows.length)),
        )
        const all = [...faults, ...refused]
        for (const { row, field, detail } of all.slice(0, MOST)) terminal.line(`  #${row} ${field}: ${detail}`)
        if (all.length > MOST) terminal.line(`  … ${all.length - MOST}`)
        const fresh = (await countTickets(task)) - before
        const known = rows.length - refused.length - fresh
        terminal.line(
          `新登记 ${fresh}，已有 ${known}，有误 ${all.length} / ${fresh} new, ${known} known, ${all.length} faulty`,
        )
        if (all.length > 0) fail()
      })
    })
  return messages
}
