import GeoJSONVT from 'geojson-vt'
import { fromGeojsonVt } from 'vt-pbf'

import type { StoredShape } from '../store.ts'
import type { GridIndex } from './grid-index.ts'

/** Beyond this many tiles of one level the oldest are dropped; a tile has a few kB. */
const MAX_TILES = 2000
/** Detail is kept down to this zoom; beyond it the map stretches tiles. */
const MAX_ZOOM = 17
const EXTENT = 4096
/** The layer's name in the tile. */
const TILE_LAYER = 'grids'

/** Vector tiles (MVT 2) of one level at one revision, cut on demand and kept. */
export class TileSource {
  readonly #tiles = new Map<string, Buffer>()
  readonly #source: GeoJSONVT

  constructor(index: GridIndex, shapes: readonly StoredShape[]) {
    const features = shapes.flatMap((shape) => {
      const grid = index.gridById(shape.gridId)
      if (!grid) return []
      const { id, code, name, level, path, kind, node } = grid
      return {
        type: 'Feature' as const,
        id: node,
        properties: { id, code, name, level, path, kind },
        geometry: { type: 'MultiPolygon' as const, coordinates: shape.polygon as unknown as number[][][][] },
      }
    })
    this.#source = new GeoJSONVT(
      { type: 'FeatureCollection', features },
      { maxZoom: MAX_ZOOM, indexMaxZoom: 5, extent: EXTENT, buffer: 64, tolerance: 3 },
    )
  }

  /** The bytes of a tile; empty where nothing lies or there is no such tile. */
  tile(z: number, x: number, y: number): Buffer {
    const size = 2 ** z
    if (z > MAX_ZOOM || x < 0 || y < 0 || x >= size || y >= size) return Buffer.alloc(0)
    const key = `${z}/${x}/${y}`
    const known = this.#tiles.get(key)
    if (known) return known
    const cut = this.#source.getTile(z, x, y)
    const bytes = cut
      ? Buffer.from(fromGeojsonVt({ [TILE_LAYER]: cut }, { version: 2, extent: EXTENT }))
      : Buffer.alloc(0)
    const oldest = this.#tiles.keys().next()
    if (this.#tiles.size >= MAX_TILES && !oldest.done) this.#tiles.delete(oldest.value)
    this.#tiles.set(key, bytes)
    return bytes
  }
}
