import type { closeWall as closeOperation, Done, listWalls as listOperation, putWall, ReplyOf } from '@lianxin/contract'

import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { hashToken, newToken, trace } from '../access/index.ts'
import type { CommandDeps } from './deps.ts'
import { closeWall, insertWall, listWalls, updateWall } from './store.ts'

/** The screens in one's territory. */
export async function listWallsForStaff(
  call: Call<typeof listOperation>,
  { places }: CommandDeps,
): Promise<ReplyOf<typeof listOperation>> {
  const { districtId } = sessionOf(call)
  const around = await places.open(call.tx, districtId)
  const rows = await listWalls(call.tx, districtId)
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      views: row.views,
      secondsPerView: row.seconds_per_view,
      unitName: row.unit_name,
      gridName: around.gridsOf(row.grid_path).at(-1)?.name ?? '',
      madeBy: row.made_by,
      madeAt: new Date(row.made_at).toISOString(),
    })),
  }
}

/**
 * Opens a screen for the territory of the acting post, or changes its playlist. Sent again it changes nothing more, and
 * the key is not told a second time: whoever lost it closes the screen and opens another.
 * @throws Refusal right.missing for posts that see no area; wall.not_found where the id belongs to another's screen
 */
export async function setUpWall(call: Call<typeof putWall>): Promise<ReplyOf<typeof putWall>> {
  const session = sessionOf(call)
  const { districtId, personId, unitId, territory } = session
  if (unitId === null || territory === '') throw new Refusal('right.missing', { permission: 'wall.write' })
  const { wallId } = call.params
  const { name, views, secondsPerView } = call.body
  const settings = { name, views, seconds_per_view: secondsPerView }
  if (await updateWall(call.tx, districtId, wallId, settings)) return { id: wallId, key: null }
  const key = newToken()
  const wall = { ...settings, id: wallId, unit_id: unitId, grid_path: territory }
  const isNew = await insertWall(call.tx, districtId, wall, { personId, keyHash: hashToken(key), now: call.now })
  if (!isNew) throw new Refusal('wall.not_found')
  await trace(call.tx, session, { at: call.now, kind: 'wall.opened', subject: `wall:${wallId}` })
  return { id: wallId, key }
}

/** Closes a screen. @throws Refusal wall.not_found */
export async function closeWallForStaff(call: Call<typeof closeOperation>): Promise<Done> {
  const session = sessionOf(call)
  const { wallId } = call.params
  if (!(await closeWall(call.tx, session.districtId, wallId, call.now))) throw new Refusal('wall.not_found')
  await trace(call.tx, session, { at: call.now, kind: 'wall.closed', subject: `wall:${wallId}` })
  return { done: true }
}
