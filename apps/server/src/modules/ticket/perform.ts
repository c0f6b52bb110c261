import { createHash } from 'node:crypto'

import type { TicketReceipt } from '@lianxin/contract'
import {
  decide,
  evolveAll,
  fold,
  type Actor,
  type Command,
  type Context,
  type Instant,
  type Step,
  type Ticket,
} from '@lianxin/domain'

import { afterCommit, type Tx } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ClassBook } from '../catalogue/index.ts'
import type { TicketDeps } from './deps.ts'
import { unitRef, type Above, type Places } from './places.ts'
import { publicTitle } from './public-title.ts'
import { toRefusal } from './refusal.ts'
import type { Settings } from './settings.ts'
import { findCommand, listSteps, type OpenTicket } from './store.ts'
import { writeSteps, type NewPhoto } from './write.ts'

/** What a decision is made with, looked up once for a request. */
export interface Surroundings {
  readonly districtId: number
  readonly places: Places
  readonly classes: ClassBook
  readonly settings: Settings
  readonly calendar: Context['calendar']
}

/** Reads or takes from memory everything around a ticket. */
export async function surroundingsOf(deps: TicketDeps, tx: Tx, districtId: number): Promise<Surroundings> {
  // One after the other: they share the one connection of the transaction.
  const places = await deps.places.open(tx, districtId)
  const classes = await deps.books.classesOf(tx, districtId)
  const settings = await deps.settings.of(tx, districtId)
  const calendar = await deps.books.calendarOf(tx, districtId)
  return { districtId, places, classes, settings, calendar }
}

/** Who decides, and what only the caller knows. */
export interface Deciding {
  readonly now: Instant
  readonly actor: Actor
  readonly actsForUnitIds: readonly string[]
  readonly isApprover: boolean
  readonly mergeTarget: Context['mergeTarget']
  /** For `undo`. */
  readonly lastCommand?: NonNullable<Context['lastCommand']> | null
}

const NOBODY_ABOVE: Above = { unit: undefined, skipped: [] }

/** The context of a decision about a ticket at a place. */
export function contextOf(
  around: Surroundings,
  deciding: Deciding,
  of: { readonly gridPath: string; readonly holderUnitId?: string; readonly class: Ticket['class'] },
): Context {
  const { places, settings } = around
  const holder = of.holderUnitId === undefined ? undefined : places.unitById(of.holderUnitId)
  const upper = holder ? places.above(holder) : NOBODY_ABOVE
  return {
    ...deciding,
    calendar: around.calendar,
    limits: settings.limits,
    desk: unitRef(places.deskOf(of.gridPath)),
    fallback: unitRef(places.fallbackDesk),
    upper: { unit: upper.unit ? unitRef(upper.unit) : null, skipped: upper.skipped },
    urgentMaySkip: settings.urgentMaySkip,
    evidenceRequired: around.classes.of(of.class)?.evidenceRequired ?? false,
    reopenWindow_ms: settings.reopenWindow_ms,
  }
}

/** Decides commands one after the other as one: all or none. @throws Refusal of the first that is refused */
export function decideAll(
  before: Ticket,
  commands: readonly Command[],
  around: Surroundings,
  deciding: Deciding,
): { readonly ticket: Ticket; readonly steps: readonly Step[] } {
  const steps: Step[] = []
  let ticket = before
  for (const command of commands) {
    const gridPath = (command.kind === 'locate' ? command.place.grid?.path : undefined) ?? pathOf(ticket, around.places)
    const context = contextOf(around, deciding, { gridPath, holderUnitId: ticket.holder.unitId, class: ticket.class })
    const decided = decide(ticket, command, context)
    if (!decided.ok) throw toRefusal(decided.refusal)
    steps.push(...decided.value)
    ticket = evolveAll(ticket, decided.value)
  }
  return { ticket, steps }
}

/** The path that rights go by: of the grid, or of the desk that must find the place. */
export function pathOf(ticket: Ticket, places: Places): string {
  return ticket.place.grid?.path ?? (places.unitById(ticket.desk.unitId) ?? places.fallbackDesk).gridPath
}

/** What a command answers with. */
export function receiptOf(ticket: Ticket, number: string, places: Places): TicketReceipt {
  const holder = places.unitById(ticket.holder.unitId)
  return {
    id: ticket.id,
    number,
    revision: ticket.revision,
    state: ticket.state,
    holder: { unitId: ticket.holder.unitId, name: holder?.name ?? '', telephone: holder?.telephone ?? '' },
    dueAt: ticket.clock.dueAt === null ? null : new Date(ticket.clock.dueAt).toISOString(),
    calendarMissingYear: ticket.clock.calendarMissingYear,
  }
}

/**
 * The ticket as a command left it that was carried out before, so that sending it again has one effect and one answer.
 * @throws Refusal ticket.id_reused when the id stood for something else
 */
export async function findRepeated(
  tx: Tx,
  districtId: number,
  open: OpenTicket,
  commandId: string,
  hash: Buffer,
  pointer = '/commandId',
): Promise<Ticket | undefined> {
  const before = await findCommand(tx, districtId, open.ticket.id, commandId)
  if (!before) return undefined
  if (!before.hash.equals(hash)) throw new Refusal('ticket.id_reused', {}, pointer)
  if (before.revision === open.ticket.revision) return open.ticket
  return fold(await listSteps(tx, districtId, open.ticket.id, before.revision))
}

/** Writes what was decided and wakes the live screens once it is committed. */
export async function writeDecided(
  deps: TicketDeps,
  tx: Tx,
  around: Surroundings,
  open: OpenTicket,
  decided: { readonly ticket: Ticket; readonly steps: readonly Step[] },
  commandHash: Buffer,
  photos: readonly NewPhoto[] = [],
): Promise<void> {
  const written = await writeSteps(
    tx,
    {
      districtId: around.districtId,
      ticket: decided.ticket,
      steps: decided.steps,
      commandHash,
      number: open.number,
      gridPath: pathOf(decided.ticket, around.places),
      photos,
      // A unit that an undo takes the matter from has to hear that it is gone.
      audienceUnitIds: [...new Set([...open.ticket.involvedUnitIds, ...decided.ticket.involvedUnitIds])],
      publicTitle: publicTitle(around.classes, decided.ticket.class, decided.ticket.title),
    },
    open.ticket.revision,
  )
  if (!written) throw new Refusal('ticket.stale', { revision: open.ticket.revision })
  afterCommit(tx, deps.wake)
}

/** A UUID that follows from a text: the same rule about the same thing is the same command. */
export function ruleCommandId(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
