import pg from 'pg'

/** Tables that a report writes to, and columns the database fills in by itself. */
const TABLES = [
  { table: 'ticket', key: 'id', own: [] },
  { table: 'ticket_step', key: 'ticket_id', own: [] },
  { table: 'ticket_reporter', key: 'ticket_id', own: [] },
  { table: 'outbox', key: `(payload->>'ticketId')::uuid`, own: ['id', 'xid', 'at'] },
] as const

interface Insert {
  readonly name: string
  readonly text: string
  readonly values: readonly (string | null)[]
}
/** Everything one report wrote, ready to be sent. */
export interface BareReport {
  readonly inserts: readonly Insert[]
  /** The same as one text with BEGIN and COMMIT: one round trip. */
  readonly text: string
}

type Row = Readonly<Record<string, string | null>>

/** Connections as plain as node-pg gives them: the owner of the tables, so without row-level security. */
export function openConnections(databaseUrl: string, count: number): Promise<pg.Client[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const client = new pg.Client({ connectionString: databaseUrl })
      await client.connect()
      return client
    }),
  )
}

/**
 * The very rows that reports have written, once more under ids and numbers of their own.
 * @param ids  the reports written, and the ids of their doubles
 */
export async function copyReports(databaseUrl: string, ids: ReadonlyMap<string, string>): Promise<BareReport[]> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    types: { getTypeParser: () => (text: string) => text },
  })
  await client.connect()
  const inserts = new Map<string, Insert[]>([...ids.keys()].map((id) => [id, []]))
  for (const { table, key, own } of TABLES) {
    const { rows } = await client.query<Row>(
      `select ${key} as of, t.* from ${table} t where ${key} = any($1::uuid[])`,
      [[...ids.keys()]],
    )
    for (const row of rows) {
      const { of, ...rest } = row
      const id = of ?? ''
      const double = ids.get(id) ?? ''
      const columns = Object.keys(rest).filter((column) => !(own as readonly string[]).includes(column))
      const places = columns.map((_, index) => `$${index + 1}`)
      inserts.get(id)?.push({
        name: table,
        text: `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`,
        values: columns.map((column) =>
          column === 'number' ? `b${double.slice(-12)}` : (rest[column]?.replaceAll(id, double) ?? null),
        ),
      })
    }
  }
  await client.end()
  return [...inserts.values()].map((list) => ({ inserts: list, text: asText(list) }))
}

function asText(inserts: readonly Insert[]): string {
  const texts = inserts.map(({ text, values }) =>
    text.replaceAll(/\$(\d+)/g, (_, place: string) => {
      const value = values[Number(place) - 1]
      return value == null ? 'null' : pg.escapeLiteral(value)
    }),
  )
  return `begin; ${texts.join('; ')}; commit`
}

/** One transaction, one prepared statement for each row. */
export async function insertBare(client: pg.Client, { inserts }: BareReport): Promise<void> {
  await client.query('begin')
  for (const { name, text, values } of inserts) await client.query({ name, text, values: [...values] })
  await client.query('commit')
}

/** The same as one text. */
export async function insertBareText(client: pg.Client, { text }: BareReport): Promise<void> {
  await client.query(text)
}
