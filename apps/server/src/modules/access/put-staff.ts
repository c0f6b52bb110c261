import type { BodyOf, Consequence, PersonView, putDuty, putPerson, putPost } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'

import { rehearse } from '../../platform/db/attempt.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Lang } from '../../platform/language.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Session } from '../../platform/session.ts'
import { marksOf, type Admin, type How } from './deps.ts'
import { conflict, mayChangeRightsOf, mayHoldTogether, mayRoster } from './may.ts'
import { listPersons } from './list-persons.ts'
import { recordChange } from './settings/record.ts'
import { personChange, postSnapshot, shiftSnapshot } from './settings/snapshots.ts'
import { consequencesOfPerson, consequencesOfPost } from './staff-consequences.ts'
import { deleteShift, findShift, findShiftUnit, listShifts, lockShiftsOf, upsertShift } from './store/duty.ts'
import { findPerson, findPost, listPosts, lockPerson, upsertPerson, upsertPost } from './store/person.ts'
import { findUnit } from './store/unit.ts'
import { trace } from './trace.ts'

export type SavedPerson = PersonView & { readonly consequences: Consequence[] }

/** Creates or changes a member of staff; fields left out keep their value. Whoever has left can no longer sign in. */
export async function savePerson(
  admin: Admin,
  id: string,
  body: BodyOf<typeof putPerson>,
  how: How = {},
): Promise<SavedPerson> {
  const { tx, by, now } = admin
  const { districtId } = by
  const known = await lockPerson(tx, districtId, id)
  const active = body.active ?? known?.active ?? true
  if (known && known.active !== active) mayChangeRightsOf(by, id)
  const telephone = body.telephone ?? known?.telephone ?? ''
  const person = { id, name: body.name, telephone, source: body.source, active }
  const consequences = await consequencesOfPerson(admin, known, person)
  const write = async (): Promise<SavedPerson> => {
    await upsertPerson(tx, districtId, person)
    const [saved] = await listPersons(tx, districtId, { id, limit: 1 })
    if (!saved) throw new Error(`person ${id} was not saved`)
    return { ...saved, consequences }
  }
  if (how.dryRun) return rehearse(tx, write)
  const saved = await write()
  const change = { kind: 'person', key: id, label: person.name, ...personChange(known, person) } as const
  await recordChange(tx, by, { ...change, ...marksOf(how) }, now)
  await trace(tx, by, { at: now, kind: known ? 'person.changed' : 'person.created', subject: `person:${id}` })
  return saved
}

/**
 * Gives a post or changes its days. A post keeps its person, unit and role, so that what was done in it stays clear. One
 * that ends on its first day was never held: that is how a mistake is taken back.
 * @throws Refusal account.own_rights, person.not_found, unit.not_found, post.duties_separated, organisation.conflict
 */
export async function savePost(
  admin: Admin,
  id: string,
  body: BodyOf<typeof putPost>,
  how: How = {},
): Promise<Consequence[]> {
  const { tx, by, now, lang } = admin
  const { districtId } = by
  const { personId, unitId, role, validFrom, validTo } = body
  mayChangeRightsOf(by, personId)
  const person = await lockPerson(tx, districtId, personId)
  if (!person) throw new Refusal('person.not_found', {}, '/personId')
  const known = await findPost(tx, districtId, id)
  if (known && (known.personId !== personId || known.unitId !== unitId || known.role !== role))
    throw conflict(
      lang,
      '岗位的人员、单位和角色不能更改，请结束后另行任命。',
      'Person, unit and role of a post do not change; end it and give another one.',
    )
  const unit = await findUnit(tx, districtId, unitId)
  if (!unit || (!known && !unit.active)) throw new Refusal('unit.not_found', {}, '/unitId')
  if (validTo !== null && validTo < validFrom)
    throw conflict(lang, '结束日期不能早于开始日期。', 'The last day lies before the first.', '/validTo')
  const post = { id, personId, unitId, role, validFrom, validTo }
  mayHoldTogether(post, await listPosts(tx, districtId, [personId]))
  const consequences = await consequencesOfPost(admin, known, post, person.name)
  if (how.dryRun) return rehearse(tx, () => upsertPost(tx, districtId, post).then(() => consequences))
  await upsertPost(tx, districtId, post)
  const before = known ? postSnapshot(known, person.name, unit.name) : null
  const label = `${person.name} · ${unit.name}`
  const change = { kind: 'post', key: id, label, before, after: postSnapshot(post, person.name, unit.name) } as const
  await recordChange(tx, by, { ...change, ...marksOf(how) }, now)
  const data = { personId, unitId, role, validFrom, validTo }
  await trace(tx, by, { at: now, kind: known ? 'post.changed' : 'post.given', subject: `post:${id}`, data })
  return consequences
}

