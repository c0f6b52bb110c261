import { readTicket, reportPublic, type ReportReceipt } from '@lianxin/contract'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { readMessages, type MessageRow } from '../cli/messages-file.ts'
import { DISTRICT } from '../testing/fixture.ts'
import { AT, openTown, type Town } from './town.ts'

/** Real messages of citizens name officials and are not shipped: read where they lie, else the tests are left out. */
const SHARED =
  process.env['LIANXIN_SHARED_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url))
const FILE = join(SHARED, 'messages.csv')
const CALLERS = 8
/** Two thousand requests on a busy machine. */
const LONG_MS = 180_000
const PLACES = [AT.inGrid1, AT.inGrid2, AT.inGrid3, AT.outside, undefined]

describe.runIf(existsSync(FILE))('2,208 messages of citizens', () => {
  let town: Town
  let rows: readonly MessageRow[]
  let faults: readonly unknown[]
  const receipts = new Map<string, ReportReceipt>()
  beforeAll(async () => {
    town = await openTown()
    const read = readMessages(readFileSync(FILE), { districtId: DISTRICT, utcOffset_minutes: 480 })
    faults = read.faults
    // Some say where: in each of the grids, outside of the district, nowhere.
    rows = read.rows.map(({ row, body }) => {
      const position = PLACES[row % PLACES.length]
      return { row, body: position ? { ...body, position } : body }
    })
  })
  afterAll(() => town.end())

  /** Sends every message, several at a time. */
  async function sendAll(): Promise<ReadonlyMap<string, ReportReceipt>> {
    const got = new Map<string, ReportReceipt>()
    const waiting = rows.values()
    const work = async (): Promise<void> => {
      for (const { row, body } of waiting) {
        const answer = await town.call(reportPublic, { body })
        if (answer.status !== 201) throw new Error(`row ${row}: ${JSON.stringify(answer.problem)}`)
        got.set(body.id, answer.body)
      }
    }
    await Promise.all(Array.from({ length: CALLERS }, work))
    return got
  }
  const numberOf = async (from: string): Promise<number> =>
    (await town.db.owner.query<{ n: number }>(`select count(*)::int as n from ${from}`)).rows[0]?.n ?? -1

  it('are read as reports without one being left out', () => {
    expect([rows.length, faults]).toEqual([2208, []])
  })

  it(
    'each become one ticket with an owner and a clock',
    async () => {
      for (const [id, receipt] of await sendAll()) receipts.set(id, receipt)
      expect(receipts.size).toBe(2208)
      expect(await numberOf('ticket')).toBe(2208)
      expect(await numberOf('ticket where holder_unit_id is null or clock_started_at is null')).toBe(0)
      expect(await numberOf('ticket where due_at is null and calendar_missing_year is null')).toBe(0)
      expect(await numberOf('ticket t left join unit u on u.id = t.holder_unit_id where u.id is null')).toBe(0)
      expect(await numberOf('(select distinct number from ticket) n')).toBe(2208)
      expect(await numberOf('(select ticket_id from ticket_step where seq = 1) s')).toBe(2208)
      expect(await numberOf('ticket_reporter where anonymous')).toBe(2208)
      for (const { holder, dueAt, followToken } of receipts.values())
        expect([holder.name, dueAt === null, followToken.length]).toEqual(['区派遣台', false, 10])
    },
    LONG_MS,
  )

  it(
    'sent once more change nothing and are answered alike',
    async () => {
      const [steps, messages] = [await numberOf('ticket_step'), await numberOf('outbox')]
      const again = await sendAll()
      expect(again.size).toBe(2208)
      for (const [id, receipt] of again) expect(receipt).toEqual(receipts.get(id))
      expect([await numberOf('ticket'), await numberOf('ticket_step'), await numberOf('outbox')]).toEqual([
        2208,
        steps,
        messages,
      ])
    },
    LONG_MS,
  )

  it('are kept to the letter with the moment they were first written, up to several thousand characters', async () => {
    const { rows: kept } = await town.db.owner.query<{ id: string; description: string; at: number; number: string }>(
      `select id, description, extract(epoch from originally_at)::float8 * 1000 as at, external_number as number from ticket`,
    )
    const byId = new Map(kept.map((ticket) => [ticket.id, ticket]))
    for (const { body } of rows) {
      const { description, at, number } = byId.get(body.id) ?? {}
      expect(description === body.description, body.externalNumber).toBe(true)
      expect([at, number]).toEqual([Date.parse(body.originallyAt ?? ''), body.externalNumber])
    }
    const longest = rows.reduce((a, b) => (a.body.description.length > b.body.description.length ? a : b))
    expect(longest.body.description.length).toBeGreaterThan(6900)
    const read = await town.call(readTicket, { params: { ticketId: longest.body.id }, as: 'dispatcher' })
    expect(read.body.description).toBe(longest.body.description)
  })

  it('lie in the grid of their place, at the desk where the place is not known', async () => {
    const { rows: places } = await town.db.owner.query<{ path: string; n: number }>(
      `select grid_path as path, count(*)::int as n from ticket group by grid_path order by grid_path`,
    )
    expect(places.map(({ path }) => path)).toEqual(['1.', '1.2.3.4.', '1.2.3.5.', '1.6.7.8.'])
    expect(places.reduce((sum, { n }) => sum + n, 0)).toBe(2208)
  })
})
