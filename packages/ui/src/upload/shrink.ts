/** Long edge kept; enough to read a number plate across a street, a tenth of what a telephone's camera makes. */
const LONG_EDGE_PX = 2048
const QUALITY = 0.85

/**
 * Makes a photo small enough for a weak network. Drawing it anew also drops the place and the device that the camera
 * wrote into the file. A file the browser cannot draw is sent as it is; the server decides.
 */
export async function shrinkPhoto(file: File): Promise<Blob> {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (!bitmap) return file
  const scale = Math.min(1, LONG_EDGE_PX / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const pencil = canvas.getContext('2d')
  if (!pencil) return file
  pencil.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
  return drawn ?? file
}
