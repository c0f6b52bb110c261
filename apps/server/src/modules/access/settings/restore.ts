import type { Consequence } from '@lianxin/contract'
import { localDay, UNIT_KINDS } from '@lianxin/domain'

import { Refusal } from '../../../platform/refusal.ts'
import type { Snapshot } from '../../../platform/db/schema-settings.ts'
import type { Admin } from '../deps.ts'
import { removeShift, savePerson, savePost, saveShift } from '../put-staff.ts'
import { saveUnit } from '../put-unit.ts'
import { readOffset } from '../store/division.ts'
import { findShift } from '../store/duty.ts'
import { findPerson, findPost } from '../store/person.ts'
import { findUnit } from '../store/unit.ts'
import { rehearse } from '../../../platform/db/attempt.ts'
import { isRole } from '../view.ts'
import { consequence } from './consequence.ts'
import type { RestoreKind, RestoreKinds } from './kinds.ts'

const text = (snapshot: Snapshot, field: string): string => {
  const value = snapshot[field]
  return typeof value === 'string' ? value : ''
}
const idOf = (snapshot: Snapshot, field: string): string | null => {
  const named = snapshot[field] as { readonly id?: string } | null | undefined
  return named?.id ?? null
}

/** What cannot be taken back, in the words of who asks. */
export function notRestorable({ lang }: Pick<Admin, 'lang'>, zh: string, en: string): Refusal {
  return new Refusal('setting.not_restorable', { reason: lang === 'zh' ? zh : en })
}

const unit: RestoreKind = {
  right: 'organisation.write',
  async restore(admin, { key, before }, { heirId, ...how }) {
    const { tx, by } = admin
    const now = await findUnit(tx, by.districtId, key)
    if (!now) throw notRestorable(admin, '该单位已不存在。', 'The unit is gone.')
    // An import of divisions keeps the name alone; what was made is closed, never deleted: its history stays.
    const was = before ?? { active: false }
    const has = (field: string): boolean => Object.hasOwn(was, field)
    const body = {
      name: has('name') ? text(was, 'name') : now.name,
      nameEn: has('nameEn') ? text(was, 'nameEn') : now.nameEn,
      kind: UNIT_KINDS.find((kind) => kind === was['unitKind']) ?? now.kind,
      code: has('code') ? text(was, 'code') : now.code,
      parentId: has('parent') ? idOf(was, 'parent') : now.parentId,
      gridId: (has('grid') ? idOf(was, 'grid') : null) ?? now.gridId ?? '',
      telephone: has('dutyTelephone') ? text(was, 'dutyTelephone') : now.telephone,
      active: has('active') ? was['active'] === true : now.active,
      ...(heirId === undefined ? {} : { heirId }),
    }
    const { consequences } = await saveUnit(admin, key, body, how)
    const reopened = !now.active && body.active
    return reopened ? [...consequences, consequence('ticketsNotBack', 'info', 0, [body.name])] : consequences
  },
}

const person: RestoreKind = {
  right: 'organisation.write',
  async restore(admin, { key, before }, how) {
    const now = await findPerson(admin.tx, admin.by.districtId, key)
    if (!now) throw notRestorable(admin, '该人员已不存在。', 'The person is gone.')
    const was = before ?? {}
    const sources = ['staff', 'publicOfficial', 'seconded', 'department', 'volunteer'] as const
    const body = {
      name: before ? text(was, 'personName') : now.name,
      source: sources.find((source) => source === (was['source'] ?? now.source)) ?? 'staff',
      active: before ? was['working'] === true : false,
    }
    const { consequences } = await savePerson(admin, key, body, how)
    const numberMoved = was['telephone'] !== undefined
    return numberMoved ? [...consequences, consequence('telephoneKept', 'info', 0, [now.name])] : consequences
  },
}

const post: RestoreKind = {
  right: 'organisation.write',
  async restore(admin, { key, before }, how) {
    const { tx, by, now } = admin
    const held = await findPost(tx, by.districtId, key)
    if (!held || !isRole(held.role)) throw notRestorable(admin, '该岗位已不存在。', 'The post is gone.')
    const { personId, unitId, role } = held
    if (before) {
      const target = await findUnit(tx, by.districtId, unitId)
      if (!target?.active)
        throw notRestorable(
          admin,
          '该岗位的单位已停用，请先恢复单位。',
          'The unit of the post is closed; restore it first.',
        )
      const validTo = before['validTo'] === null ? null : text(before, 'validTo')
      return savePost(admin, key, { personId, unitId, role, validFrom: text(before, 'validFrom'), validTo }, how)
    }
    // A post that was given by mistake ends today, or on its first day where it has not begun.
    const today = localDay(now, await readOffset(tx, by.districtId))
    const validTo = held.validFrom > today ? held.validFrom : today
    return savePost(admin, key, { personId, unitId, role, validFrom: held.validFrom, validTo }, how)
  },
}

const duty: RestoreKind = {
  right: 'duty.write',
  async restore(admin, { key, before }, how) {
    const { tx, by, lang, now } = admin
    const act = async (): Promise<Consequence[]> => {
      if (before === null) {
        await removeShift(tx, by, key, now, how)
        return []
      }
      const shift = await findShift(tx, by.districtId, key)
      const startsAt = text(before, 'startsAt')
      const endsAt = text(before, 'endsAt')
      const of = { unitId: idOf(before, 'unit') ?? '', personId: idOf(before, 'person') ?? '' }
      await saveShift(tx, by, key, { ...of, startsAt, endsAt, telephone: shift?.telephone ?? '' }, lang, now, how)
      return []
    }
    return how.dryRun ? rehearse(tx, act) : act()
  },
}

/** How units, people, posts and shifts are taken back. */
export const ORGANISATION_KINDS: RestoreKinds = { unit, person, post, duty }
