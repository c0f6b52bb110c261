import { settingWord } from '@lianxin/contract'
import { localDay } from '@lianxin/domain'

import { dutiesClash } from '../may.ts'
import { recordChanges, type SettingChange } from '../settings/record.ts'
import { personChange, postSnapshot } from '../settings/snapshots.ts'
import { readOffset } from '../store/division.ts'
import type { Person, Post } from '../store/person.ts'
import {
  isCurrent,
  listAllPersons,
  listAllPosts,
  listUnitParts,
  upsertPersons,
  upsertPosts,
  type UnitParts,
} from '../store/sheet-rows.ts'
import { Faults } from './cells.ts'
import type { PlannedRow, Planning, SheetCells, SheetKind, SheetPlan, SheetRow } from './kind.ts'
import { People } from './people.ts'
import { readPost, readPerson } from './staff-rows.ts'

const COLUMNS: SheetKind['columns'] = [
  {
    field: 'personName',
    required: true,
    width: 14,
    help: ['一人多岗时写多行。', 'One row for each post.'],
    example: '林秀',
  },
  { field: 'telephone', help: ['只填工作电话。', 'The work number only.'], example: '13800000000' },
  { field: 'source', values: 'source', help: ['留空为本单位。', 'Empty: own staff.'], example: '本单位' },
  {
    field: 'working',
    values: 'flag',
    width: 8,
    help: ['离职填“否”，不能再登录。', 'No: has left, cannot sign in.'],
    example: '是',
  },
  {
    field: 'unitCode',
    width: 22,
    help: ['任职单位的编码；没有岗位则留空。', 'Code of the unit; empty without a post.'],
    example: '370890001001001',
  },
  {
    field: 'unit',
    width: 24,
    help: ['单位名称，仅供查看，导入时不读取。', 'Its name, to be read by people only.'],
    example: '湖东第一网格',
  },
  { field: 'role', values: 'role', help: ['有岗位时必填。', 'Needed with a post.'], example: '网格员' },
  { field: 'validFrom', help: ['留空为今天。', 'Empty: today.'], example: '2026-03-01' },
  {
    field: 'validTo',
    help: ['从这天起不再任职；在任留空。', 'First day no longer in the post; empty while held.'],
    example: '',
  },
  {
    field: 'personId',
    width: 38,
    help: [
      '系统编号，请勿改动；新增人员留空，系统按姓名和电话识别已有人员。',
      'Made by the system; leave it empty for somebody new.',
    ],
    example: '',
  },
  {
    field: 'postId',
    width: 38,
    help: ['系统编号，请勿改动；新岗位留空。', 'Made by the system; empty for a new post.'],
    example: '',
  },
]

/** Posts held today or later, one row each; who has none has one row without. */
async function current(...[tx, districtId, lang, now]: Parameters<SheetKind['current']>): Promise<SheetCells[]> {
  const parts = await listUnitParts(tx, districtId)
  const today = localDay(now, await readOffset(tx, districtId))
  const unitById = new Map([...parts.byCode.values()].map((unit) => [unit.id, unit]))
  const posts = new Map<string, Post[]>()
  for (const post of await listAllPosts(tx, districtId))
    if (isCurrent(post, today)) posts.set(post.personId, [...(posts.get(post.personId) ?? []), post])
  return (await listAllPersons(tx, districtId)).flatMap((person): SheetCells[] => {
    const own = {
      personName: person.name,
      telephone: person.telephone,
      source: settingWord('source', person.source, lang),
      working: settingWord('flag', String(person.active), lang),
      personId: person.id,
    }
    const held = posts.get(person.id) ?? []
    if (held.length === 0) return [own]
    return held.map((post) => ({
      ...own,
      unitCode: unitById.get(post.unitId)?.code ?? '',
      unit: unitById.get(post.unitId)?.name ?? '',
      role: settingWord('role', post.role, lang),
      validFrom: post.validFrom,
      validTo: post.validTo ?? '',
      postId: post.id,
    }))
  })
}

interface Changed {
  readonly persons: Map<string, { readonly before: Person | undefined; readonly after: Person }>
  readonly posts: Map<string, { readonly before: Post | undefined; readonly after: Post }>
}

const same = (a: object | undefined, b: object): boolean => a !== undefined && JSON.stringify(a) === JSON.stringify(b)

