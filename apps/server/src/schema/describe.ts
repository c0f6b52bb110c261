import type pg from 'pg'

export interface ColumnFacts {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly comment: string | null
}

export interface TableFacts {
  readonly name: string
  readonly comment: string | null
  readonly rowSecurity: boolean
  readonly columns: readonly ColumnFacts[]
  /** Columns of each primary key and unique constraint or index. */
  readonly keys: readonly { readonly name: string; readonly columns: readonly string[] }[]
  /** What the application's role may do. */
  readonly grants: readonly string[]
}

const TABLES = `
  select c.oid, c.relname as name, obj_description(c.oid, 'pg_class') as comment, c.relrowsecurity as "rowSecurity",
    (select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
        'nullable', not a.attnotnull, 'comment', col_description(c.oid, a.attnum)) order by a.attnum), '[]')
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(json_agg(json_build_object('name', i.relname, 'columns',
        (select json_agg(a.attname order by k.n) from unnest(x.indkey) with ordinality k(att, n)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.att)) order by i.relname), '[]')
      from pg_index x join pg_class i on i.oid = x.indexrelid where x.indrelid = c.oid and x.indisunique) as keys,
    (select coalesce(json_agg(distinct privilege_type order by privilege_type), '[]')
      from information_schema.role_table_grants g where g.table_name = c.relname and g.table_schema = 'public' and g.grantee = $1) as grants
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`

/** The tables of schema `public` as the database itself describes them. */
export async function describeSchema(client: pg.Pool, role: string): Promise<readonly TableFacts[]> {
  return (await client.query<TableFacts>(TABLES, [role])).rows
}

const cell = (text: string): string => text.replaceAll('|', '\\|')

/** The page docs/generated/schema.md. */
export function schemaPage(tables: readonly TableFacts[]): string {
  const parts = tables.map((table) =>
    [
      `## ${table.name}`,
      '',
      `${table.comment ?? ''} The application may: ${table.grants.join(', ').toLowerCase()}.`,
      '',
      '| column | type | meaning |',
      '|---|---|---|',
      ...table.columns.map(
        (column) =>
          `| \`${column.name}\` | ${column.type}${column.nullable ? ', may be null' : ''} | ${cell(column.comment ?? '')} |`,
      ),
      '',
      `Unique: ${table.keys.map((key) => `(${key.columns.join(', ')})`).join(' · ')}`,
    ].join('\n'),
  )
  return `# Schema\n\nWritten from the migrated database; the test \`schema.test.ts\` compares it (\`UPDATE=1\` writes it anew).\n\n${parts.join('\n\n')}\n`
}
