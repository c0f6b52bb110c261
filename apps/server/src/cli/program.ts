import { Command } from 'commander'

import { describeConfig } from '../platform/config.ts'
import { demoCommand } from './demo.ts'
import { doctorCommand } from './doctor.ts'
import { figuresCommand } from './figures.ts'
import { gridCommand } from './grid.ts'
import { calendarCommand, catalogueCommand, unitsCommand } from './imports.ts'
import { messagesCommand } from './messages.ts'
import { replayCommand } from './replay.ts'
import type { Line } from './task.ts'
import { userCommand } from './user.ts'

/** Every command of `lianxin`. */
export function programOf(line: Line, out: NodeJS.WriteStream): Command {
  const config = new Command('config')
    .description('全部设置项 / every setting')
    .action(() => line.terminal.line(describeConfig()))
  return new Command('lianxin')
    .description('连心网格命令行 / command line of Lianxin')
    .addCommand(config)
    .addCommand(gridCommand(line.withTask, out))
    .addCommand(unitsCommand(line))
    .addCommand(userCommand(line))
    .addCommand(catalogueCommand(line))
    .addCommand(calendarCommand(line))
    .addCommand(messagesCommand(line))
    .addCommand(demoCommand(line))
    .addCommand(figuresCommand(line))
    .addCommand(replayCommand(line))
    .addCommand(doctorCommand(line))
}
