import { readTicket, reportPublic, type BodyOf } from '@lianxin/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { PLACES } from '../../testing/fixture.ts'
import { openDistrict, type OpenDistrict } from '../../testing/district.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict({ config: { publicWrites_perMinute: 10_000 } })
})
afterAll(() => d.end())

type Body = BodyOf<typeof reportPublic>
const body = (given: Partial<Body> = {}): Body => ({
  id: d.id(),
  channel: 'api',
  description: '路灯不亮',
  position: PLACES.inGrid1,
  ...given,
})
const send = (bodies: readonly Body[]) => Promise.all(bodies.map((one) => d.call(reportPublic, { body: one })))

test('reports that come together are all kept, each under a number of its own', async () => {
  const answers = await send(Array.from({ length: 150 }, () => body()))
  expect(answers.map(({ status }) => status)).toEqual(Array(150).fill(201))
  expect(new Set(answers.map(({ body: { number } }) => number)).size).toBe(150)
  for (const answer of [answers[0], answers[75], answers[149]]) {
    const ticketId = answer?.body.id ?? ''
    const kept = await d.call(readTicket, { params: { ticketId }, as: 'Zhao' })
    expect(kept.body.number).toBe(answer?.body.number)
    expect(kept.body.steps.map(({ kind }) => kind)).toEqual(['reported'])
  }
})

test('one that is refused does not touch those that came with it', async () => {
  const known = body()
  await send([known])
  const answers = await send([
    body(),
    body({ classCode: 'NO-SUCH' }),
    { ...known, description: '另一件事' },
    body({ originallyAt: '2099-01-01T00:00:00Z' }),
    known,
    body(),
  ])
  const codes: (string | number)[] = answers.map(({ status, problem }) => (status === 201 ? status : problem.code))
  expect(codes).toEqual([201, 'catalogue.class_unknown', 'ticket.id_reused', 'request.invalid', 201, 201])
})

test('a text that the database cannot store fails by itself', async () => {
  const answers = await send([body(), body({ description: '坏字符 \u0000' }), body(), body()])
  expect(answers.map(({ status }) => status === 201)).toEqual([true, false, true, true])
})

test('the same report several times in one go, also with its id in capitals, has one effect and one answer', async () => {
  const one = body()
  const other = { ...body(), id: one.id, description: '另一件事' }
  const answers = await send([one, one, other, one])
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 409, 201])
  expect(new Set([0, 1, 3].map((nth) => JSON.stringify(answers[nth]?.body))).size).toBe(1)
  const [capitals] = await send([{ ...one, id: one.id.toUpperCase() }])
  expect(capitals?.problem.code).toBe('ticket.id_reused') // the same id in the database, another text in the hash
})
