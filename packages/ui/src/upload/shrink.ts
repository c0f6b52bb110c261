import { exifOf, withExif } from './exif.ts'
import { isHeic } from './heic.ts'

/** Long edge kept; enough to read a number plate across a street, a tenth of what a telephone's camera makes. */
const LONG_EDGE_PX = 2048
const QUALITY = 0.85

/**
 * Makes a photo small enough for a weak network. What the camera wrote into the file goes along: the server locates a
 * report without a place by it once, then drops it. A file the browser cannot draw is sent as it is, but for HEIC: that
 * the server cannot open either, so that sending it would only waste the network.
 * @returns null for such a photo
 */
export async function shrinkPhoto(file: File): Promise<Blob | null> {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (!bitmap) return (await isHeic(file)) ? null : file
  const scale = Math.min(1, LONG_EDGE_PX / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const pencil = canvas.getContext('2d')
  if (!pencil) return file
  pencil.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
  if (!drawn) return file
  const exif = exifOf(await file.arrayBuffer())
  return exif ? withExif(drawn, exif) : drawn
}
