import { afterAll, describe, expect, it } from 'vitest'
import {
  command,
  context,
  dispatched,
  exampleCalendar,
  live,
  MONDAY,
  RESIDENT,
  resolved,
  staff,
  SYSTEM,
  UNITS,
  UNLOCATED,
} from './example.ts'
import type { Life } from './example.ts'
import type { Command } from './commands.ts'
import type { Context } from './context.ts'
import { decide } from './decide.ts'
import { TICKET_REFUSAL_CODES, type TicketRefusal } from './refusals.ts'
import { lastCommandOf, UNDO_WINDOW_MS } from './undo.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const base = context({ actor: staff(UNITS.base), now: MONDAY + HOUR_MS })
const chief = context({ actor: staff(UNITS.base, 'chief'), isApprover: true, now: MONDAY + HOUR_MS })
const reported = (): Life => live(null, context({ actor: RESIDENT }), command('report'))
const bare = { ...command('report'), classification: undefined } as unknown as Command
const requested = (): Life => live(dispatched(), base, command('requestSuspend'))
const verified = (): Life => live(resolved(), context({ now: MONDAY + HOUR_MS }), command('verify'))
const closed = (): Life => live(verified(), context(), command('close'))
const accepted = live(reported(), context(), command('accept', { commandId: 'accepted' }))
const undoing = (life: Life, more: Partial<Context> = {}): Context =>
  context({ lastCommand: lastCommandOf(life.steps), ...more })
const resident = (now: number): Context => context({ actor: RESIDENT, now })

const DECIDED = live(requested(), chief, command('approve', { commandId: 'decided' }))

type Case = readonly [name: string, life: () => Life | null, ctx: Context, wanted: Command, refusal: TicketRefusal]