/** Puts a shift on the roster of a unit within the caller's area. One person is on duty in one place at a time. */
export async function saveShift(
  tx: Tx,
  by: Session,
  id: string,
  body: BodyOf<typeof putDuty>,
  lang: Lang,
  now: Instant,
  how: How = {},
): Promise<void> {
  const { districtId } = by
  const { unitId, personId } = body
  const unit = await findUnit(tx, districtId, unitId)
  if (!unit?.active) throw new Refusal('unit.not_found', {}, '/unitId')
  mayRoster(by, unit)
  await mayTouchShift(tx, by, id)
  await lockShiftsOf(tx, districtId, personId)
  const person = await findPerson(tx, districtId, personId)
  if (!person?.active) throw new Refusal('person.not_found', {}, '/personId')
  const startsAt = Date.parse(body.startsAt)
  const endsAt = Date.parse(body.endsAt)
  if (endsAt <= startsAt)
    throw conflict(lang, '结束时间须晚于开始时间。', 'The shift ends before it begins.', '/endsAt')
  const busy = await listShifts(tx, districtId, { from: startsAt, to: endsAt, personId })
  const other = busy.find((shift) => shift.id !== id)
  if (other)
    throw conflict(
      lang,
      `${person.name}在该时段已在“${other.unitName}”值班。`,
      `${person.name} is on duty at “${other.unitName}” in that time.`,
      '/personId',
    )
  const before = await findShift(tx, districtId, id)
  await upsertShift(tx, districtId, { id, unitId, personId, startsAt, endsAt, telephone: body.telephone ?? '' })
  const after = shiftSnapshot({ id, unitId, unitName: unit.name, personId, personName: person.name, startsAt, endsAt })
  const label = `${unit.name} · ${person.name}`
  const change = { kind: 'duty', key: id, label, before: before ? shiftSnapshot(before) : null, after } as const
  await recordChange(tx, by, { ...change, ...marksOf(how) }, now)
  await trace(tx, by, { at: now, kind: 'duty.put', subject: `duty:${id}`, data: { unitId, personId } })
}

/** Takes a shift off the roster. */
export async function removeShift(tx: Tx, by: Session, id: string, now: Instant, how: How = {}): Promise<void> {
  if (!(await mayTouchShift(tx, by, id))) return
  const shift = await findShift(tx, by.districtId, id)
  await deleteShift(tx, by.districtId, id)
  if (shift) {
    const label = `${shift.unitName} · ${shift.personName}`
    const change = { kind: 'duty', key: id, label, before: shiftSnapshot(shift), after: null } as const
    await recordChange(tx, by, { ...change, ...marksOf(how) }, now)
  }
  await trace(tx, by, { at: now, kind: 'duty.removed', subject: `duty:${id}` })
}

/** A shift that exists already must lie in the caller's area too. @returns whether it exists */
async function mayTouchShift(tx: Tx, by: Session, shiftId: string): Promise<boolean> {
  const unitId = await findShiftUnit(tx, by.districtId, shiftId)
  const unit = unitId === undefined ? undefined : await findUnit(tx, by.districtId, unitId)
  if (unit) mayRoster(by, unit)
  return unit !== undefined
}
