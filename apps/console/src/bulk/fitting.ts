import type { Permission, TicketRow } from '@lianxin/contract'
import { startsFrom } from '@lianxin/domain'

import { OFFERED, type OfferedKind } from './inputs-of.ts'

/** What rights go by here; the server decides again for each ticket. */
export interface Worker {
  readonly permissions: readonly Permission[]
  readonly unitId: string
}

type Row = Pick<TicketRow, 'state' | 'pending' | 'gridId' | 'classCode'> & { readonly holder: { readonly id: string } }
type Rule = (row: Row, worker: Worker) => boolean

const has =
  (permission: Permission): Rule =>
  (_row, { permissions }) =>
    permissions.includes(permission)
const holds: Rule = (row, worker) => worker.permissions.includes('ticket.handle') && row.holder.id === worker.unitId
const desk = has('ticket.desk')
const deskOrHolder: Rule = (row, worker) => desk(row, worker) || holds(row, worker)
const approves: Rule = (row, worker) => row.pending !== null && has('ticket.approve')(row, worker)
const asks: Rule = (row, worker) => row.pending === null && holds(row, worker)
const everybody: Rule = () => true

const MAY = {
  accept: desk,
  classify: deskOrHolder,
  file: (row, worker) => row.gridId !== null && row.classCode !== null && desk(row, worker),
  dispatch: (row, worker) => row.gridId !== null && desk(row, worker),
  acknowledge: holds,
  start: holds,
  resolve: holds,
  verify: has('ticket.verify'),
  close: has('ticket.verify'),
  approve: approves,
  reject: approves,
  reassign: deskOrHolder,
  addUnit: deskOrHolder,
  returnToDispatcher: holds,
  escalate: holds,
  requestSuspend: asks,
  requestExtension: asks,
  resume: deskOrHolder,
  rework: has('ticket.verify'),
  decline: desk,
  void: desk,
  remind: everybody,
  note: everybody,
} as const satisfies Readonly<Record<OfferedKind, Rule>>

/** What fits any ticket and leads nowhere: offered, but no reason to say that there is something common to do. */
export const ASIDE: readonly OfferedKind[] = ['remind', 'note']

/** Ends of a matter that are rarely meant for many: behind “more”. */
export const RARE: readonly OfferedKind[] = ['decline', 'void']

/** A command and how many of the chosen tickets it fits. */
export interface Fit {
  readonly kind: OfferedKind
  readonly count: number
}

/**
 * Which commands fit the chosen tickets.
 * @returns  `all`: those that fit every one · `some`: those that fit a part, with the number
 */
export function fitting(
  rows: readonly Row[],
  worker: Worker,
): { readonly all: readonly OfferedKind[]; readonly some: readonly Fit[] } {
  const counted = OFFERED.map((kind) => ({
    kind,
    count: rows.filter((row) => startsFrom(kind, row.state) && MAY[kind](row, worker)).length,
  }))
  return {
    all: counted.filter(({ count }) => count === rows.length).map(({ kind }) => kind),
    some: counted.filter(({ count }) => count > 0 && count < rows.length),
  }
}
