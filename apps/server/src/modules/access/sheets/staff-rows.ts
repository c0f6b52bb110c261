import { readSettingWord } from '@lianxin/contract'
import type { LocalDate } from '@lianxin/domain'

import type { Person, Post } from '../store/person.ts'
import type { UnitParts } from '../store/sheet-rows.ts'
import { dayCell, flagCell, idOfRow, wordCell, type Faults } from './cells.ts'
import type { SheetRow } from './kind.ts'
import type { People } from './people.ts'

/** What rows of staff are read with. */
export interface StaffContext {
  readonly parts: UnitParts
  readonly people: People
  readonly faults: Faults
  readonly today: LocalDate
  readonly importId: string
  /** Who imports: the own rights are left to others. */
  readonly byPersonId: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The id a row means: as written, recognised, or a new one that follows from the import and the row. */
function personIdOf({ row, cells }: SheetRow, { parts, people, faults, importId }: StaffContext): string | undefined {
  const written = cells.personId ?? ''
  if (written !== '') {
    if (UUID.test(written) && people.stored(written.toLowerCase())) return written.toLowerCase()
    return faults.add(
      row,
      'personId',
      '没有这个编号的人员；新增人员请留空。',
      'Nobody has this id; leave it empty for somebody new.',
    )
  }
  const unitId = parts.byCode.get(cells.unitCode ?? '')?.id
  const role = readSettingWord('role', cells.role ?? '')
  const known = people.recognise(cells.personName ?? '', cells.telephone ?? '', unitId, role)
  return known ?? idOfRow(importId, 'person', row)
}

/** The person of a row; undefined with faults where it cannot be told. */
export function readPerson(sheetRow: SheetRow, context: StaffContext): Person | undefined {
  const { row, cells } = sheetRow
  const { people, faults } = context
  const name = cells.personName ?? ''
  if (name === '') return faults.required(row, 'personName')
  if (name.length > 100) return faults.add(row, 'personName', '不能超过 100 个字。', 'At most 100 characters.')
  if ((cells.telephone ?? '').length > 30)
    return faults.add(row, 'telephone', '不能超过 30 个字符。', 'At most 30 characters.')
  const id = personIdOf(sheetRow, context)
  if (id === undefined) return undefined
  const known = people.earlier(id)?.person ?? people.stored(id)
  const source = wordCell(faults, row, cells, 'source', 'source') ?? known?.source ?? 'staff'
  const active = flagCell(faults, row, cells, 'working') ?? known?.active ?? true
  const person = { id, name, telephone: cells.telephone ?? known?.telephone ?? '', source, active }
  const earlier = people.earlier(id)
  if (earlier && JSON.stringify(earlier.person) !== JSON.stringify(person))
    faults.add(
      row,
      'personName',
      `与第 ${earlier.row} 行是同一人，但内容不一致。`,
      `The same person as in row ${earlier.row}, with other particulars.`,
    )
  if (id === context.byPersonId && people.stored(id)?.active !== active)
    faults.add(row, 'working', '不能更改自己的权限。', 'One does not change one’s own rights.')
  people.read(person, row)
  return person
}

/** The post of a row; undefined where it has none, or with faults where it cannot be told. */
export function readPost(sheetRow: SheetRow, person: Person, context: StaffContext): Post | undefined {
  const { row, cells } = sheetRow
  const { parts, people, faults, today, importId } = context
  const code = cells.unitCode ?? ''
  const before = faults.found.length
  const role = wordCell(faults, row, cells, 'role', 'role')
  const from = dayCell(faults, row, cells, 'validFrom')
  const to = dayCell(faults, row, cells, 'validTo')
  const written = (cells.postId ?? '').toLowerCase()
  if (code === '') {
    if (role !== undefined || written !== '') faults.required(row, 'unitCode')
    return undefined
  }
  const unit = parts.byCode.get(code)
  if (!unit) faults.add(row, 'unitCode', `没有编码为“${code}”的单位。`, `There is no unit “${code}”.`)
  if ((cells.role ?? '') === '') faults.required(row, 'role')
  if (!unit || role === undefined || faults.found.length > before) return undefined
  const held = written === '' ? people.heldPost(person.id, unit.id, role) : people.storedPost(written)
  if (written !== '' && (!held || held.personId !== person.id || held.unitId !== unit.id || held.role !== role))
    return faults.add(
      row,
      'postId',
      '岗位的人员、单位和角色不能更改：请填写结束日期，另起一行写新岗位（岗位编号留空）。',
      'Person, unit and role of a post do not change: end it, and write the new one in a row of its own without this id.',
    )
  if (!held && !unit.active) faults.add(row, 'unitCode', '该单位已停用。', 'The unit is closed.')
  const validFrom = from ?? held?.validFrom ?? today
  const validTo = cells.validTo === undefined ? (held?.validTo ?? null) : (to ?? null)
  if (validTo !== null && validTo < validFrom)
    faults.add(row, 'validTo', '结束日期不能早于开始日期。', 'The last day lies before the first.')
  const id = held?.id ?? idOfRow(importId, 'post', row)
  const post: Post = { id, personId: person.id, unitId: unit.id, role, validFrom, validTo }
  if (person.id === context.byPersonId && JSON.stringify(people.storedPost(id)) !== JSON.stringify(post))
    faults.add(row, 'role', '不能更改自己的岗位。', 'One does not change one’s own posts.')
  people.readPost(post)
  return post
}
