import type { Permission, WireCommandKind } from '@lianxin/contract'
import { COMMANDS, startsFrom, type CommandBy, type Ticket } from '@lianxin/domain'

import { Refusal } from '../../platform/refusal.ts'
import type { Session } from '../../platform/session.ts'

/** Who stands before a ticket, as far as rights go. */
export interface Standing {
  readonly permissions: ReadonlySet<Permission>
  /** The place of the ticket lies in the grid subtree of the post. */
  readonly inTerritory: boolean
  /** Some unit the post acts for holds the ticket, helps with it, or is its desk. */
  readonly isHolder: boolean
  readonly isCoUnit: boolean
  readonly isDesk: boolean
  /** The very person signed for it. */
  readonly signed: boolean
}

type Rule = (standing: Standing, ticket: Ticket) => Permission | null

/** Null: allowed. Else the right that is missing. */
const need =
  (permission: Permission, also: (standing: Standing, ticket: Ticket) => boolean = () => true): Rule =>
  (standing, ticket) =>
    standing.permissions.has(permission) && also(standing, ticket) ? null : permission

const either =
  (...rules: readonly Rule[]): Rule =>
  (standing, ticket) =>
    rules.some((rule) => rule(standing, ticket) === null) ? null : (rules[0]?.(standing, ticket) ?? null)

/** A desk acts within its territory only, also where it sees more because a unit of its own is involved. */
const desk = need('ticket.desk', ({ inTerritory }) => inTerritory)
const handle = need('ticket.handle', ({ isHolder }) => isHolder)
const help = need('ticket.handle', ({ isCoUnit }) => isCoUnit)
/** 管办分离: who signed for the work does not verify it. */
const verify = need('ticket.verify', ({ inTerritory, signed }) => inTerritory && !signed)
const approve = need('ticket.approve', ({ inTerritory }) => inTerritory)
/** On behalf of the reporter, by who speaks with reporters. A judgement never about work of one's own unit. */
const forReporter = need('ticket.report', ({ permissions }) => permissions.has('reporter.read'))
const seen = need('ticket.read')

/** The right each command needs. State and holder are checked once more by the domain; this is about posts. */
export const COMMAND_RIGHTS = {
  accept: desk,
  decline: desk,
  classify: either(desk, handle),
  locate: either(desk, handle),
  file: desk,
  dispatch: desk,
  acknowledge: handle,
  returnToDispatcher: handle,
  reassign: either(handle, desk),
  addUnit: either(handle, desk),
  coUnitResult: help,
  start: handle,
  selfResolve: either(
    handle,
    need('ticket.desk', ({ isHolder }) => isHolder),
  ),
  escalate: handle,
  requestSuspend: handle,
  requestExtension: handle,
  requestAbnormalClose: either(handle, desk),
  approve,
  reject: approve,
  resume: either(handle, desk),
  resolve: handle,
  verify,
  rework: verify,
  close: need('ticket.verify', ({ inTerritory }) => inTerritory),
  void: desk,
  merge: desk,
  unmerge: desk,
  note: seen,
  supplement: need('ticket.report'),
  remind: seen,
  rate: need('ticket.report', ({ isHolder, permissions }) => !isHolder && permissions.has('reporter.read')),
  reopen: forReporter,
  /** The domain asks whether it is one's own last command. */
  undo: seen,
} as const satisfies Readonly<Record<WireCommandKind, Rule>>

/** Commands for which the domain itself says that the unit does not hold the ticket. */
const PARTY_CHECKED: readonly CommandBy[] = ['holder', 'holderOrDesk', 'party', 'coUnit']

/**
 * Whether the post may give the command at all. Where it has the right but the state or the holder stands against it,
 * the domain answers, which names them.
 * @throws Refusal right.missing
 */
export function requireRight(kind: WireCommandKind, standing: Standing, ticket: Ticket): void {
  const missing = COMMAND_RIGHTS[kind](standing, ticket)
  if (missing === null) return
  const domainAnswers = !startsFrom(kind, ticket.state) || PARTY_CHECKED.includes(COMMANDS[kind].by)
  if (standing.permissions.has(missing) && domainAnswers) return
  throw new Refusal('right.missing', { permission: missing })
}

/** Whether the page should offer the command to this post. */
export function hasRight(kind: WireCommandKind, standing: Standing, ticket: Ticket): boolean {
  return COMMAND_RIGHTS[kind](standing, ticket) === null
}

/** Roles that may read who asked for confidentiality: those that speak with the reporter. */
const CONFIDENTIAL_ROLES: readonly string[] = ['dispatcher', 'hotlineClerk']

/** Whether the post may know who asked for confidentiality. */
export function mayReadConfidential(session: Session): boolean {
  return session.role !== null && CONFIDENTIAL_ROLES.includes(session.role)
}

/** Whether the reporter may be read in clear by this post (the right itself is checked at the door). */
export function mayReadReporter(session: Session, confidential: boolean): boolean {
  return !confidential || mayReadConfidential(session)
}
