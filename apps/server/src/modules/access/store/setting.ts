import { SETTING_KINDS, type SettingKind } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'
import { sql } from 'kysely'

import type { Tx } from '../../../platform/db/database.ts'
import type { Snapshot } from '../../../platform/db/schema-settings.ts'
import type { StoredChange } from '../settings/kinds.ts'

export interface ListedChange extends StoredChange {
  readonly at: Instant
  readonly personName: string | null
  readonly undoes: string | null
  readonly batch: string | null
  /** The last one of its thing. */
  readonly latest: boolean
}

const isKind = (word: string): word is SettingKind => (SETTING_KINDS as readonly string[]).includes(word)

interface Row extends Omit<ListedChange, 'kind'> {
  readonly kind: string
  readonly before: Snapshot | null
  readonly after: Snapshot | null
}

const columns = sql`c.id, c.at, c.kind, c.key, c.label, c.before, c.after, c.undoes, c.batch, p.name as "personName",
  not exists (select 1 from setting_change later where later.district_id = c.district_id and later.kind = c.kind
    and later.key = c.key and (later.at, later.id) > (c.at, c.id)) as latest`
const from = sql`setting_change c left join person p on p.district_id = c.district_id and p.id = c.person_id`

const known = (rows: readonly Row[]): ListedChange[] =>
  rows.flatMap((row) => (isKind(row.kind) ? [{ ...row, kind: row.kind }] : []))

/** Changes of some kinds, or of one thing, newest first, after the one seen last. */
export async function listChanges(
  tx: Tx,
  districtId: number,
  wanted: {
    readonly kinds: readonly string[]
    readonly key?: string | undefined
    readonly before?: string | undefined
    readonly limit: number
  },
): Promise<ListedChange[]> {
  const { kinds, key, before, limit } = wanted
  const conditions = [
    sql`c.district_id = ${districtId}`,
    ...(kinds.length > 0 ? [sql`c.kind = any(${kinds}::text[])`] : []),
    ...(key === undefined ? [] : [sql`c.key = ${key}`]),
    ...(before === undefined
      ? []
      : [
          sql`(c.at, c.id) < (select s.at, s.id from setting_change s where s.district_id = ${districtId} and s.id::text = ${before})`,
        ]),
  ]
  const { rows } = await sql<Row>`
    select ${columns} from ${from} where ${sql.join(conditions, sql` and `)}
    order by c.at desc, c.id desc limit ${limit}`.execute(tx)
  return known(rows)
}

/** One change; nothing where there is none or the caller may not see it. */
export async function findChange(tx: Tx, districtId: number, id: string): Promise<ListedChange | undefined> {
  const { rows } = await sql<Row>`
    select ${columns} from ${from} where c.district_id = ${districtId} and c.id = ${id}::uuid`.execute(tx)
  return known(rows)[0]
}

/** Things are taken back one after another. */
export async function lockSettings(tx: Tx, districtId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${districtId}::int, hashtext('settings'))`.execute(tx)
}
