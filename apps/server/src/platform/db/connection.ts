import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type pg from 'pg'

/** Beyond this many different statements of one process, further ones are sent unnamed: each costs memory on every connection. */
const MAX_PREPARED = 400

/** Names for prepared statements, one set per process: the same text has the same name on every connection. */
export class StatementNames {
  readonly #names = new Map<string, string>()
  nameOf(sql: string): string | undefined {
    const known = this.#names.get(sql)
    if (known !== undefined || this.#names.size >= MAX_PREPARED) return known
    const name = `q${this.#names.size}`
    this.#names.set(sql, name)
    return name
  }
}

/** Kysely's view of one checked-out connection. `names` turns on prepared statements. */
export class PgConnection implements DatabaseConnection {
  readonly #client: pg.ClientBase
  readonly #names: StatementNames | undefined
  constructor(client: pg.ClientBase, names: StatementNames | undefined) {
    this.#client = client
    this.#names = names
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const name = this.#names?.nameOf(query.sql)
    const result = await this.#client.query<pg.QueryResultRow>({
      text: query.sql,
      values: [...query.parameters],
      ...(name === undefined ? {} : { name }),
    })
    const changed = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(result.command)
    return { rows: result.rows as R[], ...(changed ? { numAffectedRows: BigInt(result.rowCount ?? 0) } : {}) }
  }

  /** Not offered: a stream would hold its transaction open for as long as the reader likes. Page with a key instead. */
  // eslint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming queries are not supported; page by key')
  }
}
