import { Command } from 'commander'

import { rebuildFigures } from '../modules/oversight/index.ts'
import type { Line } from './task.ts'

/** Tickets between two lines of progress. */
const SAID_EVERY = 10_000

/**
 * `lianxin figures rebuild`: counts a district anew from the histories of its tickets, while the server goes on. Broken
 * off, the server goes on where it stopped.
 */
export function figuresCommand({ withTask, terminal }: Line): Command {
  const rebuild = new Command('rebuild').description('按流转记录重新统计 / count anew from the histories').action(() =>
    withTask(async ({ db, districtId, now }) => {
      let said = 0
      let done = 0
      await rebuildFigures({ db, clock: { now: () => now } }, districtId, (filled) => {
        done = filled
        if (filled - said < SAID_EVERY) return
        said = filled
        terminal.line(`已统计 ${filled} 件 / ${filled} tickets counted`)
      })
      terminal.line(`统计完成：${done} 件 / done: ${done} tickets`)
    }),
  )
  return new Command('figures').description('统计 / figures').addCommand(rebuild)
}
