import { REPLAY_FLOWS, scaledFlow, type ReplayFlowName } from '@lianxin/demo'
import { Command, Option } from 'commander'

import { buildApp } from '../app.ts'
import { createLogger } from '../platform/http.ts'
import { DatabaseNotEmpty, runReplay, seedReplay } from '../replay/run-replay.ts'
import type { Line } from './task.ts'

interface Wanted {
  readonly flow: ReplayFlowName
  readonly share: string
  readonly json?: boolean
}

/**
 * `lianxin replay`: lives a flow that a report names through the commands of the product, in an empty database, and
 * compares what its statistics tell with what the report says. Fails where they differ.
 */
export function replayCommand({ withTask, terminal, fail }: Line): Command {
  return new Command('replay')
    .description('在空库中重放报告中的一段时期 / live a period of a report again in an empty database')
    .addOption(new Option('--flow <flow>', '哪一段 / which').choices(Object.keys(REPLAY_FLOWS)).default('zhengzhou'))
    .option('--share <share>', '比例，1 为全部 / share of it, 1 for all', '1')
    .option('--json', '最后一行为 JSON / the last line is JSON')
    .action(({ flow: name, share, json }: Wanted) =>
      withTask(async ({ db, config, migrations }) => {
        const flow = scaledFlow(REPLAY_FLOWS[name], Number(share))
        const city = await seedReplay(db, flow).catch((cause: unknown) => {
          if (!(cause instanceof DatabaseNotEmpty)) throw cause
          throw new Error(
            '库中已有区划，重放须在空库中进行 / the database holds a district; a replay needs an empty one',
          )
        })
        const clock = { at: Date.parse(flow.from), now: () => clock.at }
        const { platform, inside } = await buildApp({
          config: { ...config, districtId: city.districtId },
          logger: createLogger(config),
          clock,
          db,
          roles: new Set(),
          migrations,
          pages: [],
        })
        try {
          const outcome = await runReplay(inside, city, { flow, clock, say: terminal.line })
          for (const [figure, count] of Object.entries(outcome.expected))
            terminal.line(`${figure}: ${outcome.counted[figure as keyof typeof outcome.counted]} (${count})`)
          terminal.line(outcome.isSame ? '与报告一致 / as the report says' : '与报告不一致 / not as the report says')
          if (!outcome.isSame) fail()
          const { source, chosen, from, to } = flow
          if (json)
            terminal.line(JSON.stringify({ flow: name, share: Number(share), source, chosen, from, to, ...outcome }))
        } finally {
          platform.live.hub.close()
          await platform.app.close()
        }
      }),
    )
}
