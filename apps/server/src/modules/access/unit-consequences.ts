import type { Consequence } from '@lianxin/contract'
import { hasTerritory } from '@lianxin/domain'

import type { Admin } from './deps.ts'
import type { NamedAs } from './dependants.ts'
import { consequence, counted, queueOf } from './settings/consequence.ts'
import { countPostsIn, countShiftsFrom, listChildren, listPostHolders } from './store/closing.ts'
import { listLine, type Unit } from './store/unit.ts'
import { asSystem } from '../../platform/db/attempt.ts'

/** What a unit gives up with a change: every ticket when it closes; those it dispatches when it is that desk no more. */
export function givesUp(before: Unit | undefined, after: Unit): NamedAs | null {
  if (!before?.active) return null
  if (!after.active) return 'any'
  const desks = hasTerritory(before.kind) && (before.kind !== after.kind || before.gridPath !== after.gridPath)
  return desks ? 'desk' : null
}

/** The unit that answers for new matters on a path when one is left aside. */
async function ownerOf({ units }: Admin, path: string, except: string): Promise<string | undefined> {
  const list = await units.current()
  return list.onPath(path, 'territorial').find((unit) => unit.id !== except && list.staffed.has(unit.id))?.name
}

/** What follows from a change of a unit, by the numbers as they are now. `heir` takes over what it gives up. */
export async function consequencesOfUnit(
  admin: Admin,
  before: Unit | undefined,
  after: Unit,
  heir: Unit | undefined,
): Promise<Consequence[]> {
  const { tx, by, dependants } = admin
  const giving = givesUp(before, after)
  const found: Consequence[] = []
  if (before && giving) {
    const [given, held] = await asSystem(tx, async () => [
      await dependants.countTickets(tx, by.districtId, before.id, giving),
      await dependants.countTickets(tx, by.districtId, before.id, 'any'),
    ])
    if (given > 0 && !heir) found.push(consequence('heirNeeded', 'must', given, [before.name], queueOf(before.id)))
    if (given > 0 && heir) found.push(consequence('ticketsMove', 'warn', given, [heir.name], queueOf(before.id)))
    found.push(...counted('ticketsStay', 'info', held - given, [after.name], queueOf(before.id)))
  }
  if (before?.active && !after.active) found.push(...(await ofClosing(admin, before)))
  if (before && before.code !== after.code) found.push(...(await ofClasses(admin, before.code)))
  if (before && after.active && before.gridPath !== after.gridPath)
    found.push(...counted('postsSeeOther', 'warn', await countPostsIn(tx, by.districtId, [before.id], admin.now)))
  if (before && after.active && before.parentId !== after.parentId && after.kind === 'department')
    found.push(...(await ofLine(admin, before, after)))
  found.push(...(await ofArea(admin, before, after)))
  return found
}

async function ofClasses({ tx, by, dependants }: Admin, code: string): Promise<Consequence[]> {
  const names = await dependants.listClassesNaming(tx, by.districtId, code)
  return counted('classesLose', 'warn', names.length, names)
}

async function ofClosing(admin: Admin, unit: Unit): Promise<Consequence[]> {
  const { tx, by, now } = admin
  const { districtId } = by
  const holders = await listPostHolders(tx, districtId, unit.id, now)
  const children = await listChildren(tx, districtId, unit.id)
  const upper = unit.parentId === null ? undefined : (await admin.units.current()).find(unit.parentId)
  return [
    ...counted('postsEnd', 'warn', holders.length, holders),
    ...counted('shiftsEnd', 'warn', await countShiftsFrom(tx, districtId, { unitId: unit.id }, now)),
    ...counted('unitsMove', 'warn', children.length, upper ? [upper.name] : []),
    ...(await ofClasses(admin, unit.code)),
  ]
}

/** Who sees the work of a department by its line, and who no longer does. */
async function ofLine({ tx, by, now }: Admin, before: Unit, after: Unit): Promise<Consequence[]> {
  const above = (id: string | null): Promise<string[]> =>
    id === null ? Promise.resolve([]) : listLine(tx, by.districtId, id)
  const [old, young] = [await above(before.parentId), await above(after.parentId)]
  const loses = old.filter((id) => !young.includes(id))
  const sees = young.filter((id) => !old.includes(id))
  return [
    ...counted('lineLoses', 'warn', await countPostsIn(tx, by.districtId, loses, now)),
    ...counted('lineSees', 'info', await countPostsIn(tx, by.districtId, sees, now)),
  ]
}

/** Who gets the new matters of the area a unit leaves, and of the one it comes to. */
async function ofArea(admin: Admin, before: Unit | undefined, after: Unit): Promise<Consequence[]> {
  const held = before?.active && before.kind === 'territorial' ? before.gridPath : null
  const holds = after.active && after.kind === 'territorial' ? after.gridPath : null
  if (held === holds) return []
  const found: Consequence[] = []
  if (held !== null) {
    const next = await ownerOf(admin, held, after.id)
    found.push(consequence('areaGoesTo', next ? 'info' : 'warn', 0, next ? [next] : []))
  }
  if (holds !== null) {
    const staffed = (await admin.units.current()).staffed.has(after.id)
    const next = await ownerOf(admin, holds, after.id)
    found.push(
      staffed
        ? consequence('areaGoesHere', 'info', 0, [after.name])
        : consequence('unitVacant', 'warn', 0, [after.name, ...(next ? [next] : [])]),
    )
  }
  return found
}
