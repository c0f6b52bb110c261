import sharp from 'sharp'
import { expect, test } from 'vitest'

import { exifOf, withExif } from './exif.ts'

const picture = () => sharp({ create: { width: 8, height: 6, channels: 3, background: '#456' } }).jpeg()
const exact = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer

test('the place goes along to the smaller picture, the turning does not', async () => {
  const taken = await picture()
    .withExif({
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 20/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '116/1 35/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  const exif = exifOf(exact(taken))
  expect(exif).not.toBeNull()
  if (!exif) return
  const small = await withExif(new Blob([exact(await picture().toBuffer())], { type: 'image/jpeg' }), exif)
  const seen = await sharp(Buffer.from(await small.arrayBuffer())).metadata()
  expect(seen).toMatchObject({ format: 'jpeg', width: 8, height: 6, orientation: 1 })
  expect(seen.exif?.length).toBeGreaterThan(0)
})

test('pictures without such a part, and what is no picture, have none', async () => {
  expect(exifOf(exact(await picture().toBuffer()))).toBeNull()
  expect(exifOf(exact(await picture().png().toBuffer()))).toBeNull()
  expect(exifOf(new ArrayBuffer(0))).toBeNull()
  expect(exifOf(new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 0x45]).buffer)).toBeNull()
})