/** Administrative duties that would fall to one person, by rows. */
function checkDuties(rows: readonly { row: number; post: Post }[], people: People, faults: Faults): void {
  for (const { row, post } of rows)
    if (dutiesClash(post, people.postsOf(post.personId)))
      faults.add(
        row,
        'role',
        '系统管理、安全管理与审计不得由同一人兼任。',
        'System, security and audit administration may not lie with one person.',
      )
}

async function plan(planning: Planning, rows: readonly SheetRow[]): Promise<SheetPlan> {
  const { admin, tick } = planning
  const { tx, by, now } = admin
  const parts = await listUnitParts(tx, by.districtId)
  const today = localDay(now, await readOffset(tx, by.districtId))
  const people = new People(await listAllPersons(tx, by.districtId), await listAllPosts(tx, by.districtId), today)
  const faults = new Faults()
  const planned: PlannedRow[] = []
  const changed: Changed = { persons: new Map(), posts: new Map() }
  const given: { row: number; post: Post }[] = []
  for (const [i, row] of rows.entries()) {
    if (i % 500 === 0) await tick(i, rows.length)
    const context = { parts, people, faults, today, importId: planning.importId, byPersonId: by.personId }
    const person = readPerson(row, context)
    if (!person) continue
    const before = people.stored(person.id)
    const firstOfPerson = !changed.persons.has(person.id)
    const personChanges = firstOfPerson && !same(before, person)
    if (personChanges) changed.persons.set(person.id, { before, after: person })
    const post = readPost(row, person, context)
    const known = post && people.storedPost(post.id)
    const postChanges = post !== undefined && !same(known, post)
    if (post && postChanges) {
      changed.posts.set(post.id, { before: known, after: post })
      given.push({ row: row.row, post })
    }
    if (personChanges || postChanges) planned.push(plannedRow(row.row, { before, after: person }, post && { before: known, after: post }, parts)) // oxfmt-ignore
  }
  checkDuties(given, people, faults)
  return {
    rows: planned,
    unchanged: rows.length - planned.length,
    faults: faults.found,
    write: async () => {
      await write(planning, changed, parts)
      return {}
    },
  }
}

function unitNameOf(parts: UnitParts, unitId: string): string {
  return parts.byCode.get(parts.codeOf.get(unitId) ?? '')?.name ?? ''
}

function plannedRow(
  row: number,
  person: { readonly before: Person | undefined; readonly after: Person },
  post: { readonly before: Post | undefined; readonly after: Post } | undefined,
  parts: UnitParts,
): PlannedRow {
  const { name } = person.after
  const told = personChange(person.before, person.after)
  const tell = (one: Post | undefined): object => (one ? postSnapshot(one, name, unitNameOf(parts, one.unitId)) : {})
  const isNew = !person.before || (post !== undefined && !post.before)
  return {
    row,
    action: isNew ? 'created' : 'changed',
    name,
    before: told.before && { ...told.before, ...tell(post?.before) },
    after: { ...told.after, ...tell(post?.after) },
  }
}

async function write({ admin, importId: batch, tick }: Planning, changed: Changed, parts: UnitParts): Promise<void> {
  const { tx, by, now } = admin
  const persons = [...changed.persons.values()]
  const posts = [...changed.posts.values()]
  const total = persons.length + posts.length
  await tick(0, total)
  await upsertPersons(tx, by.districtId, persons.map(({ after }) => after)) // oxfmt-ignore
  await tick(persons.length, total)
  await upsertPosts(tx, by.districtId, posts.map(({ after }) => after)) // oxfmt-ignore
  const nameOf = new Map((await listAllPersons(tx, by.districtId)).map(({ id, name }) => [id, name]))
  const history: SettingChange[] = []
  for (const { before, after } of persons)
    history.push({ kind: 'person', key: after.id, label: after.name, ...personChange(before, after), batch })
  for (const { before, after } of posts) {
    const [person, unit] = [nameOf.get(after.personId) ?? '', unitNameOf(parts, after.unitId)]
    const was = before ? postSnapshot(before, person, unit) : null
    const is = postSnapshot(after, person, unit)
    history.push({ kind: 'post', key: after.id, label: `${person} · ${unit}`, before: was, after: is, batch })
  }
  for (let from = 0; from < history.length; from += 2_000) {
    await recordChanges(tx, by, history.slice(from, from + 2_000), now)
    await tick(from, history.length)
  }
}

/** People with their posts as a table, one row for each post. */
export const staffSheet: SheetKind = { right: 'organisation.write', columns: COLUMNS, current, plan }
