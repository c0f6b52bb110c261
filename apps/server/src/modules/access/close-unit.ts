import { localDay } from '@lianxin/domain'
import type { Admin, How } from './deps.ts'
import { marksOf } from './deps.ts'
import { recordChanges, type SettingChange } from './settings/record.ts'
import { describeUnit } from './settings/describe-unit.ts'
import { postSnapshot, shiftSnapshot } from './settings/snapshots.ts'
import { listChildren, listCurrentPosts, endPosts, moveUnits, removeShiftsFrom } from './store/closing.ts'
import { readOffset } from './store/division.ts'
import { getUnit, type Unit } from './store/unit.ts'
import { asSystem } from '../../platform/db/attempt.ts'

/**
 * What ends with a unit: its posts, its shifts to come; the units below it hang on the one above. Each is a line of the
 * history of its own, to be taken back by itself.
 */
export async function endWithUnit(admin: Admin, unit: Unit, how: How): Promise<void> {
  const { tx, by, now } = admin
  const { districtId } = by
  const day = localDay(now, await readOffset(tx, districtId))
  const posts = await listCurrentPosts(tx, districtId, { unitId: unit.id }, now)
  await endPosts(
    tx,
    districtId,
    posts.map(({ id }) => id),
    day,
  )
  // Whoever keeps units may not keep rosters; that these shifts are void follows from the closing.
  const shifts = await asSystem(tx, () => removeShiftsFrom(tx, districtId, { unitId: unit.id }, now))
  const marks = marksOf(how)
  const moved = await moveChildren(admin, unit)
  await recordChanges(
    tx,
    by,
    [
      ...posts.map((post): SettingChange => {
        const before = postSnapshot(post, post.personName, post.unitName)
        const after = { ...before, validTo: post.validFrom > day ? post.validFrom : day }
        return { kind: 'post', key: post.id, label: `${post.personName} · ${post.unitName}`, before, after, ...marks }
      }),
      ...shifts.map((shift): SettingChange => {
        const label = `${shift.unitName} · ${shift.personName}`
        return { kind: 'duty', key: shift.id, label, before: shiftSnapshot(shift), after: null, ...marks }
      }),
      ...moved.map((change): SettingChange => ({ ...change, ...marks })),
    ],
    now,
  )
}

async function moveChildren({ tx, by }: Admin, unit: Unit): Promise<SettingChange[]> {
  const { districtId } = by
  const ids = await listChildren(tx, districtId, unit.id)
  const changes: SettingChange[] = []
  for (const id of ids) {
    const child = await getUnit(tx, districtId, id)
    const after = { ...child, parentId: unit.parentId }
    const [was, is] = [await describeUnit(tx, districtId, child), await describeUnit(tx, districtId, after)]
    changes.push({ kind: 'unit', key: id, label: child.name, before: was, after: is })
  }
  await moveUnits(tx, districtId, ids, unit.parentId)
  return changes
}
