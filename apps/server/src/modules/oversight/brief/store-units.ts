import { sql } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'

/** A unit with the path of its grid as it is today. */
export interface UnitRow {
  readonly id: string
  readonly parentId: string | null
  readonly kind: string
  readonly level: number
  readonly name: string
  readonly name_en: string
  readonly path: string
  /** Closed units keep their briefs. */
  readonly active: boolean
}

/** Units, also those closed since, from the district downwards. */
export async function listUnits(tx: Tx, districtId: number): Promise<readonly UnitRow[]> {
  const { rows } = await sql<UnitRow>`
    select u.id, u.parent_id as "parentId", u.active, u.kind, u.level, u.name, u.name_en, coalesce(g.path, u.grid_path) as path from unit u
    left join grid g on g.district_id = u.district_id and g.id = u.grid_id
    where u.district_id = ${districtId} order by u.level, path, u.code`.execute(tx)
  return rows
}

export async function districtName(tx: Tx, districtId: number): Promise<string> {
  const { name } = await tx
    .selectFrom('district')
    .select('name')
    .where('district_id', '=', districtId)
    .executeTakeFirstOrThrow()
  return name
}
