import { zxyToTileId } from 'pmtiles'
import sharp from 'sharp'

interface Tile {
  readonly z: number
  readonly x: number
  readonly y: number
  readonly bytes: Uint8Array
}

interface PmtilesFile {
  readonly kind: 'png' | 'mvt'
  readonly tiles: readonly Tile[]
  readonly metadata?: object
}

const HEADER_bytes = 127
const UNCOMPRESSED = 1
const TYPES = { mvt: 1, png: 2 } as const

function varint(value: number): number[] {
  const bytes: number[] = []
  let left = value
  while (left > 127) {
    bytes.push((left % 128) + 128)
    left = Math.floor(left / 128)
  }
  return [...bytes, left]
}

/** A PMTiles file of version 3 with one directory and nothing compressed: small enough to be made for a test. */
export function pmtilesFile({ kind, tiles, metadata = {} }: PmtilesFile): Buffer {
  const sorted = tiles
    .map((tile) => ({ ...tile, id: zxyToTileId(tile.z, tile.x, tile.y) }))
    .toSorted((a, b) => a.id - b.id)
  const directory = Buffer.from([
    ...varint(sorted.length),
    ...sorted.flatMap(({ id }, i) => varint(id - (sorted[i - 1]?.id ?? 0))),
    ...sorted.flatMap(() => varint(1)),
    ...sorted.flatMap(({ bytes }) => varint(bytes.length)),
    ...sorted.flatMap((_tile, i) => varint(i === 0 ? 1 : 0)),
  ])
  const words = Buffer.from(JSON.stringify(metadata))
  const data = Buffer.concat(sorted.map(({ bytes }) => bytes))
  const header = Buffer.alloc(HEADER_bytes)
  header.write('PMTiles', 0, 'latin1')
  header.writeUInt8(3, 7)
  const dataAt = HEADER_bytes + directory.length + words.length
  const lengths = [
    HEADER_bytes,
    directory.length,
    HEADER_bytes + directory.length,
    words.length,
    dataAt,
    0,
    dataAt,
    data.length,
    sorted.length,
    sorted.length,
    sorted.length,
  ]
  lengths.forEach((value, i) => header.writeBigUInt64LE(BigInt(value), 8 + i * 8))
  const zooms = sorted.map(({ z }) => z)
  for (const [i, value] of [
    1,
    UNCOMPRESSED,
    UNCOMPRESSED,
    TYPES[kind],
    Math.min(...zooms),
    Math.max(...zooms),
  ].entries())
    header.writeUInt8(value, 96 + i)
  for (const [i, degrees] of [-180, -85, 180, 85].entries()) header.writeInt32LE(degrees * 1e7, 102 + i * 4)
  return Buffer.concat([header, directory, words, data])
}

/** A base map that is one colour all over the world. */
export async function colouredMap(colour: string): Promise<Buffer> {
  const create = { width: 256, height: 256, channels: 3, background: colour } as const
  const bytes = await sharp({ create }).png().toBuffer()
  return pmtilesFile({ kind: 'png', tiles: [{ z: 0, x: 0, y: 0, bytes }] })
}
