import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'

import { photoOfCorner, photoWithPosition } from '../../testing/photo.ts'
import { dhashOf } from './dhash.ts'

const differing = (a: string | null, b: string | null): number => {
  if (a === null || b === null) throw new Error('a picture of one tone')
  return [...a].filter((bit, index) => bit !== b[index]).length
}

test('the same corner brighter, smaller or more compressed differs in few bits, another one in many', async () => {
  const corner = await dhashOf(await photoOfCorner())
  expect(corner).toMatch(/^[01]{64}$/)
  for (const other of [await photoOfCorner({ shade: 25 }), await photoOfCorner({ quality: 30 })])
    expect(differing(corner, await dhashOf(other))).toBeLessThanOrEqual(10)
  const small = await sharp(await photoOfCorner())
    .resize(300)
    .toBuffer()
  expect(differing(corner, await dhashOf(small))).toBeLessThanOrEqual(10)
  const another = await dhashOf(await photoOfCorner({ turn: 300 }))
  expect(differing(corner, another)).toBeGreaterThan(10)
})

test('a picture of one tone has none', async () => {
  expect(await dhashOf(await photoWithPosition())).toBeNull()
})

test('it is always 64 bits or none', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 48, maxLength: 48 }), async (bytes) => {
      const picture = await sharp(Buffer.from(bytes), { raw: { width: 4, height: 4, channels: 3 } })
        .png()
        .toBuffer()
      const hash = await dhashOf(picture)
      expect(hash === null || /^[01]{64}$/.test(hash)).toBe(true)
    }),
    { numRuns: 30 },
  )
})
