import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createDatabase, type TestDatabase } from '../testing/database.ts'
import { describeSchema, schemaPage, type TableFacts } from './describe.ts'

const PAGE = fileURLToPath(new URL('../../../../docs/generated/schema.md', import.meta.url))
/** The list of applied migrations belongs to the owner alone. */
const OWN = new Set(['migration', 'migrations', 'schema_migration'])

/** Words of fields that would profile people; none of them is a column, however it is spelt (functions 76–94, PIPL art. 28). */
const FORBIDDEN =
  /(ethnic|nation(?!al_day)|religio|politic|party_member|faith|diagnos|disease|mental|biometr|finger|face_|iris|dna|police_flag|criminal|drug|petition|risk|score_of_person|credit|vehicle_track|plate_number|trajector|login_count|step_count|online_minutes|ranking)/i

let made: TestDatabase
let tables: readonly TableFacts[]
beforeAll(async () => {
  made = await createDatabase()
  tables = (await describeSchema(made.db.owner, 'lianxin_app')).filter((table) => !OWN.has(table.name))
})
afterAll(() => made.drop())

describe('schema', () => {
  it('explains every table and column', () => {
    const silent = tables.flatMap((table) => [
      ...(table.comment ? [] : [table.name]),
      ...table.columns.filter((column) => !column.comment).map((column) => `${table.name}.${column.name}`),
    ])
    expect(silent).toEqual([])
  })

  it('has the distribution column in every key, and row-level security on every table', () => {
    const loose = tables.flatMap((table) =>
      table.keys.filter((key) => !key.columns.includes('district_id')).map((key) => key.name),
    )
    expect(loose).toEqual([])
    expect(tables.filter((table) => !table.rowSecurity).map((table) => table.name)).toEqual([])
  })

  it('has no field that profiles people', () => {
    const found = tables
      .flatMap((table) => [table.name, ...table.columns.map((column) => `${table.name}.${column.name}`)])
      .filter((name) => FORBIDDEN.test(name))
    expect(found).toEqual([])
  })

  it('lets the application append to history and traces, never change them', () => {
    for (const name of ['ticket_step', 'trace', 'setting_change', 'visit'])
      expect(tables.find((table) => table.name === name)?.grants).toEqual(['INSERT', 'SELECT'])
  })

  it('is the one written down in docs/generated/schema.md', async () => {
    const page = schemaPage(tables)
    if (process.env['UPDATE'] === '1') await writeFile(PAGE, page)
    expect(await readFile(PAGE, 'utf8')).toBe(page)
  })
})
