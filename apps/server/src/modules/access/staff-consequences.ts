import type { Consequence } from '@lianxin/contract'

import { asSystem } from '../../platform/db/attempt.ts'
import type { Admin } from './deps.ts'
import { consequence, counted, queueOf } from './settings/consequence.ts'
import { countShiftsFrom, listCurrentPosts } from './store/closing.ts'
import type { Person, Post } from './store/person.ts'

/** Units in which nobody else works when a person goes, and what open tickets they hold. */
async function ofVacancy(admin: Admin, personId: string, unitIds: readonly string[]): Promise<Consequence[]> {
  const { tx, by, now, dependants } = admin
  const list = await admin.units.current()
  const found: Consequence[] = []
  for (const unitId of new Set(unitIds)) {
    const unit = list.find(unitId)
    if (!unit?.active || !list.staffed.has(unitId)) continue
    const others = (await listCurrentPosts(tx, by.districtId, { unitId }, now)).filter(
      (post) => post.personId !== personId && post.personActive,
    )
    if (others.length > 0) continue
    const next = list.onPath(unit.gridPath, 'territorial').find(({ id }) => id !== unitId && list.staffed.has(id))
    found.push(consequence('unitVacant', 'warn', 0, [unit.name, ...(next ? [next.name] : [])]))
    const held = await asSystem(tx, () => dependants.countTickets(tx, by.districtId, unitId, 'any'))
    found.push(...counted('ticketsOfVacant', 'warn', held, [unit.name], queueOf(unitId)))
  }
  return found
}

/** What follows when a member of staff leaves or comes back. */
export async function consequencesOfPerson(
  admin: Admin,
  before: Person | undefined,
  after: Person,
): Promise<Consequence[]> {
  if (!before?.active || after.active) return []
  const { tx, by, now, dependants } = admin
  const { districtId } = by
  const posts = await listCurrentPosts(tx, districtId, { personId: after.id }, now)
  const [signed, duties] = await asSystem(tx, async () => [
    await dependants.countSigned(tx, districtId, after.id),
    await dependants.countGridDuties(tx, districtId, after.id, now),
  ])
  return [
    ...counted('postsIdle', 'warn', posts.length, [...new Set(posts.map(({ unitName }) => unitName))]),
    ...counted('shiftsLeft', 'warn', await countShiftsFrom(tx, districtId, { personId: after.id }, now)),
    ...counted('gridDuties', 'warn', duties),
    ...counted('ticketsSigned', 'warn', signed, [after.name]),
    ...(await ofVacancy(
      admin,
      after.id,
      posts.map(({ unitId }) => unitId),
    )),
  ]
}

/** What follows when a post is given, ended or moved in time. */
export async function consequencesOfPost(
  admin: Admin,
  before: Post | undefined,
  after: Post,
  personName: string,
): Promise<Consequence[]> {
  const { tx, by, dependants } = admin
  if (before) {
    const ends = after.validTo !== null && (before.validTo === null || after.validTo < before.validTo)
    if (!ends) return []
    const within = [after.unitId]
    const signed = await asSystem(tx, () => dependants.countSigned(tx, by.districtId, after.personId, within))
    return [
      ...counted('ticketsSigned', 'info', signed, [personName], queueOf(after.unitId)),
      ...(await ofVacancy(admin, after.personId, within)),
    ]
  }
  const list = await admin.units.current()
  const unit = list.find(after.unitId)
  const comesToLife = unit?.active && unit.kind === 'territorial' && !list.staffed.has(after.unitId)
  return comesToLife ? [consequence('areaGoesHere', 'info', 0, [unit.name])] : []
}
