const START = 0xffd8
const APP1 = 0xffe1
const SCAN = 0xffda
const ORIENTATION_TAG = 0x0112
/** Type SHORT of TIFF 6.0. */
const SHORT = 3
const UPRIGHT = 1
/** "Exif\0\0" before the TIFF part. */
const EXIF_HEAD_BYTES = 6

const isExif = (view: DataView, at: number): boolean =>
  view.byteLength >= at + EXIF_HEAD_BYTES && view.getUint32(at) === 0x45786966 && view.getUint16(at + 4) === 0

/** Sets the orientation in the first directory to upright: the pixels are drawn anew the right way up. */
function setUpright(segment: Uint8Array<ArrayBuffer>): void {
  const tiff = new DataView(segment.buffer, segment.byteOffset + 4 + EXIF_HEAD_BYTES)
  if (tiff.byteLength < 8) return
  const little = tiff.getUint16(0) === 0x4949
  const directory = tiff.getUint32(4, little)
  if (directory + 2 > tiff.byteLength) return
  const entries = tiff.getUint16(directory, little)
  for (let index = 0; index < entries; index++) {
    const entry = directory + 2 + index * 12
    if (entry + 12 > tiff.byteLength) return
    if (tiff.getUint16(entry, little) === ORIENTATION_TAG && tiff.getUint16(entry + 2, little) === SHORT)
      tiff.setUint16(entry + 8, UPRIGHT, little)
  }
}

/**
 * The Exif segment of a JPEG (marker and length included), made upright; null where there is none. The server reads from
 * it once where the photo was taken, for a report that names no place, and keeps none of it.
 */
export function exifOf(jpeg: ArrayBuffer): Uint8Array<ArrayBuffer> | null {
  const view = new DataView(jpeg)
  if (view.byteLength < 4 || view.getUint16(0) !== START) return null
  let at = 2
  while (at + 4 <= view.byteLength) {
    const marker = view.getUint16(at)
    const length = view.getUint16(at + 2)
    if (marker < 0xff00 || marker === SCAN || at + 2 + length > view.byteLength) return null
    if (marker === APP1 && isExif(view, at + 4)) {
      const segment = new Uint8Array(jpeg.slice(at, at + 2 + length))
      setUpright(segment)
      return segment
    }
    at += 2 + length
  }
  return null
}

/** A JPEG drawn by a canvas with an Exif segment put in after its start. */
export async function withExif(drawn: Blob, exif: Uint8Array<ArrayBuffer>): Promise<Blob> {
  const bytes = await drawn.arrayBuffer()
  return new Blob([bytes.slice(0, 2), exif, bytes.slice(2)], { type: drawn.type })
}
