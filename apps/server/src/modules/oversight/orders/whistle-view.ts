import type { WhistleView } from '@lianxin/contract'
import { mayRate, type Whistle } from '@lianxin/domain'

import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { listMatters, type Matter } from './store.ts'
import { iso, type Looking } from './view.ts'
import { listWhistleAlarms, type StoredWhistle, type WhistleAlarm } from './whistle-store.ts'

/** The whistle as the domain has it. */
export function domainOf(row: StoredWhistle): Whistle {
  return {
    callerUnitId: row.caller_unit_id,
    calledAt: row.called_at,
    signDueAt: row.sign_due_at,
    contactDueAt: row.contact_due_at,
    state: row.state,
    units: row.units,
  }
}

/** A whistle as everybody called sees it; its ticket only for those who see that one. */
export function whistleView(
  row: StoredWhistle,
  matters: ReadonlyMap<string, Pick<Matter, 'id' | 'number'>>,
  alarms: readonly WhistleAlarm[],
  { around, session, now }: Looking,
): WhistleView {
  const { places } = around
  const whistle = domainOf(row)
  const isCaller = session.unitId === row.caller_unit_id && session.permissions.has('order.write')
  const matter = row.ticket_id === null ? undefined : matters.get(row.ticket_id)
  return {
    id: row.id,
    state: row.state,
    text: row.text,
    place: row.place,
    ticket: matter ? { id: matter.id, number: matter.number } : null,
    caller: tickets.unitBrief(places, row.caller_unit_id),
    isCaller,
    calledAt: iso(row.called_at),
    signDueAt: iso(row.sign_due_at),
    contactDueAt: iso(row.contact_due_at),
    units: row.units.map(({ unitId, signedAt, contact, result, rating }) => ({
      unit: tickets.unitBrief(places, unitId),
      signed: signedAt === null ? null : { at: iso(signedAt), inTime: signedAt <= row.sign_due_at },
      contact: contact && { text: contact.text, at: iso(contact.at), inTime: contact.at <= row.contact_due_at },
      result: result && { text: result.text, at: iso(result.at) },
      alarms: alarms
        .filter((alarm) => alarm.whistle_id === row.id && alarm.unit_id === unitId)
        .map(({ what, fired_at }) => ({ what, at: iso(fired_at) })),
      rating: rating && { score: rating.score, word: rating.word },
      mine: session.unitId === unitId && session.permissions.has('order.answer'),
      mayRate: isCaller && mayRate(whistle, unitId, now),
    })),
  }
}

/** One whistle for the post that just acted on it. */
export async function viewOne(
  call: Pick<Call, 'tx' | 'session' | 'now'>,
  deps: OversightDeps,
  row: StoredWhistle,
): Promise<WhistleView> {
  const { tx, now } = call
  const session = sessionOf(call)
  const { districtId } = session
  const found = row.ticket_id === null ? [] : await listMatters(tx, districtId, [row.ticket_id])
  const around = await tickets.surroundingsOf(deps, tx, districtId)
  const alarms = await listWhistleAlarms(tx, districtId, [row.id])
  return whistleView(row, new Map(found.map((matter) => [matter.id, matter])), alarms, { session, now, around })
}
