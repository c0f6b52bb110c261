import { readTicket, readVoice, reportStaff, type TicketDetail } from '@lianxin/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDistrict, type OpenDistrict } from '../../testing/district.ts'
import { PLACES, type Who } from '../../testing/fixture.ts'
import { photoWithPosition } from '../../testing/photo.ts'
import { webmWith } from '../../testing/voice.ts'

let d: OpenDistrict
beforeAll(async () => {
  d = await openDistrict()
})
afterAll(() => d.end())

const VOICE = webmWith('A_OPUS')
const detailOf = async (ticketId: string, as: Who): Promise<TicketDetail> =>
  (await d.call(readTicket, { params: { ticketId }, as })).body
const listen = (ticketId: string, voiceId: string, as: Who) => d.call(readVoice, { params: { ticketId, voiceId }, as })

test('a report brings a voice note, once, that everybody who sees the ticket can play', async () => {
  const uploadId = await d.upload(VOICE)
  const body = {
    id: d.id(),
    channel: 'gridWorker',
    description: '现场照片',
    position: PLACES.inGrid1,
    voices: [{ uploadId, duration_ms: 4200 }],
  } as const
  const first = await d.call(reportStaff, { body: { ...body, voices: [...body.voices] }, as: 'Lin' })
  const again = await d.call(reportStaff, { body: { ...body, voices: [...body.voices] }, as: 'Lin' })
  expect([first.status, again.body.number]).toEqual([201, first.body.number])
  const [voice, ...more] = (await detailOf(body.id, 'Lin')).voices
  expect(more).toEqual([])
  expect(voice).toMatchObject({ type: 'audio/webm', duration_ms: 4200, seq: 1 })
  const heard = await listen(body.id, voice?.id ?? '', 'Zhao')
  expect([heard.status, Buffer.compare(heard.body as unknown as Buffer, VOICE)]).toEqual([200, 0])
  expect((await listen(body.id, voice?.id ?? '', 'Chen')).problem.code).toBe('ticket.not_found')
  expect((await listen(body.id, d.id(), 'Lin')).problem.code).toBe('ticket.not_found')
})

test('a note and the result may be spoken; each note hangs on its step', async () => {
  const { id } = await d.report()
  await d.give('Zhao', id, { kind: 'dispatch', classCode: 'E0102' })
  const spoken = async () => [{ uploadId: await d.upload(VOICE), duration_ms: 900 }]
  const note = await d.give('Lin', id, { kind: 'note', text: '语音备注', voices: await spoken() })
  const done = await d.give('Lin', id, { kind: 'resolve', publicReply: '已清理', voices: await spoken() })
  expect((await detailOf(id, 'Lin')).voices.map(({ seq }) => seq)).toEqual([note.revision, done.revision])
})

test('a photo is no voice note, a voice note is no photo, and neither can be named twice', async () => {
  const { id } = await d.report()
  const photo = await d.upload(await photoWithPosition())
  const voice = await d.upload(VOICE)
  const refused = async (voices: { uploadId: string; duration_ms: number }[]) => {
    const { status, problem } = await d.ask('Zhao', id, { kind: 'note', text: '听', voices })
    return [status, problem.code, problem.errors?.[0]?.pointer]
  }
  expect(await refused([{ uploadId: photo, duration_ms: 1 }])).toEqual([422, 'ticket.voice_unknown', '/voices/0'])
  const twice = [1, 2].map((duration_ms) => ({ uploadId: voice, duration_ms }))
  expect(await refused(twice)).toEqual([422, 'ticket.voice_unknown', '/voices/1'])
  expect((await refused([{ uploadId: voice, duration_ms: 70_000 }]))[1]).toBe('request.invalid')
  const asPhoto = await d.call(reportStaff, {
    body: { id: d.id(), channel: 'gridWorker', description: '照片', uploadIds: [voice] },
    as: 'Lin',
  })
  expect(asPhoto.problem.code).toBe('ticket.photo_unknown')
})
