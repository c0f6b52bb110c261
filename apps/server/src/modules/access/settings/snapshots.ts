import type { Snapshot } from '../../../platform/db/schema-settings.ts'
import type { DutyShift } from '../store/duty.ts'
import type { Person, Post } from '../store/person.ts'
import type { Unit } from '../store/unit.ts'

/** Something that is kept by its id and shown by its name. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** 13812345678 → 138****5678; shorter numbers keep their last two digits. */
export function maskTelephone(telephone: string): string {
  const digits = telephone.replace(/\D/g, '')
  if (digits.length < 8) return '*'.repeat(Math.max(0, digits.length - 2)) + digits.slice(-2)
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`
}

/** A unit as the history keeps it; its telephone is that of an office. */
export function unitSnapshot(unit: Unit, parentName: string, gridName: string): Snapshot {
  return {
    name: unit.name,
    nameEn: unit.nameEn,
    unitKind: unit.kind,
    code: unit.code,
    parent: unit.parentId === null ? null : { id: unit.parentId, name: parentName },
    grid: unit.gridId === null ? null : { id: unit.gridId, name: gridName },
    dutyTelephone: unit.telephone,
    active: unit.active,
  }
}

/**
 * A member of staff as the history keeps it. The telephone is masked: the clear number is personal data that ends with
 * the row of the person, the history does not end.
 */
export function personSnapshot(person: Person): Snapshot {
  return {
    personName: person.name,
    telephone: maskTelephone(person.telephone),
    source: person.source,
    working: person.active,
  }
}

/** What changed of a person. Two numbers may look alike once masked: the later one is marked then, or nobody would know. */
export function personChange(known: Person | undefined, person: Person): { before: Snapshot | null; after: Snapshot } {
  const before = known ? personSnapshot(known) : null
  const after = personSnapshot(person)
  const alike = known && known.telephone !== person.telephone && before?.['telephone'] === after['telephone']
  return { before, after: alike ? { ...after, telephone: `${maskTelephone(person.telephone)} ↻` } : after }
}

export function postSnapshot(post: Post, personName: string, unitName: string): Snapshot {
  return {
    person: { id: post.personId, name: personName },
    unit: { id: post.unitId, name: unitName },
    role: post.role,
    validFrom: post.validFrom,
    validTo: post.validTo,
  }
}

/** A shift without its telephone, which may be a private one. */
export function shiftSnapshot(shift: Omit<DutyShift, 'telephone'>): Snapshot {
  return {
    unit: { id: shift.unitId, name: shift.unitName },
    person: { id: shift.personId, name: shift.personName },
    startsAt: new Date(shift.startsAt).toISOString(),
    endsAt: new Date(shift.endsAt).toISOString(),
  }
}
