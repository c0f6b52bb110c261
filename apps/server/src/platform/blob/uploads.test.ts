import exifr from 'exifr'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createDatabase, type TestDatabase } from '../../testing/database.ts'
import { createTestPlatform, type TestPlatform } from '../../testing/platform.ts'
import { photoWithPosition } from '../../testing/photo.ts'

const DAY_MS = 86_400_000

let made: TestDatabase
let running: TestPlatform
let address = ''
let now = Date.now()
beforeAll(async () => {
  made = await createDatabase([])
  running = await createTestPlatform(made, { config: { uploadLimit_mib: 1 }, now: () => now })
  address = await running.platform.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await running.stop()
  await made.drop()
})

const TUS = { 'tus-resumable': '1.0.0', 'x-lianxin': '1' }
const begin = (length: number, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${address}/api/v1/uploads`, {
    method: 'POST',
    headers: { ...TUS, 'upload-length': String(length), ...headers },
  })
const send = (location: string, offset: number, bytes: Uint8Array): Promise<Response> =>
  fetch(new URL(location, address), {
    method: 'PATCH',
    headers: { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body: Buffer.from(bytes),
  })

async function upload(bytes: Buffer): Promise<{ response: Response; token: string }> {
  const location = (await begin(bytes.length)).headers.get('location') ?? ''
  return { response: await send(location, 0, bytes), token: location.split('/').at(-1) ?? '' }
}

test('a photo arrives in pieces, is resumed, loses its metadata and can be claimed again and again', async () => {
  const photo = await photoWithPosition({ lon: 116.6, lat: 35.35 }, { width: 3000, height: 1500 })
  expect(await exifr.gps(photo)).toMatchObject({ longitude: expect.closeTo(116.6, 4) as number })
  const location = (await begin(photo.length)).headers.get('location') ?? ''
  const token = location.split('/').at(-1) ?? ''
  const half = Math.floor(photo.length / 2)
  expect((await send(location, 0, photo.subarray(0, half))).status).toBe(204)
  expect(await running.platform.uploads.claim(token)).toBeUndefined()
  const head = await fetch(new URL(location, address), { method: 'HEAD', headers: TUS })
  expect(head.headers.get('upload-offset')).toBe(String(half))
  expect((await send(location, half, photo.subarray(half))).status).toBe(204)

  const claimed = await running.platform.uploads.claim(token)
  expect(claimed).toMatchObject({
    type: 'image/webp',
    width: 2048,
    height: 1024,
    position: { lon: expect.closeTo(116.6, 4) as number, lat: expect.closeTo(35.35, 4) as number },
  })
  expect(await running.platform.uploads.claim(token)).toEqual(claimed)
  const kept = await running.platform.blobs.find(claimed?.blobId ?? '')
  const thumbnail = await running.platform.blobs.find(claimed?.thumbnailId ?? '')
  expect(await sharp(kept).metadata()).toMatchObject({ format: 'webp' })
  expect((await sharp(kept).metadata()).exif).toBeUndefined()
  expect(await sharp(thumbnail).metadata()).toMatchObject({ width: 320, height: 320 })
})

test('a file that is no picture is refused in the asked language, whatever it is called', async () => {
  for (const bytes of [
    Buffer.from('%PDF-1.7 pretending to be photo.jpg'),
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    (await photoWithPosition()).subarray(0, 400),
  ]) {
    const { response, token } = await upload(bytes)
    expect(response.status).toBe(415)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(await response.json()).toMatchObject({ code: 'photo.not_an_image', title: '文件不是能打开的照片' })
    expect(await running.platform.uploads.claim(token)).toBeUndefined()
  }
})

test('a photo that is too large is refused before its bytes are sent, or by its pixels', async () => {
  const response = await begin(1024 * 1024 + 1, { 'accept-language': 'en' })
  expect(response.status).toBe(413)
  expect(await response.json()).toMatchObject({
    code: 'photo.too_large',
    params: { limitMiB: 1 },
    title: 'The photo is too large',
  })
  const wide = await sharp({ create: { width: 16_000, height: 7000, channels: 3, background: '#fff' } })
    .png({ compressionLevel: 9 })
    .toBuffer()
  expect((await upload(wide)).response.status).toBe(413)
})

test('uploads cannot be read back, guessed or written by a foreign page', async () => {
  const { token } = await upload(await photoWithPosition())
  expect((await fetch(`${address}/api/v1/uploads/${token}`)).status).toBe(404)
  expect(await running.platform.uploads.claim('../../etc/passwd')).toBeUndefined()
  const foreign = await fetch(`${address}/api/v1/uploads`, {
    method: 'POST',
    headers: { 'tus-resumable': '1.0.0', 'upload-length': '5', origin: 'https://evil.example' },
  })
  expect(foreign.status).toBe(403)
})

test('unclaimed and unfinished uploads go after a day, claimed ones stay', async () => {
  const kept = await upload(await photoWithPosition())
  const claimed = await running.platform.uploads.claim(kept.token)
  const forgotten = await upload(await photoWithPosition())
  const unfinished = (await begin(100)).headers.get('location') ?? ''
  now = Date.now() + DAY_MS + 60_000
  expect(await running.platform.uploads.expire()).toBeGreaterThanOrEqual(2)
  now = Date.now()
  expect(await running.platform.uploads.claim(kept.token)).toEqual(claimed)
  expect(await running.platform.blobs.find(claimed?.blobId ?? '')).toBeDefined()
  expect(await running.platform.uploads.claim(forgotten.token)).toBeUndefined()
  expect((await fetch(new URL(unfinished, address), { method: 'HEAD', headers: TUS })).status).toBe(404)
})
