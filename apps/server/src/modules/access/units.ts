import type { UnitView } from '@lianxin/contract'

import type { Database } from '../../platform/db/database.ts'
import type { Clock } from '../../platform/clock.ts'
import { Refusal } from '../../platform/refusal.ts'
import { listAllUnits, listStaffedUnits } from './store/unit.ts'

/** Changes made by other processes show at the latest after this time, where nobody calls `invalidate`. */
const MAX_AGE_MS = 10_000

/** Every unit of a district at one moment. */
export class UnitList {
  readonly all: readonly UnitView[]
  /** Units in which an active person holds a post today. */
  readonly staffed: ReadonlySet<string>
  readonly #byId: ReadonlyMap<string, UnitView>
  readonly #byPath = new Map<string, UnitView[]>()

  constructor(all: readonly UnitView[], staffed: ReadonlySet<string>) {
    this.all = all
    this.staffed = staffed
    this.#byId = new Map(all.map((unit) => [unit.id, unit]))
    for (const unit of all) {
      const list = this.#byPath.get(unit.gridPath)
      if (list) list.push(unit)
      else this.#byPath.set(unit.gridPath, [unit])
    }
  }

  /** The unit with this id, dissolved ones included: history names them. */
  find(unitId: string): UnitView | undefined {
    return this.#byId.get(unitId)
  }

  /** @throws Refusal unit.not_found for a unit that is unknown or dissolved */
  get(unitId: string): UnitView {
    const unit = this.#byId.get(unitId)
    if (!unit?.active) throw new Refusal('unit.not_found')
    return unit
  }

  /**
   * Active units whose territory is a grid on the way from `path` up to the root, nearest first: for `1.4.17.` those of
   * `1.4.17.`, of `1.4.` and of `1.`.
   */
  onPath(path: string, kind?: UnitView['kind']): UnitView[] {
    const found: UnitView[] = []
    for (let at = path; at !== ''; at = at.replace(/\d+\.$/, ''))
      for (const unit of this.#byPath.get(at) ?? [])
        if (unit.active && (kind === undefined || unit.kind === kind)) found.push(unit)
    return found
  }
}

/**
 * Units of a district for the other modules, held in memory. A change by this process is seen by the next call after
 * its commit; one by another process after `invalidate` or ten seconds.
 */
export class Units {
  readonly #db: Database
  readonly #districtId: number
  readonly #clock: Clock
  #list: Promise<UnitList> | undefined
  #loadedAt_ms = 0

  constructor(db: Database, districtId: number, clock: Clock) {
    this.#db = db
    this.#clock = clock
    this.#districtId = districtId
  }

  /** The units as they are now. */
  async current(): Promise<UnitList> {
    const now_ms = performance.now()
    if (this.#list && now_ms - this.#loadedAt_ms < MAX_AGE_MS) return this.#list
    this.#loadedAt_ms = now_ms
    const loading = this.#load()
    this.#list = loading
    loading.catch(() => {
      if (this.#list === loading) this.#list = undefined
    })
    return loading
  }

  #load(): Promise<UnitList> {
    const districtId = this.#districtId
    // As the owner, by his own small pool: the callers hold transactions of the application's pool, and when all of it
    // waited here for one more connection, nobody would get any.
    return this.#db.asOwner(async (db) => {
      const staffed = await listStaffedUnits(db, districtId, this.#clock.now())
      return new UnitList(await listAllUnits(db, districtId), new Set(staffed))
    })
  }

  /** Forgets what is held; a loading under way is not used by later calls. */
  invalidate(): void {
    this.#list = undefined
  }

  /** One unit. @throws Refusal unit.not_found */
  async unitOf(unitId: string): Promise<UnitView> {
    return (await this.current()).get(unitId)
  }

  /** See `UnitList.onPath`. */
  async unitsOnPath(path: string, kind?: UnitView['kind']): Promise<UnitView[]> {
    return (await this.current()).onPath(path, kind)
  }
}
