import type { TileCutter, TileRow } from './tile-cutter.ts'

/** Beyond this many tiles of one level the oldest are dropped; a tile has a few kB. */
const MAX_TILES = 2000
const DEEPEST_ZOOM = 22

/** Vector tiles (MVT 2) of one level at one revision, cut on demand in the worker and kept. */
export class TileSource {
  readonly #tiles = new Map<string, Promise<Buffer>>()
  readonly #cutter: TileCutter
  readonly #name: string
  readonly #thread: number

  private constructor(cutter: TileCutter, name: string) {
    this.#cutter = cutter
    this.#name = name
    this.#thread = cutter.starts
  }

  /** Whether the thread that was given the shapes still runs. */
  isAlive(): boolean {
    return this.#thread === this.#cutter.starts
  }

  /** Hands the shapes over. @param name  not used before, in this process */
  static async of(cutter: TileCutter, name: string, rows: readonly TileRow[]): Promise<TileSource> {
    await cutter.put(name, rows)
    return new TileSource(cutter, name)
  }

  /** The bytes of a tile; empty where nothing lies or there is no such tile. */
  async tile(z: number, x: number, y: number): Promise<Buffer> {
    const size = 2 ** z
    if (z > DEEPEST_ZOOM || x < 0 || y < 0 || x >= size || y >= size) return Buffer.alloc(0)
    const key = `${z}/${x}/${y}`
    const known = this.#tiles.get(key)
    if (known) return known
    const [oldest] = this.#tiles.keys()
    if (this.#tiles.size >= MAX_TILES && oldest !== undefined) this.#tiles.delete(oldest)
    const cut = this.#cutter.tile(this.#name, z, x, y)
    this.#tiles.set(key, cut)
    cut.catch(() => this.#tiles.delete(key))
    return cut
  }

  /** Frees what the worker holds. */
  drop(): void {
    this.#cutter.drop(this.#name)
  }
}
