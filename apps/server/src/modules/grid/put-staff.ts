import type { putGridStaff } from '@lianxin/contract'

import type { Lang } from '../../platform/language.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { must, type GridDeps } from './context.ts'
import { mayStaff } from './may.ts'
import { findAssignment, isActivePerson, lockAssignments, putAssignment, type Assignment } from './store-staff.ts'

const REASONS = {
  person: ['该人员不存在或已离职。', 'The person does not exist or has left.'],
  dates: ['结束日期应晚于开始日期。', 'The end must be later than the beginning.'],
  other: ['该编号已用于另一项安排，请使用新的编号。', 'The id belongs to another assignment; use a new one.'],
  twice: ['该人员在此网格同期已有相同职责。', 'The person has this duty in this grid at that time already.'],
} as const

function conflict(reason: keyof typeof REASONS, lang: Lang, pointer: string): never {
  throw new Refusal('organisation.conflict', { reason: REASONS[reason][lang === 'zh' ? 0 : 1] }, pointer)
}

function overlap(a: Assignment, b: Assignment): boolean {
  return (a.validTo === null || b.validFrom < a.validTo) && (b.validTo === null || a.validFrom < b.validTo)
}

/** `grid.putStaff`: assigns a person to a grid, or changes the dates of an assignment; it is ended, never deleted. */
export async function putStaff(call: Call<typeof putGridStaff>, { grids }: GridDeps): Promise<{ done: true }> {
  const session = sessionOf(call)
  const { districtId } = session
  const assignment: Assignment = { id: call.params.assignmentId, ...call.body }
  const grid = must((await grids.of(districtId)).gridById(assignment.gridId))
  if (!mayStaff(session, grid)) throw new Refusal('right.missing', { permission: 'staffing.write' })
  if (assignment.validTo !== null && assignment.validTo <= assignment.validFrom)
    conflict('dates', call.lang, '/validTo')

  const others = await lockAssignments(call.tx, districtId, assignment.personId)
  const known = await findAssignment(call.tx, districtId, assignment.id)
  const same = (other: Assignment): boolean =>
    other.gridId === assignment.gridId && other.personId === assignment.personId && other.duty === assignment.duty
  if (known && !same(known)) conflict('other', call.lang, '/gridId')
  if (!known && !(await isActivePerson(call.tx, districtId, assignment.personId)))
    conflict('person', call.lang, '/personId')
  if (others.some((other) => other.id !== assignment.id && same(other) && overlap(other, assignment)))
    conflict('twice', call.lang, '/validFrom')
  await putAssignment(call.tx, districtId, assignment)
  return { done: true }
}
