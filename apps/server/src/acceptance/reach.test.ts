import { listTickets, mapTickets, readReporter, readTicket, similarTickets, listTraces } from '@lianxin/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Tx } from '../platform/db/database.ts'
import { systemScope } from '../platform/db/scope.ts'
import { scopeOf } from '../platform/session.ts'
import { DISTRICT } from '../testing/fixture.ts'
import { mirrorTickets } from './rows.ts'
import { OTHER_DISTRICT } from './second-street.ts'
import { AT, openTown, STAFF, type Staff, type Town } from './town.ts'

/** Five matters: in the three grids, one of another street handed to a department, one whose place nobody knows. */
const MATTERS = ['grid1', 'grid2', 'grid3', 'handed', 'nowhere'] as const
type Matter = (typeof MATTERS)[number]

/** Who is entitled to see what, written down by hand. */
const SEES = {
  districtLeader: MATTERS,
  dispatcher: MATTERS,
  hotlineClerk: MATTERS,
  subdistrictLeader: ['grid1', 'grid2'],
  communityLeader: ['grid1', 'grid2'],
  gridLeader: ['grid1'],
  gridWorker: ['grid1'],
  workerBeside: ['grid1'],
  workerOfGrid2: ['grid2'],
  leaderOfStreet2: ['grid3', 'handed'],
  leaderOfCommunity2: ['grid3', 'handed'],
  departmentClerk: ['handed'],
  clerkOfWater: [],
  systemAdmin: [],
  securityAdmin: [],
  auditor: [],
  gridVolunteer: [],
  citizenInspector: [],
} as const satisfies Readonly<Record<Staff, readonly Matter[]>>
const EVERYBODY = Object.keys(STAFF) as Staff[]
/** Those whose post reads tickets at all. */
const READERS = EVERYBODY.filter((who) => !/Admin|auditor|Volunteer|Inspector/.test(who))

let town: Town
let ids: Readonly<Record<Matter, string>>
beforeAll(async () => {
  town = await openTown()
  const reporter = { name: '张三', telephone: '13812345678' }
  const [grid1, grid2, grid3, handed, nowhere] = [
    await town.report({ position: AT.inGrid1, reporter }),
    await town.report({ position: AT.inGrid2, reporter }),
    await town.report({ position: AT.inGrid3, reporter }),
    await town.report({ position: AT.inGrid3, reporter }),
    await town.report({ position: AT.outside, address: '不详', reporter }),
  ]
  await town.give('dispatcher', grid1.id, { kind: 'dispatch', classCode: 'E0102' })
  await town.give('dispatcher', handed.id, { kind: 'dispatch', classCode: 'E0102', unitId: town.units.cg })
  ids = { grid1: grid1.id, grid2: grid2.id, grid3: grid3.id, handed: handed.id, nowhere: nowhere.id }
  await town.call(readReporter, { params: { ticketId: grid1.id }, body: { purpose: '核实位置' }, as: 'dispatcher' })
  await mirrorTickets(town)
})
afterAll(() => town.end())

const matters = (found: readonly string[]): Matter[] => MATTERS.filter((matter) => found.includes(ids[matter]))

describe.each(READERS)('%s', (who) => {
  const sees: readonly Matter[] = SEES[who]

  test('finds in every list the own tickets and no others', async () => {
    const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id)
    const list = await town.call(listTickets, { query: { list: 'all', limit: 500 }, as: who })
    const found = await town.call(listTickets, { query: { list: 'all', q: '垃圾' }, as: who })
    const under = await town.call(listTickets, { query: { list: 'all', under: '1.' }, as: who })
    for (const answer of [list, found, under]) {
      expect(matters(idsOf(answer.body.items))).toEqual(sees)
      expect(answer.body.items).toHaveLength(sees.length)
    }
    const map = await town.call(mapTickets, { query: { under: '1.' }, as: who })
    expect(matters(idsOf(map.body.items))).toEqual(sees)
    const alike = await town.call(similarTickets, { query: { text: '湖东路垃圾成堆' }, as: who })
    expect(matters(idsOf(alike.body.items))).toEqual(sees)
  })

  test('opens, commands and asks about the own tickets; others are as if they were not there', async () => {
    for (const matter of MATTERS) {
      const ticketId = ids[matter]
      const read = await town.call(readTicket, { params: { ticketId }, as: who })
      const note = await town.ask(who, ticketId, { kind: 'note', text: '看' })
      const reporter = await town.call(readReporter, { params: { ticketId }, body: { purpose: '电话核实' }, as: who })
      if (sees.includes(matter)) expect([read.status, note.status], matter).toEqual([200, 200])
      else {
        const codes = [read, note, reporter].map(({ problem }) => problem.code)
        expect(codes, matter).toEqual(['ticket.not_found', 'ticket.not_found', 'ticket.not_found'])
        expect(JSON.stringify([read.body, note.body, reporter.body])).not.toContain('张三')
      }
    }
  })
})

/** Runs SQL of one's own under somebody's scope, as a fault in a query of ours could. */
async function asScopeOf<T>(who: Staff, work: (tx: Tx) => Promise<T>): Promise<T> {
  return town.db.withScope(scopeOf(await town.sessionOf(who)), work)
}

const idsBy = async (tx: Tx, where: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select id from ticket where ${sql.raw(where)}`.execute(tx)
  return rows.map(({ id }) => id)
}
const countOf = async (tx: Tx, from: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(from)}`.execute(tx)
  return rows[0]?.n ?? -1
}

