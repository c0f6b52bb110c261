import type { Tx } from '../../platform/db/database.ts'
import { toTimestamp } from '../../platform/db/types.ts'
import type { UnitRobot } from './compose.ts'

type RobotKind = 'wecom' | 'dingtalk'

const channels = (tx: Tx, districtId: number) =>
  tx
    .selectFrom('unit_channel')
    .select(['unit_id', 'adapter', 'address', 'secret', 'active', 'changed_at'])
    .where('district_id', '=', districtId)

/** Robots with their addresses; for their administration and for sending, never for a reply. */
export function listChannels(tx: Tx, districtId: number) {
  return channels(tx, districtId).orderBy('changed_at', 'desc').execute()
}

export function findChannel(tx: Tx, districtId: number, unitId: string, adapter: RobotKind) {
  return channels(tx, districtId).where('unit_id', '=', unitId).where('adapter', '=', adapter).executeTakeFirst()
}

export async function putChannel(
  tx: Tx,
  districtId: number,
  one: { unitId: string; adapter: RobotKind; address: string; secret: string; active: boolean; now: number },
): Promise<void> {
  const { address, secret, active } = one
  const values = { address, secret, active, changed_at: toTimestamp(one.now) }
  await tx
    .insertInto('unit_channel')
    .values({ district_id: districtId, unit_id: one.unitId, adapter: one.adapter, ...values })
    .onConflict((conflict) => conflict.columns(['district_id', 'unit_id', 'adapter']).doUpdateSet(values))
    .execute()
}

/** Robots of groups that are switched on; in the scope of the system. */
export async function listRobots(tx: Tx, districtId: number): Promise<readonly UnitRobot[]> {
  const rows = await channels(tx, districtId).where('active', '=', true).execute()
  return rows.map((row) => ({ unitId: row.unit_id, adapter: row.adapter }))
}
