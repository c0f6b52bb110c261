import type { TicketQuery } from '@lianxin/contract'
import { TICKET_STATES } from '@lianxin/domain'
import { sql, type RawBuilder } from 'kysely'

import { invalid } from './filters.ts'
import { DUE } from './work-lists.ts'

export type Sort = NonNullable<TicketQuery['sort']>
type Expression = RawBuilder<unknown>

/** One thing rows are ordered by, and the type its text is read back as. */
interface Key {
  readonly by: Expression
  readonly as: 'timestamptz' | 'text' | 'int'
}
interface Order {
  readonly keys: readonly Key[]
  readonly direction: 'asc' | 'desc'
  /** Only what is open has a place in this order; what has ended follows by its last change. */
  readonly openFirst: boolean
}

const due: Key = { by: DUE, as: 'timestamptz' }
const work = (...keys: readonly Key[]): Order => ({ keys: [...keys, due], direction: 'asc', openFirst: true })
const time = (column: 'reported_at' | 'changed_at', direction: Order['direction']): Order => ({
  keys: [{ by: sql.ref(column), as: 'timestamptz' }],
  direction,
  openFirst: false,
})

/** Units of one place have codes that begin alike, so that they stay together. */
const UNIT_CODE = sql`(select coalesce(max(u.code), '') from unit u
  where u.district_id = ticket.district_id and u.id = ticket.holder_unit_id)`

export const ORDERS: Readonly<Record<Sort, Order>> = {
  due: work(),
  reported: time('reported_at', 'desc'),
  oldest: time('reported_at', 'asc'),
  changed: time('changed_at', 'desc'),
  holder: work({ by: UNIT_CODE, as: 'text' }),
  class: work({ by: sql`coalesce(class_code, '')`, as: 'text' }),
  state: work({ by: sql`array_position(${[...TICKET_STATES]}::text[], state)`, as: 'int' }),
  grid: work({ by: sql`grid_path`, as: 'text' }),
}
/** What has ended, in a list that also holds what is open. */
export const ENDED: Order = time('changed_at', 'desc')

/** Where a page ended. */
export interface Cursor {
  /** The page ended among what has ended, in a list where that comes after what is open. */
  readonly ended: boolean
  /** Texts of the keys, in order. */
  readonly values: readonly string[]
  readonly id: string
}

const UUID = /^[0-9a-f-]{36}$/
const SOUND: Readonly<Record<Key['as'], (text: string) => boolean>> = {
  timestamptz: (text) => text === 'infinity' || !Number.isNaN(Date.parse(text)),
  int: (text) => /^\d{1,9}$/.test(text),
  text: () => true,
}

/** Reads what `writeCursor` wrote for the same order. @throws Refusal request.invalid */
export function readCursor(text: string, sort: Sort): Cursor {
  let given: unknown
  try {
    given = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    throw invalid('cursor')
  }
  if (!Array.isArray(given) || !given.every((part): part is string => typeof part === 'string')) throw invalid('cursor')
  const [forSort, phase, id, ...values] = given
  const { keys } = phase === 'ended' ? ENDED : ORDERS[sort]
  const sound = forSort === sort && UUID.test(id ?? '') && values.length === keys.length
  if (!sound || !keys.every(({ as }, index) => SOUND[as](values[index] ?? ''))) throw invalid('cursor')
  return { ended: phase === 'ended', values, id: id ?? '' }
}

export function writeCursor(sort: Sort, { ended, values, id }: Cursor): string {
  return Buffer.from(JSON.stringify([sort, ended ? 'ended' : 'open', id, ...values])).toString('base64url')
}

/** The texts of the keys as columns `key_0`, `key_1`, from which the cursor of a row is made. */
export function keyColumns({ keys }: Order): Expression {
  return sql.join(keys.map(({ by }, index) => sql`(${by})::text as ${sql.ref(`key_${index}`)}`))
}

/** `order by`, the id last so that no two rows stand in one place. */
export function orderBy({ keys, direction }: Order): Expression {
  const words = direction === 'asc' ? sql`asc` : sql`desc`
  return sql`order by ${sql.join([...keys.map(({ by }) => by), sql`id`].map((by) => sql`${by} ${words}`))}`
}

/** What comes after the row of a cursor. */
export function afterCursor({ keys, direction }: Order, { values, id }: Cursor): Expression {
  const columns = sql.join([...keys.map(({ by }) => by), sql`id`])
  const given = sql.join([...keys.map(({ as }, index) => sql`${values[index]}::${sql.raw(as)}`), sql`${id}::uuid`])
  return direction === 'asc' ? sql`(${columns}) > (${given})` : sql`(${columns}) < (${given})`
}
