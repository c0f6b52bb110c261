import { expect, test } from 'vitest'

import { isHeic } from './heic.ts'

const ftyp = (brand: string): Blob => new Blob([new Uint8Array([0, 0, 0, 24]), `ftyp${brand}`, new Uint8Array(40)])

test('a HEIC photo is told by its bytes, whatever its name says', async () => {
  expect(await isHeic(ftyp('heic'))).toBe(true)
  expect(await isHeic(ftyp('mif1'))).toBe(true)
  expect(await isHeic(ftyp('avif'))).toBe(false)
  expect(await isHeic(new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])]))).toBe(false)
  expect(await isHeic(new Blob([]))).toBe(false)
})
