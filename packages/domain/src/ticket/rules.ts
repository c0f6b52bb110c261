import { accept, refuse, type Result } from '../result.ts'
import type { Command, CommandKind } from './commands.ts'
import type { Context } from './context.ts'
import type { TicketRefusal } from './refusals.ts'
import { TICKET_STATES, type Ticket, type TicketState } from './types.ts'

/**
 * Who may give a command as far as the core itself checks it. Which desk, which role and which territory is decided by
 * the permissions of the caller; the core makes sure that a ticket is only handled by who holds it.
 *
 * - `desk`: staff entitled by their role, or a rule of the platform
 * - `holder`: staff of the holder unit · `holderOrDesk` · `party`: holder, co-unit or desk; or a rule of the platform
 * - `coUnit`: staff of a co-unit · `approver`: staff that may decide about requests
 * - `reporter`: the resident, or staff on the resident's behalf (hotline, call-back)
 * - `anyone`: resident, staff or a rule of the platform
 */
export type CommandBy =
  | 'desk'
  | 'holder'
  | 'holderOrDesk'
  | 'party'
  | 'coUnit'
  | 'approver'
  | 'reporter'
  | 'staff'
  | 'anyone'

interface CommandRule {
  readonly from: readonly TicketState[]
  readonly by: CommandBy
}

const AT_DESK = ['reported', 'accepted', 'filed'] as const
const HANDLING = ['dispatched', 'acknowledged', 'inProgress'] as const
const WITH_HOLDER = [...HANDLING, 'suspended'] as const
const UNRESOLVED = [...AT_DESK, ...WITH_HOLDER] as const
const OPEN = [...UNRESOLVED, 'resolved', 'verified'] as const
const REQUESTABLE = ['accepted', 'filed', ...WITH_HOLDER] as const

/** From which states a command may start, and who may give it. `report` starts from nothing. */
export const COMMANDS = {
  report: { from: [], by: 'anyone' },
  accept: { from: ['reported'], by: 'desk' },
  decline: { from: ['reported', 'accepted'], by: 'desk' },
  classify: { from: OPEN, by: 'staff' },
  locate: { from: OPEN, by: 'staff' },
  file: { from: ['reported', 'accepted'], by: 'desk' },
  dispatch: { from: AT_DESK, by: 'desk' },
  acknowledge: { from: ['dispatched'], by: 'holder' },
  returnToDispatcher: { from: HANDLING, by: 'holder' },
  reassign: { from: HANDLING, by: 'holderOrDesk' },
  addUnit: { from: WITH_HOLDER, by: 'party' },
  coUnitResult: { from: WITH_HOLDER, by: 'coUnit' },
  start: { from: ['dispatched', 'acknowledged'], by: 'holder' },
  selfResolve: { from: [...AT_DESK, ...HANDLING], by: 'holder' },
  escalate: { from: HANDLING, by: 'holder' },
  requestSuspend: { from: HANDLING, by: 'holder' },
  requestExtension: { from: HANDLING, by: 'holder' },
  requestAbnormalClose: { from: REQUESTABLE, by: 'holderOrDesk' },
  approve: { from: REQUESTABLE, by: 'approver' },
  reject: { from: REQUESTABLE, by: 'approver' },
  resume: { from: ['suspended'], by: 'holderOrDesk' },
  resolve: { from: HANDLING, by: 'holder' },
  verify: { from: ['resolved'], by: 'desk' },
  rework: { from: ['resolved'], by: 'desk' },
  close: { from: ['verified'], by: 'desk' },
  void: { from: UNRESOLVED, by: 'desk' },
  merge: { from: UNRESOLVED, by: 'desk' },
  unmerge: { from: ['merged'], by: 'desk' },
  reopen: { from: ['resolved', 'verified', 'closed', 'abnormallyClosed', 'declined'], by: 'reporter' },
  rate: { from: ['resolved', 'verified', 'closed', 'abnormallyClosed'], by: 'reporter' },
  supplement: { from: OPEN, by: 'reporter' },
  note: { from: TICKET_STATES, by: 'staff' },
  remind: { from: OPEN, by: 'anyone' },
  replan: { from: TICKET_STATES, by: 'staff' },
  undo: { from: TICKET_STATES, by: 'staff' },
  succeed: { from: OPEN, by: 'staff' },
} as const satisfies Readonly<Record<CommandKind, CommandRule>>

/** Every kind of command, in the order of a ticket's life. */
export const COMMAND_KINDS = Object.keys(COMMANDS) as readonly CommandKind[]

/** Whether the command may start from that state at all. */
export function startsFrom(kind: CommandKind, state: TicketState): boolean {
  return (COMMANDS[kind].from as readonly TicketState[]).includes(state)
}

/** Whether the actor belongs to the unit or acts for it. */
export function actsFor(ctx: Context, unitId: string): boolean {
  return ctx.actor.kind === 'staff' && (ctx.actor.unitId === unitId || ctx.actsForUnitIds.includes(unitId))
}

const SYSTEM_MAY_NOT: readonly CommandBy[] = ['coUnit', 'approver', 'reporter']
const RESIDENT_MAY: readonly CommandBy[] = ['reporter', 'anyone']

/** Whether this kind of actor ever gives such a command. */
export function actorKindMay(kind: CommandKind, actor: Context['actor']['kind']): boolean {
  const by: CommandBy = COMMANDS[kind].by
  if (actor === 'resident') return RESIDENT_MAY.includes(by)
  return actor === 'staff' || !SYSTEM_MAY_NOT.includes(by)
}

/** Refuses who does not hold the ticket, where the command is one of the holder's, a co-unit's or an approver's. */
export function checkParty(ticket: Ticket, command: Command, ctx: Context): Result<true, TicketRefusal> {
  if (ctx.actor.kind !== 'staff') return accept(true)
  const by: CommandBy = COMMANDS[command.kind].by
  const holds = actsFor(ctx, ticket.holder.unitId)
  const isDesk = actsFor(ctx, ticket.desk.unitId)
  const helps = ticket.coUnits.some((unit) => actsFor(ctx, unit.unitId))
  const notHolder = refuse({ code: 'ticket.not_holder', holderUnitId: ticket.holder.unitId } as const)
  switch (by) {
    case 'holder':
      return holds ? accept(true) : notHolder
    case 'holderOrDesk':
      return holds || isDesk ? accept(true) : notHolder
    case 'party':
      return holds || isDesk || helps ? accept(true) : notHolder
    case 'coUnit':
      return helps ? accept(true) : refuse({ code: 'ticket.not_co_unit' })
    case 'approver':
      return ctx.isApprover ? accept(true) : refuse({ code: 'ticket.not_approver' })
    case 'desk':
    case 'staff':
    case 'reporter':
    case 'anyone':
      return accept(true)
  }
}

/** Refuses an empty reason, reply or text. */
export function checkTexts(command: Command): Result<true, TicketRefusal> {
  const texts: Readonly<Record<string, unknown>> = { ...command }
  for (const field of ['title', 'reason', 'publicReply', 'text'] as const) {
    const text = texts[field]
    if (typeof text === 'string' && text.trim() === '') return refuse({ code: 'ticket.text_missing', field })
  }
  return accept(true)
}
