import type { Position } from '@lianxin/domain'
import { sql, type RawBuilder } from 'kysely'

import type { Schema } from '../../platform/db/schema.ts'
import type { Db } from './store.ts'

export type PlaceKind = Schema['place_code']['kind']['__select__']

/** A place of the register: a grid, building, compound, landmark or address; its code may stand on a sign. */
export interface StoredPlace {
  readonly code: string
  readonly kind: PlaceKind
  readonly gridId: string
  readonly name: string
  readonly address: string
  /** WGS 84; null for a whole grid. */
  readonly position: Position | null
}

const COLUMNS = ['code', 'kind', 'grid_id', 'name', 'address', 'lon', 'lat'] as const

interface Row {
  code: string
  kind: PlaceKind
  grid_id: string
  name: string
  address: string
  lon: number | null
  lat: number | null
}

const placeOf = ({ grid_id, lon, lat, ...row }: Row): StoredPlace => ({
  ...row,
  gridId: grid_id,
  position: lon === null || lat === null ? null : { lon, lat },
})

/** A base grid or a grid below it is a place by its own code: search offers it, and a sign may carry it. */
async function findGridAsPlace(db: Db, districtId: number, code: string): Promise<StoredPlace | undefined> {
  const row = await db
    .selectFrom('grid')
    .select(['code', 'id', 'name'])
    .where('district_id', '=', districtId)
    .where('code', '=', code)
    .where('kind', '!=', 'area')
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  return row && { code: row.code, kind: 'grid', gridId: row.id, name: row.name, address: row.name, position: null }
}

/** The place of a code, however its letters are written: a sign of a building or grid, or the code of a grid. */
export async function findPlace(db: Db, districtId: number, code: string): Promise<StoredPlace | undefined> {
  const row = await db
    .selectFrom('place_code')
    .select(COLUMNS)
    .where('district_id', '=', districtId)
    .where('code', 'in', [code, code.toUpperCase(), code.toLowerCase()])
    .executeTakeFirst()
  return row ? placeOf(row) : findGridAsPlace(db, districtId, code)
}

const SELECTED = sql.raw(COLUMNS.join(', '))
/** Sorts after every letter, so that a beginning is a range of the index. */
const LAST = '\u{10FFFF}'
/** Places taken by the beginning of their name, and those taken by what the name holds. */
const MOST_BEGINNING = 40
const MOST_HOLDING = 120

/** What to look for: beginnings of names or their spellings, and sets of tokens of which one has to be held whole. */
export interface PlaceQuestion {
  readonly beginnings: readonly string[]
  readonly tokenSets: readonly (readonly string[])[]
}

/** The statement that finds the places that may answer, each part by an index; the caller ranks them. */
export function candidatesStatement(districtId: number, { beginnings, tokenSets }: PlaceQuestion): RawBuilder<Row> {
  const parts = beginnings.flatMap((beginning) =>
    ['name_key', 'pinyin', 'initials'].map((name) => {
      const column = sql.ref(name)
      return sql`(select ${SELECTED} from place_code where district_id = ${districtId}
        and ${column} ~>=~ ${beginning} and ${column} ~<~ ${beginning + LAST} order by ${column} using ~<~ limit ${MOST_BEGINNING})`
    }),
  )
  for (const tokens of tokenSets)
    parts.push(sql`(select ${SELECTED} from place_code where district_id = ${districtId}
      and search_tokens @> ${tokens}::text[] limit ${MOST_HOLDING})`)
  return sql<Row>`${sql.join(parts, sql` union `)}`
}

/** Places that may answer a question. */
export async function listCandidates(db: Db, districtId: number, question: PlaceQuestion): Promise<StoredPlace[]> {
  if (question.beginnings.length + question.tokenSets.length === 0) return []
  const { rows } = await candidatesStatement(districtId, question).execute(db)
  return rows.map(placeOf)
}

/** What the search finds a place by. */
export interface PlaceSpelling {
  readonly name_key: string
  readonly pinyin: string
  readonly initials: string
  readonly search_tokens: readonly string[]
  readonly spelled_from: string
}

type Unspelled = Pick<Row, 'code' | 'name' | 'address'>

/** Places whose spelling is missing or was made from another name. */
export async function listUnspelled(db: Db, districtId: number, limit: number): Promise<Unspelled[]> {
  const { rows } = await sql<Unspelled>`
    select code, name, address from place_code
    where district_id = ${districtId} and spelled_from is distinct from (name || ' ' || address)
    order by code limit ${limit}`.execute(db)
  return rows
}

/** Districts that have places without a spelling. */
export async function listDistrictsToSpell(db: Db): Promise<readonly number[]> {
  const { rows } = await sql<{ district_id: number }>`
    select distinct district_id from place_code where spelled_from is distinct from (name || ' ' || address)`.execute(
    db,
  )
  return rows.map((row) => row.district_id)
}

/** Writes spellings beside the names they were made from; a name that changed meanwhile waits for the next round. */
export async function updateSpellings(
  db: Db,
  districtId: number,
  spellings: readonly (PlaceSpelling & { readonly code: string })[],
): Promise<void> {
  await sql`
    update place_code set name_key = made.name_key, pinyin = made.pinyin, initials = made.initials,
      search_tokens = array(select jsonb_array_elements_text(made.search_tokens)), spelled_from = made.spelled_from
    from jsonb_to_recordset(${JSON.stringify(spellings)}::jsonb)
      as made(code text, name_key text, pinyin text, initials text, search_tokens jsonb, spelled_from text)
    where place_code.district_id = ${districtId} and place_code.code = made.code
      and place_code.name || ' ' || place_code.address = made.spelled_from`.execute(db)
}
