import type { BriefUnit } from '@lianxin/contract'
import { BRIEF_KINDS, BRIEF_LEVEL, briefKindOf, unitsBelow } from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { listUnits, type UnitRow } from './store-units.ts'

/** A unit that has briefs. */
export interface BriefSubject extends BriefUnit {
  /** Of a department: itself and the units below it. Of a territorial unit none: its figures are those of its path. */
  readonly unitIds: readonly string[]
}

function subjectsAmong(all: readonly UnitRow[]): readonly BriefSubject[] {
  const subjects = all.flatMap((row): BriefSubject[] => {
    const kind = briefKindOf(row)
    if (kind === undefined) return []
    const unitIds = kind === 'department' ? unitsBelow(all, row.id) : []
    return [{ id: row.id, name: row.name, nameEn: row.name_en, kind, path: row.path, unitIds }]
  })
  return BRIEF_KINDS.flatMap((kind) => subjects.filter((one) => one.kind === kind))
}

/** Units that have briefs: the district first, then subdistricts, then departments that belong to no other one. */
export async function listSubjects(tx: Tx, districtId: number): Promise<readonly BriefSubject[]> {
  return subjectsAmong((await listUnits(tx, districtId)).filter(({ active }) => active))
}

/** The same with units that are closed: what was asked of them is still produced, what was produced keeps their name. */
export async function listSubjectsEver(tx: Tx, districtId: number): Promise<readonly BriefSubject[]> {
  return subjectsAmong(await listUnits(tx, districtId))
}

/** A community of a subdistrict, to be ranked. */
export type Community = Pick<BriefUnit, 'id' | 'name' | 'nameEn' | 'path'>

/** Units one level below a territory. */
export async function listCommunities(tx: Tx, districtId: number, path: string): Promise<readonly Community[]> {
  const all = await listUnits(tx, districtId)
  return all
    .filter(
      (row) => row.active && row.kind === 'territorial' && row.level === BRIEF_LEVEL + 1 && row.path.startsWith(path),
    )
    .map((row) => ({ id: row.id, name: row.name, nameEn: row.name_en, path: row.path }))
}
