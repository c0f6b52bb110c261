import type { Database } from '../../../platform/db/database.ts'
import { findRevision } from '../store.ts'
import { listTileRows } from '../store-tiles.ts'
import { loadGridIndex, type GridIndex } from './grid-index.ts'
import { TileCutter } from './tile-cutter.ts'
import { GridSearch } from './grid-search.ts'
import { TileSource } from './tile-source.ts'

/** How long another process's change may go unseen. A change of this process is seen at once. */
const RECHECK_MS = 1000

interface Held<T> {
  readonly revision: number
  readonly value: Promise<T>
}

interface DistrictEntry {
  index: Held<GridIndex> | undefined
  search: Held<GridSearch> | undefined
  readonly tiles: Map<number, Held<TileSource>>
  checked: Promise<number> | undefined
  checkedAt_ms: number
}

/**
 * The grids of every district this process was asked about. States of an entry: absent → held for one revision →
 * replaced when the revision in the database differs (looked up at most once a second) or it was forgotten.
 */
export class Grids {
  readonly #db: Database
  readonly #entries = new Map<number, DistrictEntry>()
  readonly #cutter = new TileCutter()
  #sources = 0

  constructor(db: Database) {
    this.#db = db
  }

  /** The grids as they are now. */
  async of(districtId: number): Promise<GridIndex> {
    const revision = await this.#revisionOf(districtId)
    const entry = this.#entryOf(districtId)
    if (entry.index?.revision !== revision)
      entry.index = this.#hold(entry, 'index', revision, () =>
        this.#db.asOwner((db) => loadGridIndex(db, districtId, revision)),
      )
    return entry.index.value
  }

  /** Search over the names of grids. */
  async searchOf(districtId: number): Promise<GridSearch> {
    const index = await this.of(districtId)
    const entry = this.#entryOf(districtId)
    if (entry.search?.revision !== index.revision)
      entry.search = this.#hold(entry, 'search', index.revision, () => Promise.resolve(new GridSearch(index)))
    return entry.search.value
  }

  /** Vector tiles of the boundaries in force of one level. */
  async tilesOf(districtId: number, level: number): Promise<TileSource> {
    const index = await this.of(districtId)
    const entry = this.#entryOf(districtId)
    const held = entry.tiles.get(level)
    if (held?.revision === index.revision) {
      const source = await held.value
      if (source.isAlive()) return source
      if (entry.tiles.get(level) !== held) return this.tilesOf(districtId, level)
    } else void held?.value.then((source) => source.drop()).catch(() => undefined)
    const value = this.#db
      .asOwner((db) => listTileRows(db, districtId, level))
      .then((rows) => TileSource.of(this.#cutter, `${districtId}/${level}/${++this.#sources}`, rows))
    entry.tiles.set(level, { revision: index.revision, value })
    value.catch(() => entry.tiles.delete(level))
    return value
  }

  /** Prepares the tiles of every level, so that the first map need not wait for them. */
  async warm(districtId: number): Promise<void> {
    const levels = new Set((await this.of(districtId)).grids.map((grid) => grid.level))
    for (const level of levels) await (await this.tilesOf(districtId, level)).tile(0, 0, 0)
  }

  /** Ends the thread that cuts tiles. */
  close(): Promise<void> {
    return this.#cutter.close()
  }

  /** Drops what is held of a district, after a change has committed. */
  forget(districtId: number): void {
    for (const { value } of this.#entries.get(districtId)?.tiles.values() ?? [])
      void value.then((source) => source.drop()).catch(() => undefined)
    this.#entries.delete(districtId)
  }

  #entryOf(districtId: number): DistrictEntry {
    const known = this.#entries.get(districtId)
    if (known) return known
    const entry: DistrictEntry = {
      index: undefined,
      search: undefined,
      tiles: new Map(),
      checked: undefined,
      checkedAt_ms: 0,
    }
    this.#entries.set(districtId, entry)
    return entry
  }

  async #revisionOf(districtId: number): Promise<number> {
    const entry = this.#entryOf(districtId)
    if (entry.checked && performance.now() - entry.checkedAt_ms < RECHECK_MS) return entry.checked
    entry.checkedAt_ms = performance.now()
    entry.checked = this.#db.asOwner((db) => findRevision(db, districtId))
    entry.checked.catch(() => (entry.checked = undefined))
    return entry.checked
  }

  #hold<T>(entry: DistrictEntry, part: 'index' | 'search', revision: number, load: () => Promise<T>): Held<T> {
    const held = { revision, value: load() }
    held.value.catch(() => {
      if (entry[part]?.value === (held.value as unknown)) entry[part] = undefined
    })
    return held
  }
}
