import type { Result } from '../result.ts'
import type { CommandKind, CommandOf } from './commands.ts'
import type { Context } from './context.ts'
import type { TicketRefusal } from './refusals.ts'
import type { StepBody } from './steps.ts'
import type { Ticket } from './types.ts'

/** What a decision comes to: the steps to append, in order, or the reason why there are none. */
export type Decision = Result<readonly StepBody[], TicketRefusal>

/** Commands about a ticket that exists. */
export type ExistingKind = Exclude<CommandKind, 'report'>

/**
 * The rule of one command. It is asked only when state, actor and texts have passed the table in `rules.ts`, and it
 * leaves the place in the history (seq, time, actor) to `decide`.
 */
export type Verb<K extends ExistingKind> = (ticket: Ticket, command: CommandOf<K>, ctx: Context) => Decision