describe.each(EVERYBODY)('the database, asked by %s with forged filters,', (who) => {
  const sees: readonly Matter[] = SEES[who]

  test('shows the entitled tickets only', async () => {
    await asScopeOf(who, async (tx) => {
      for (const where of ['true', `district_id = ${DISTRICT} or true`, `grid_path like '%' or holder_level >= 0`]) {
        const found = await idsBy(tx, where)
        expect(matters(found)).toEqual(sees)
        expect(found).toHaveLength(sees.length)
      }
      expect(await idsBy(tx, `district_id = ${OTHER_DISTRICT}`)).toEqual([])
      const alike = `(select unnest(ticket_ids_by_bigrams(${DISTRICT}, '{}', false, 100)) id) a join ticket using (id)`
      expect(await countOf(tx, alike)).toBe(sees.length)
    })
  })

  test('opens steps and reporter by a ticket that is seen, never by another', async () => {
    for (const matter of MATTERS)
      await asScopeOf(who, async (tx) => {
        const hanging = async () => [await countOf(tx, 'ticket_step'), await countOf(tx, 'ticket_reporter')]
        expect(await hanging()).toEqual([0, 0])
        await sql`select set_config('app.ticket', id::text, true) from ticket where id = ${ids[matter]}`.execute(tx)
        const [steps = 0, reporters] = await hanging()
        const isSeen = sees.includes(matter)
        expect(steps > 0).toBe(isSeen)
        const mayRead = isSeen && who !== 'districtLeader'
        expect(reporters).toBe(mayRead ? 1 : 0)
      })
  })

  test('keeps accounts to security, traces to audit and to whom they concern', async () => {
    const { personId } = await town.sessionOf(who)
    await asScopeOf(who, async (tx) => {
      const doors = [
        await countOf(tx, 'account'),
        await countOf(tx, 'session'),
        await countOf(tx, 'one_time_link'),
        await countOf(tx, `account where district_id = ${OTHER_DISTRICT}`),
      ]
      if (who === 'securityAdmin') expect(doors.map((n) => n > 0)).toEqual([true, true, true, false])
      else expect(doors).toEqual([0, 0, 0, 0])
      const foreign = await countOf(tx, `trace where person_id is distinct from '${personId}'`)
      expect(foreign > 0).toBe(who === 'auditor')
      expect(await countOf(tx, `trace where district_id = ${OTHER_DISTRICT}`)).toBe(0)
      expect(await countOf(tx, 'outbox')).toBe(0)
    })
  })

  test('changes nothing that is not seen, and never the history', async () => {
    const foreign = MATTERS.filter((matter) => !sees.includes(matter))
    for (const matter of foreign) {
      const id = ids[matter]
      const changed = await asScopeOf(who, async (tx) => {
        const { numAffectedRows } = await sql`update ticket set title = '改' where id = ${id}`.execute(tx)
        return Number(numAffectedRows ?? 0)
      })
      expect(changed).toBe(0)
      const append = sql`insert into ticket_step (district_id, ticket_id, seq, command_id, command_hash, kind, at, body)
        values (${DISTRICT}, ${id}, 99, ${id}, '\\x00', 'noted', now(), '{}')`
      await expect(asScopeOf(who, (tx) => append.execute(tx))).rejects.toThrow(/row-level security/)
    }
    for (const statement of [
      `update ticket_step set kind = 'voided'`,
      'delete from ticket_step',
      'delete from ticket',
      `update trace set result = 'done'`,
      'delete from trace',
      'truncate ticket_step',
      'alter table ticket disable row level security',
      'drop policy ticket_scope on ticket',
    ])
      await expect(
        asScopeOf(who, (tx) => sql.raw(statement).execute(tx)),
        statement,
      ).rejects.toThrow(/permission denied|must be owner/)
  })
})

test('the system itself reads the district, writes no history anew and sees no other district', async () => {
  await town.db.withScope(systemScope(DISTRICT), async (tx) => {
    expect(matters(await idsBy(tx, 'true'))).toEqual(MATTERS)
    expect(await countOf(tx, `ticket where district_id <> ${DISTRICT}`)).toBe(0)
  })
  for (const statement of [`update ticket_step set kind = 'voided'`, 'delete from trace'])
    await expect(town.db.withScope(systemScope(DISTRICT), (tx) => sql.raw(statement).execute(tx))).rejects.toThrow(
      /permission denied/,
    )
})

test('a scope without a district sees nothing at all', async () => {
  const scope = { districtId: 0, territory: '', unitIds: [], rights: ['ticket.read', 'audit.read', 'account.write'] }
  await town.db.withScope(scope, async (tx) => {
    for (const table of ['ticket', 'ticket_step', 'ticket_reporter', 'account', 'session', 'trace', 'person', 'unit'])
      expect(await countOf(tx, table), table).toBe(0)
  })
})

test('the auditor reads who looked at a reporter, and no ticket', async () => {
  const { body } = await town.call(listTraces, { query: { kind: 'reporter.read' }, as: 'auditor' })
  expect(body.items.map(({ subject, purpose }) => [subject, purpose])).toContainEqual([
    `ticket:${ids.grid1}`,
    '核实位置',
  ])
  expect((await town.call(readTicket, { params: { ticketId: ids.grid1 }, as: 'auditor' })).problem.code).toBe(
    'right.missing',
  )
})
