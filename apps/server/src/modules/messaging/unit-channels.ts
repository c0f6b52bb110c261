import type { listUnitChannels, putUnitChannel, ReplyOf } from '@lianxin/contract'

import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { trace } from '../access/index.ts'
import type { MessagingDeps } from './deps.ts'
import { findChannel, listChannels, putChannel } from './store-channels.ts'

/** Where robots live. An address elsewhere is refused: the server would call whatever an administrator pasted. */
export interface RobotHosts {
  readonly wecom: string
  readonly dingtalk: string
}

/** What the webhook address of a robot begins with. */
export function prefixOf(adapter: 'wecom' | 'dingtalk', hosts: RobotHosts): string {
  return adapter === 'wecom' ? `${hosts.wecom}/cgi-bin/webhook/send?key=` : `${hosts.dingtalk}/robot/send?access_token=`
}

/** Every robot that was set up; addresses by their last characters only. */
export async function listForAdministrator(
  call: Call<typeof listUnitChannels>,
  deps: MessagingDeps,
): Promise<ReplyOf<typeof listUnitChannels>> {
  const { districtId } = sessionOf(call)
  const places = await deps.places.open(call.tx, districtId)
  const rows = await listChannels(call.tx, districtId)
  const items = rows.map((row) => ({
    unitId: row.unit_id,
    unitName: places.unitById(row.unit_id)?.name ?? '',
    adapter: row.adapter,
    addressEnd: row.address.slice(-4),
    hasSecret: row.secret !== '',
    active: row.active,
    changedAt: new Date(row.changed_at).toISOString(),
  }))
  return { items }
}

/** Sets, changes or switches off the robot of a unit's group. */
export async function saveUnitChannel(
  call: Call<typeof putUnitChannel>,
  deps: MessagingDeps,
  hosts: RobotHosts,
): Promise<ReplyOf<typeof putUnitChannel>> {
  const session = sessionOf(call)
  const { districtId } = session
  const { unitId, adapter } = call.params
  const unit = (await deps.places.open(call.tx, districtId)).unitById(unitId)
  if (!unit?.active) throw new Refusal('unit.not_found')
  const before = await findChannel(call.tx, districtId, unitId, adapter)
  const address = call.body.address ?? before?.address ?? ''
  const expected = prefixOf(adapter, hosts)
  if (!address.startsWith(expected)) throw new Refusal('message.address_refused', { expected }, '/address')
  await putChannel(call.tx, districtId, {
    unitId,
    adapter,
    address,
    secret: call.body.secret ?? before?.secret ?? '',
    active: call.body.active,
    now: call.now,
  })
  await trace(call.tx, session, { at: call.now, kind: 'unitChannel.changed', subject: `unit:${unitId}` })
  return { done: true }
}
