import type { listResponsibility, ReplyOf } from '@lianxin/contract'

import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { countByList, countWaiting, LIST_LIMIT, listStored, listToConsider } from './store.ts'
import { caseViews, iso, type Looking } from './view.ts'

/** Matters to consider at a time: a list of work, not a ledger. */
const CONSIDER_LIMIT = 20

/** Who looks, with what around. */
export async function lookingOf(call: Pick<Call, 'tx' | 'session' | 'now'>, deps: OversightDeps): Promise<Looking> {
  const session = sessionOf(call)
  return { session, now: call.now, around: await tickets.surroundingsOf(deps, call.tx, session.districtId) }
}

/** `responsibility.list`. */
export async function listForStaff(
  call: Call<typeof listResponsibility>,
  deps: OversightDeps,
): Promise<ReplyOf<typeof listResponsibility>> {
  const { tx } = call
  const { list } = call.query
  const looking = await lookingOf(call, deps)
  const { session, around } = looking
  const rows = await listStored(tx, session.districtId, list)
  const considers = list === 'toDecide' && session.permissions.has('responsibility.propose')
  const found = considers ? await listToConsider(tx, session.districtId, CONSIDER_LIMIT) : []
  return {
    items: await caseViews(tx, rows.slice(0, LIST_LIMIT), looking),
    truncated: rows.length > LIST_LIMIT,
    counts: await countByList(tx, session.districtId),
    waiting: await countWaiting(tx, session.districtId, {
      personId: session.personId,
      speaks: session.permissions.has('responsibility.speak'),
      decides: session.permissions.has('responsibility.decide'),
    }),
    toConsider: found.map((row) => ({
      ticketId: row.ticket_id,
      ticketNumber: row.number,
      ticketTitle: tickets.publicTitle(around.classes, row.class_ref, row.title),
      unit: tickets.unitBrief(around.places, row.unit_id),
      dueAt: iso(row.due_at),
    })),
  }
}