const CASES: readonly Case[] = [
  ['no ticket', () => null, context(), command('accept'), { code: 'ticket.not_found' }],
  ['reported twice', reported, context(), command('report'), { code: 'ticket.exists', ticketId: 'ticket-1' }],
  [
    'seen before somebody was faster',
    dispatched,
    base,
    command('acknowledge', { expectedRevision: 1 }),
    { code: 'ticket.stale', revision: 4 },
  ],
  [
    'closed before it is verified',
    resolved,
    context(),
    command('close'),
    { code: 'ticket.step_not_allowed', command: 'close', state: 'resolved' },
  ],
  [
    'suspended ticket resolved',
    () => live(requested(), chief, command('approve')),
    base,
    command('resolve'),
    { code: 'ticket.step_not_allowed', command: 'resolve', state: 'suspended' },
  ],
  [
    'a resident dispatches',
    reported,
    context({ actor: RESIDENT }),
    command('dispatch'),
    { code: 'ticket.actor_not_allowed', command: 'dispatch' },
  ],
  [
    'a rule approves',
    requested,
    context({ actor: SYSTEM, isApprover: true }),
    command('approve'),
    { code: 'ticket.actor_not_allowed', command: 'approve' },
  ],
  [
    'another unit signs',
    dispatched,
    context({ actor: staff(UNITS.water) }),
    command('acknowledge'),
    { code: 'ticket.not_holder', holderUnitId: 'unit-base' },
  ],
  [
    'settled on the spot for another unit',
    () => null,
    context({ actor: staff(UNITS.base) }),
    command('report', { selfResolved: { by: UNITS.water, publicReply: '好' } }),
    { code: 'ticket.not_holder', holderUnitId: 'unit-water' },
  ],
  ['the holder tells a co-unit result', dispatched, base, command('coUnitResult'), { code: 'ticket.not_co_unit' }],
  [
    'an empty reply',
    dispatched,
    base,
    command('resolve', { publicReply: ' ' }),
    { code: 'ticket.text_missing', field: 'publicReply' },
  ],
  [
    'an empty reason',
    dispatched,
    base,
    command('escalate', { reason: '' }),
    { code: 'ticket.text_missing', field: 'reason' },
  ],
  [
    'an empty title',
    () => null,
    context(),
    command('report', { title: '' }),
    { code: 'ticket.text_missing', field: 'title' },
  ],
  [
    'dispatch without class',
    () => live(null, context(), bare),
    context(),
    command('dispatch'),
    { code: 'ticket.class_missing' },
  ],
  [
    'dispatch without grid',
    () => live(null, context(), command('report', { place: UNLOCATED })),
    context(),
    command('dispatch'),
    { code: 'ticket.grid_missing' },
  ],
  [
    'a limit of nothing',
    reported,
    context(),
    command('dispatch', { limit: { amount: 0, unit: 'hour' } }),
    { code: 'ticket.limit_invalid', amount: 0 },
  ],
  [
    'reassigned to its holder',
    dispatched,
    base,
    command('reassign', { to: UNITS.base }),
    { code: 'ticket.already_holder', unitId: 'unit-base' },
  ],
  [
    'the holder as co-unit',
    dispatched,
    base,
    command('addUnit', { unitId: 'unit-base' }),
    { code: 'ticket.already_involved', unitId: 'unit-base' },
  ],
  [
    'a level skipped without urgency',
    dispatched,
    context({ ...base, urgentMaySkip: true }),
    command('escalate', { to: UNITS.district }),
    { code: 'ticket.level_skip_refused', upperUnitId: 'unit-community' },
  ],
  [
    'a level skipped where the tenant forbids it',
    () => dispatched({ urgency: 'urgent' }),
    base,
    command('escalate', { to: UNITS.district }),
    { code: 'ticket.level_skip_refused', upperUnitId: 'unit-community' },
  ],
  [
    'above the top',
    dispatched,
    context({ ...base, upper: { unit: null, skipped: [] }, fallback: UNITS.base }),
    command('escalate'),
    { code: 'ticket.no_upper_level' },
  ],
  [
    'dispatched to the city',
    reported,
    context(),
    command('dispatch', { to: UNITS.city }),
    { code: 'ticket.above_district', unitId: 'unit-city' },
  ],
  [
    'reassigned to the city',
    dispatched,
    base,
    command('reassign', { to: UNITS.city }),
    { code: 'ticket.above_district', unitId: 'unit-city' },
  ],
  [
    'down from the city to the desk of the district',
    () => live(dispatched(), { ...base, upper: { unit: UNITS.city, skipped: [] } }, command('escalate')),
    context({ ...base, actor: staff(UNITS.city), upper: { unit: null, skipped: [] } }),
    command('escalate'),
    { code: 'ticket.no_upper_level' },
  ],
  [
    'a second request',
    requested,
    base,
    command('requestExtension'),
    { code: 'ticket.request_pending', request: 'suspend' },
  ],
  ['nothing to approve', dispatched, chief, command('approve'), { code: 'ticket.no_request' }],
  ['nothing to reject', dispatched, chief, command('reject'), { code: 'ticket.no_request' }],
  ['approval without the right to', requested, base, command('approve'), { code: 'ticket.not_approver' }],
  [
    'approval of an own request',
    requested,
    context({ ...base, isApprover: true }),
    command('approve'),
    { code: 'ticket.own_request' },
  ],
  [
    'a pause into the past',
    dispatched,
    base,
    command('requestSuspend', { until: MONDAY }),
    { code: 'ticket.until_in_past', until: MONDAY },
  ],
  [
    'a pause approved after its end',
    requested,
    { ...chief, now: MONDAY + 31 * DAY_MS },
    command('approve'),
    { code: 'ticket.until_in_past', until: MONDAY + 30 * DAY_MS },
  ],
  [
    'an extension after the deadline',
    dispatched,
    { ...base, now: MONDAY + 5 * DAY_MS },
    command('requestExtension'),
    { code: 'ticket.overdue', dueAt: Date.parse('2025-11-13T17:30+08:00') },
  ],
  [
    'no photo where one is needed',
    dispatched,
    { ...base, evidenceRequired: true },
    command('resolve', { evidencePhotoIds: [] }),
    { code: 'ticket.evidence_missing' },
  ],
  [
    'closing without a reply',
    () => ({ steps: [], ticket: { ...verified().ticket, publicReply: null } }),
    context(),
    command('close'),
    { code: 'ticket.reply_missing' },
  ],
  ['merged into itself', reported, context(), command('merge', { intoId: 'ticket-1' }), { code: 'ticket.merge_self' }],
  [
    'merged into nothing',
    reported,
    context(),
    command('merge'),
    { code: 'ticket.merge_target_missing', intoId: 'ticket-2' },
  ],
  [
    'merged into what is merged',
    reported,
    context({ mergeTarget: { id: 'ticket-2', state: 'merged' } }),
    command('merge'),
    { code: 'ticket.merge_target_ended', intoId: 'ticket-2', state: 'merged' },
  ],
  [
    'reopened too late',
    closed,
    resident(MONDAY + HOUR_MS + 7 * DAY_MS + 1),
    command('reopen'),
    { code: 'ticket.reopen_window_closed', until: MONDAY + HOUR_MS + 7 * DAY_MS },
  ],
  [
    'a score of six',
    closed,
    resident(MONDAY),
    command('rate', { score: 6 }),
    { code: 'ticket.score_invalid', score: 6 },
  ],
  [
    'rated again after a day',
    () => live(closed(), resident(MONDAY), command('rate')),
    resident(MONDAY + 3 * DAY_MS),
    command('rate'),
    { code: 'ticket.already_rated' },
  ],
  [
    'rated again by staff for the reporter',
    () => live(closed(), resident(MONDAY), command('rate')),
    context({ now: MONDAY }),
    command('rate'),
    { code: 'ticket.already_rated' },
  ],
  ['rated by who handled it', closed, base, command('rate'), { code: 'ticket.own_work' }],
  ['replanned with the same calendar', dispatched, context(), command('replan'), { code: 'ticket.nothing_to_replan' }],
  [
    'taken back after something else',
    () => live(accepted, context(), command('note')),
    undoing(live(accepted, context(), command('note'))),
    command('undo', { ofCommandId: 'accepted' }),
    { code: 'ticket.undo_not_last' },
  ],
  [
    'taken back by another person of the same unit',
    () => accepted,
    undoing(accepted, { actor: staff(UNITS.desk, 'colleague') }),
    command('undo', { ofCommandId: 'accepted' }),
    { code: 'ticket.undo_not_own' },
  ],
  [
    'a decision about a request taken back',
    () => DECIDED,
    undoing(DECIDED, { actor: staff(UNITS.base, 'chief') }),
    command('undo', { ofCommandId: 'decided' }),
    { code: 'ticket.undo_left' },
  ],
  [
    'taken back too late',
    () => accepted,
    undoing(accepted, { now: MONDAY + UNDO_WINDOW_MS + 1 }),
    command('undo', { ofCommandId: 'accepted' }),
    { code: 'ticket.undo_too_late', until: MONDAY + UNDO_WINDOW_MS },
  ],
  [
    'replanned without the year',
    () =>
      live(
        reported(),
        context({ now: Date.parse('2025-12-30T10:00+08:00'), calendar: exampleCalendar(2025) }),
        command('dispatch'),
      ),
    context({ calendar: exampleCalendar(2025) }),
    command('replan'),
    { code: 'calendar.year_missing', year: 2026 },
  ],
]

describe('a refusal', () => {
  const seen = new Set<string>()
  it.each(CASES)('%s', (_name, life, ctx, wanted, refusal) => {
    const decision = decide(life()?.ticket ?? null, wanted, ctx)
    expect(decision).toEqual({ ok: false, refusal })
    seen.add(refusal.code)
  })

  afterAll(() => expect([...seen].toSorted()).toEqual([...TICKET_REFUSAL_CODES].toSorted()))
})
