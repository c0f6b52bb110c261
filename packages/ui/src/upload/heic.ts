/** Where the box `ftyp` of an ISO file and its first brand begin. */
const BOX_AT = 4
const BRAND_AT = 8
const HEAD_BYTES = 12
/** Brands of HEVC pictures (ISO/IEC 23008-12), as Apple and Samsung telephones write them; AVIF is none of them. */
const HEVC = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'])

/** Whether the bytes begin like a HEIC photo, which only some browsers can open and the server cannot. */
export async function isHeic(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
  const text = String.fromCharCode(...head)
  return text.slice(BOX_AT, BRAND_AT) === 'ftyp' && HEVC.has(text.slice(BRAND_AT))
}
