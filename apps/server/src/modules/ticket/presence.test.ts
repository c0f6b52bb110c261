import { tellPresence, type TicketPresence } from '@lianxin/contract'
import { sql } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import { PLACES, type Who } from '../../testing/fixture.ts'

let d: OpenDistrict
let address: string
const lines: string[] = []
beforeAll(async () => {
  d = await openDistrict({ roles: ['api', 'live'], onLog: (line) => lines.push(line) })
  await d.platform.live.start()
  address = await d.platform.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await d.platform.live.stop()
  await d.end()
})

const say = (as: Who, ticketId: string, mode: 'viewing' | 'editing' | 'left') =>
  d.call(tellPresence, { params: { ticketId }, body: { mode }, as })
const namesIn = ({ present }: TicketPresence) => present.map(({ personName, mode }) => [personName, mode])

/** What a signed-in page hears of presence. */
async function listen(as: Who): Promise<{ readonly heard: TicketPresence[]; close(): void }> {
  const controller = new AbortController()
  const response = await fetch(`${address}/api/v1/live`, {
    signal: controller.signal,
    headers: { cookie: `lx_session=${as}` },
  })
  const heard: TicketPresence[] = []
  const read = async () => {
    let rest = ''
    for await (const chunk of response.body ?? []) {
      const parts = (rest + new TextDecoder().decode(chunk as Uint8Array)).split('\n\n')
      rest = parts.pop() ?? ''
      for (const part of parts) {
        if (part.startsWith('event: ticket.presence'))
          heard.push(JSON.parse(part.slice(part.indexOf('data: ') + 6)) as TicketPresence)
        expect(part).not.toMatch(/presence[\s\S]*\nid:/)
      }
    }
  }
  void read().catch((cause: unknown) => {
    if (!controller.signal.aborted) throw cause as Error
  })
  return { heard, close: () => controller.abort() }
}

test('the next one to open a ticket is told who is there, and who was there hears of it at once', async () => {
  const { id } = await d.report()
  const zhao = await listen('Zhao')
  expect(namesIn((await say('Zhao', id, 'viewing')).body)).toEqual([])
  await expect.poll(() => zhao.heard.length).toBe(1)
  const answer = await say('Lin', id, 'editing')
  expect(answer.body.present).toEqual([
    expect.objectContaining({ personName: '赵派遣', unitName: '区派遣台', mode: 'viewing' }),
  ])
  await expect.poll(() => zhao.heard.length).toBe(2)
  expect(namesIn(zhao.heard[1] as TicketPresence)).toEqual([
    ['赵派遣', 'viewing'],
    ['林网格', 'editing'],
  ])
  await say('Lin', id, 'left')
  await expect.poll(() => zhao.heard.length).toBe(3)
  expect(namesIn(zhao.heard[2] as TicketPresence)).toEqual([['赵派遣', 'viewing']])
  zhao.close()
})

test('only who has the ticket open hears, and only who may see it may say so', async () => {
  const { id } = await d.report({ position: PLACES.inGrid2 })
  const [zhao, qian] = [await listen('Zhao'), await listen('Qian')]
  expect((await say('Lin', id, 'viewing')).problem.code).toBe('ticket.not_found')
  expect((await say('Li', id, 'viewing')).problem.code).toBe('right.missing')
  await say('Zhao', id, 'viewing')
  await say('Chen', id, 'viewing')
  await expect.poll(() => zhao.heard.length).toBe(2)
  expect(qian.heard).toEqual([])
  zhao.close()
  qian.close()
})

test('who is not heard of any more is gone after half a minute', async () => {
  const { id } = await d.report()
  await say('Zhao', id, 'editing')
  await expect.poll(async () => (await say('Lin', id, 'viewing')).body.present.length).toBe(1)
  d.later(0.51)
  expect((await say('Lin', id, 'viewing')).body.present).toEqual([])
})

test('no table and no log line keeps it', async () => {
  const { id } = await d.report()
  const counts = () =>
    d.db.asOwner(async (owner) => {
      const { rows: tables } = await sql<{ name: string }>`select c.oid::regclass::text as name from pg_class c
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`.execute(owner)
      const all: Record<string, unknown> = {}
      for (const { name } of tables) {
        const { rows } = await sql`select md5(coalesce(string_agg(t::text, '' order by t::text), '')) as content
          from ${sql.raw(name)} t`.execute(owner)
        all[name] = rows[0]
      }
      return all
    })
  const before = await counts()
  const told = lines.length
  await say('Zhao', id, 'editing')
  await say('Lin', id, 'viewing')
  await sleep(100)
  expect(await counts()).toEqual(before)
  expect(lines.slice(told)).toEqual([])
})
