import type { Instant } from '../time.ts'
import { isAboveDistrict } from '../unit-kinds.ts'
import type { CommandKind } from './commands.ts'
import { COMMAND_KINDS, COMMANDS, startsFrom, type CommandBy } from './rules.ts'
import type { Ticket } from './types.ts'
import { mayRateAgain } from './verify.ts'

/** What the page knows about who looks at the ticket. */
export interface Viewer {
  readonly isHolder: boolean
  readonly isCoUnit: boolean
  readonly isDesk: boolean
  readonly isApprover: boolean
  readonly isResident: boolean
  /** The last command is their own and may still be taken back (`mayUndo`). */
  readonly mayUndo?: boolean
  /** With both, `reopen` is left out when its window has closed. */
  readonly now?: Instant
  readonly reopenWindow_ms?: number
}

const MAY: { readonly [B in CommandBy]: (viewer: Viewer) => boolean } = {
  desk: (viewer) => viewer.isDesk,
  holder: (viewer) => viewer.isHolder,
  holderOrDesk: (viewer) => viewer.isHolder || viewer.isDesk,
  party: (viewer) => viewer.isHolder || viewer.isDesk || viewer.isCoUnit,
  coUnit: (viewer) => viewer.isCoUnit,
  approver: (viewer) => viewer.isApprover,
  staff: (viewer) => !viewer.isResident,
  reporter: (viewer) => viewer.isResident || viewer.isDesk,
  anyone: () => true,
}

/** Conditions beyond state and actor that would make a button refuse. */
const ALSO: { readonly [K in CommandKind]?: (ticket: Ticket, viewer: Viewer) => boolean } = {
  escalate: ({ holder }) => !isAboveDistrict(holder),
  approve: (ticket) => ticket.pending !== null,
  reject: (ticket) => ticket.pending !== null,
  requestSuspend: (ticket) => ticket.pending === null,
  requestExtension: (ticket, { now }) =>
    ticket.pending === null && (now === undefined || ticket.clock.dueAt === null || now <= ticket.clock.dueAt),
  requestAbnormalClose: (ticket) => ticket.pending === null,
  rate: (ticket, { isHolder, isResident, now }) =>
    !isHolder &&
    (ticket.rating === null || (isResident && now !== undefined && mayRateAgain(ticket.rating, 'resident', now))),
  file: (ticket) => ticket.class !== null && ticket.place.grid !== null,
  dispatch: (ticket) => ticket.class !== null && ticket.place.grid !== null,
  reopen: (ticket, { now, reopenWindow_ms }) =>
    ticket.closedAt === null ||
    now === undefined ||
    reopenWindow_ms === undefined ||
    now <= ticket.closedAt + reopenWindow_ms,
  undo: (_, { mayUndo }) => mayUndo ?? false,
  replan: (ticket) => ticket.clock.dueAt === null || (ticket.promise !== null && ticket.promise.dueAt === null),
}

/** The commands a page offers, in the order of a ticket's life. The server decides; this only spares useless buttons. */
export function availableCommands(ticket: Ticket, viewer: Viewer): readonly CommandKind[] {
  return COMMAND_KINDS.filter(
    (kind) =>
      startsFrom(kind, ticket.state) && MAY[COMMANDS[kind].by](viewer) && (ALSO[kind]?.(ticket, viewer) ?? true),
  )
}
