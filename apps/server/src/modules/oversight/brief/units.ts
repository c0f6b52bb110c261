import type { BriefUnit } from '@lianxin/contract'

import type { Tx } from '../../../platform/db/database.ts'
import { listUnits, type UnitRow } from './store-units.ts'

/** A unit that has briefs. */
export interface BriefSubject extends BriefUnit {
  /** Of a department: itself and the units below it. Of a territorial unit none: its figures are those of its path. */
  readonly unitIds: readonly string[]
}

const SUBDISTRICT = 1

function below(all: readonly UnitRow[], id: string): readonly string[] {
  return [id, ...all.filter(({ parent_id }) => parent_id === id).flatMap((child) => below(all, child.id))]
}

function kindOf({ kind, level }: UnitRow): BriefUnit['kind'] | undefined {
  if (kind === 'department') return 'department'
  if (kind !== 'territorial' || level > SUBDISTRICT) return undefined
  return level === 0 ? 'district' : 'subdistrict'
}

/** Units that have briefs: the district first, then subdistricts, then departments that belong to no other one. */
export async function listSubjects(tx: Tx, districtId: number): Promise<readonly BriefSubject[]> {
  const all = await listUnits(tx, districtId)
  const subjects = all.flatMap((row): BriefSubject[] => {
    const kind = kindOf(row)
    if (kind === undefined) return []
    const unitIds = kind === 'department' ? below(all, row.id) : []
    return [{ id: row.id, name: row.name, nameEn: row.name_en, kind, path: row.path, unitIds }]
  })
  const order: readonly BriefUnit['kind'][] = ['district', 'subdistrict', 'department']
  return order.flatMap((kind) => subjects.filter((one) => one.kind === kind))
}

/** A community of a subdistrict, to be ranked. */
export type Community = Pick<BriefUnit, 'id' | 'name' | 'nameEn' | 'path'>

/** Units one level below a territory. */
export async function listCommunities(tx: Tx, districtId: number, path: string): Promise<readonly Community[]> {
  const all = await listUnits(tx, districtId)
  return all
    .filter((row) => row.kind === 'territorial' && row.level === SUBDISTRICT + 1 && row.path.startsWith(path))
    .map((row) => ({ id: row.id, name: row.name, nameEn: row.name_en, path: row.path }))
}

/** A department below another one is part of it. */
export const isRanked = (subject: BriefSubject, all: readonly BriefSubject[]): boolean =>
  !all.some((other) => other.id !== subject.id && other.unitIds.includes(subject.id))
