import type { readTrace, TicketTraceView, ToldView } from '@lianxin/contract'
import { stretchAt, type Instant, type Stretch, type Trace } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { tickets } from '../../ticket/index.ts'
import { listAlarmRows } from '../alarms/store.ts'
import type { OversightDeps } from '../deps.ts'
import { listOfTicket as listInquiries } from '../inquiry/store.ts'
import { listStored as listOrders } from '../orders/store.ts'
import { proposalsFor, traceOfTicket } from './propose.ts'
import { listOfTicket, type ListedCase } from './store.ts'
import { readRules } from './store-rules.ts'
import { iso, lookingOf, missedTime, type Looking } from './view.ts'

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at))

interface Told {
  readonly kind: ToldView['kind']
  readonly at: Instant
  readonly byUnitId: string | null
  /** Whom it was told, where the ledger says so. */
  readonly unitId?: string
  readonly told: boolean
}

/**
 * Everything that reached a holder about the ticket, from the ledgers where it stands: alarms, reminders of a person,
 * orders, questions. Of orders and questions those the caller may see.
 */
async function listTold(tx: Tx, districtId: number, ticketId: string): Promise<readonly Told[]> {
  // Newest first there, oldest first here: rungs of one instant keep their order.
  const alarms = (await listAlarmRows(tx, districtId, ticketId)).toReversed()
  const steps = await tickets.listSteps(tx, districtId, ticketId)
  const orders = await listOrders(tx, districtId, { open: false, ticketId })
  const inquiries = await listInquiries(tx, districtId, ticketId)
  return [
    ...alarms.map((row) => ({
      kind: row.rung,
      at: row.fired_at,
      byUnitId: null,
      unitId: row.unit_id,
      told: row.told,
    })),
    ...steps.flatMap(({ kind, at, actor }): Told[] =>
      kind === 'reminded'
        ? [{ kind: 'urged', at, byUnitId: actor.kind === 'staff' ? actor.unitId : null, told: true }]
        : [],
    ),
    ...orders.map((row): Told => ({ kind: 'ordered', at: row.issued_at, byUnitId: row.issuer_unit_id, told: true })),
    ...inquiries.map((row): Told => ({ kind: 'asked', at: row.asked_at, byUnitId: row.body.askerUnitId, told: true })),
  ].toSorted((a, b) => a.at - b.at)
}

function stretchViews(trace: Trace, all: readonly Told[], { around }: Looking): TicketTraceView['stretches'] {
  const { places } = around
  const of = new Map<Stretch, Told[]>()
  for (const one of all) {
    const stretch = stretchAt(trace, one.at, one.unitId)
    if (stretch) of.set(stretch, [...(of.get(stretch) ?? []), one])
  }
  return trace.stretches.map((stretch) => ({
    unit: tickets.unitBrief(places, stretch.unit.unitId),
    stage: stretch.stage,
    from: iso(stretch.from),
    to: isoOrNull(stretch.to),
    dueAt: isoOrNull(stretch.dueAt),
    countedIn: stretch.countedIn,
    took_ms: stretch.took_ms,
    isLate: stretch.isLate,
    missed_ms: stretch.missed_ms,
    firstSeq: stretch.firstSeq,
    told: (of.get(stretch) ?? []).map(({ kind, at, byUnitId, told }) => ({
      kind,
      at: iso(at),
      by: byUnitId === null ? null : tickets.unitBrief(places, byUnitId),
      told,
    })),
  }))
}

const caseBrief = ({ id, unit_id, body }: ListedCase, { around }: Looking): TicketTraceView['cases'][number] => ({
  id,
  unit: tickets.unitBrief(around.places, unit_id),
  share: body.share,
  measure: body.decision?.measure ?? body.proposed,
  state: body.state,
})

/** What may be drafted now: of the caller's territory, for units that have no open case about the ticket. */
async function listProposals(tx: Tx, trace: Trace, cases: readonly ListedCase[], looking: Looking) {
  const inForce = await readRules(tx, looking.session.districtId)
  const isOpen = new Set(cases.flatMap((one) => (one.body.ending === null ? [one.unit_id] : [])))
  const items = proposalsFor(trace, inForce, cases, looking).filter(({ unitId }) => !isOpen.has(unitId))
  return {
    rulesVersion: inForce.version,
    items: items.map((one) => ({
      unit: tickets.unitBrief(looking.around.places, one.unitId),
      share: one.share,
      missed: missedTime(one),
      measure: one.measure,
      seqs: one.stretches.map(({ firstSeq }) => firstSeq),
    })),
  }
}

/** `ticket.trace`: computed from the steps each time it is asked for. */
export async function traceForStaff(call: Call<typeof readTrace>, deps: OversightDeps): Promise<TicketTraceView> {
  const { tx, now } = call
  const looking = await lookingOf(call, deps)
  const { session, around } = looking
  const { districtId } = session
  const open = await tickets.findTicket(tx, districtId, call.params.ticketId)
  if (!open) throw new Refusal('ticket.not_found')
  const { id } = open.ticket
  const trace = await traceOfTicket(tx, id, looking)
  const cases = await listOfTicket(tx, districtId, id)
  const unitOf = (unitId: string) => tickets.unitBrief(around.places, unitId)
  const { discovered, resolved } = trace
  return {
    asOf: iso(now),
    discovered: {
      at: iso(discovered.at),
      channel: discovered.channel,
      unit: discovered.unitId === null ? null : unitOf(discovered.unitId),
    },
    passedUp: trace.passedUp.map(({ at, from, to }) => ({
      at: iso(at),
      from: unitOf(from.unitId),
      to: unitOf(to.unitId),
    })),
    resolved: resolved && { at: iso(resolved.at), by: unitOf(resolved.by.unitId) },
    stretches: stretchViews(trace, await listTold(tx, districtId, id), looking),
    proposals: session.permissions.has('responsibility.propose')
      ? await listProposals(tx, trace, cases, looking)
      : null,
    cases: cases.map((one) => caseBrief(one, looking)),
  }
}
