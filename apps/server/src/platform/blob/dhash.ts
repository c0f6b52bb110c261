import sharp from 'sharp'

/** Cells of a row and rows; one more column is drawn, since a cell is compared with its right neighbour. */
const SIDE = 8
/** A picture whose lightest and darkest cell differ by less (of 255) is of one tone: its bits would be noise. */
const LEAST_CONTRAST = 12

/**
 * The difference hash (dHash) of a picture: 64 bits, each whether a cell is brighter than its right neighbour. Pictures
 * of one spot taken one after the other differ in few bits. It tells of light and dark alone and knows no faces.
 * @returns 64 letters of 0 and 1; null for a picture of one tone
 */
export async function dhashOf(bytes: Buffer): Promise<string | null> {
  const { data, info } = await sharp(bytes)
    .greyscale()
    .resize({ width: SIDE + 1, height: SIDE, fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const cell = (x: number, y: number): number => data[(y * (SIDE + 1) + x) * info.channels] ?? 0
  const cells = Array.from({ length: SIDE }, (_, y) => Array.from({ length: SIDE + 1 }, (__, x) => cell(x, y)))
  const all = cells.flat()
  if (Math.max(...all) - Math.min(...all) < LEAST_CONTRAST) return null
  return cells
    .map((row) =>
      row
        .slice(0, SIDE)
        .map((value, x) => (value > (row[x + 1] ?? 0) ? '1' : '0'))
        .join(''),
    )
    .join('')
}
