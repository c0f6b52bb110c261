import { Command, Option } from 'commander'

import { seedDemo } from '../demo/seed-demo.ts'
import { followSecret } from '../modules/intake/index.ts'
import type { Line } from './task.ts'

interface Wanted {
  readonly kind: 'taibai' | 'zhengzhou'
  readonly tickets?: string
}

/** `lianxin demo`: a made-up district with a year of tickets in an empty database. Broken off, the next run goes on. */
export function demoCommand({ withTask, terminal }: Line): Command {
  return new Command('demo')
    .description('在空库中生成示范区 / seed a demo district into an empty database')
    .addOption(new Option('--kind <kind>', '示范区 / which').choices(['taibai', 'zhengzhou']).default('taibai'))
    .option('--tickets <number>', '一年的事件数 / requests in the year')
    .action(async ({ kind, tickets }: Wanted) => {
      const wanted = tickets === undefined ? undefined : Number(tickets)
      if (wanted !== undefined && !(Number.isInteger(wanted) && wanted >= 0))
        throw new Error('--tickets 应为非负整数 / must be a whole number')
      await withTask(async ({ db, now, config }) => {
        const fillUp = await seedDemo(db, {
          kind,
          now,
          tickets: wanted ?? config.demoTickets,
          secret: followSecret(config.dataDir),
          say: terminal.line,
        })
        await fillUp?.(new AbortController().signal)
        terminal.line(
          fillUp
            ? '示范区已就绪 / the demo district is ready'
            : '库中已有区划，未作改动 / the database holds a district already; nothing was changed',
        )
      })
    })
}
