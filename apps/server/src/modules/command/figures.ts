import type { GridFigures, ReplyOf, readGridFigures } from '@lianxin/contract'
import { FIGURE_DAYS } from '@lianxin/contract'
import { DAY_MS, type Instant } from '@lianxin/domain'

import type { Database } from '../../platform/db/database.ts'
import type { Call } from '../../platform/serve.ts'
import { scopeOf, sessionOf, type Session } from '../../platform/session.ts'
import { countDueByPath } from '../care/index.ts'
import type { Grids } from '../grid/index.ts'
import { countByPath, NONE, type PathCounts, type Sums } from './store-figures.ts'

/** A screen that shows figures may show them this old. */
const FRESH_MS = 5_000
/** Posts with a reach of their own whose figures are kept at once. */
const MOST_KEPT = 200

interface Kept {
  readonly at: Instant
  readonly sums: Promise<ReadonlyMap<string, Sums>>
}

/** Adds the numbers of each path to all paths above it. */
export function sumUpward(counts: readonly PathCounts[]): Map<string, Sums> {
  const sums = new Map<string, Sums>()
  for (const { path, ...some } of counts) {
    const own = { ...NONE, ...some }
    for (let end = path.indexOf('.'); end >= 0; end = path.indexOf('.', end + 1)) {
      const above = path.slice(0, end + 1)
      const sum = sums.get(above) ?? NONE
      sums.set(above, {
        open: sum.open + own.open,
        overdue: sum.overdue + own.overdue,
        settled: sum.settled + own.settled,
        onTime: sum.onTime + own.onTime,
        visitsDue: sum.visitsDue + own.visitsDue,
      })
    }
  }
  return sums
}

/** What decides which tickets and visits a post may see: two posts with the same answer share their figures. */
function reachOf({ districtId, territory, unitIds, permissions }: Session, top: string | undefined): string {
  const whole = top !== undefined && territory === top
  return `${districtId} ${permissions.has('ticket.read')} ${permissions.has('visit.read')} ${territory} ${whole ? '' : unitIds.toSorted().join()}`
}

/** Figures of the grids for the map, counted once in some seconds for all who may see the same tickets and visits. */
export class Figures {
  readonly #db: Database
  readonly #grids: Grids
  readonly #kept = new Map<string, Kept>()

  constructor(db: Database, grids: Grids) {
    this.#db = db
    this.#grids = grids
  }

  /** `grid.figures`. */
  async read(call: Call<typeof readGridFigures>): Promise<ReplyOf<typeof readGridFigures>> {
    const session = sessionOf(call)
    const { level, under = '' } = call.query
    const index = await this.#grids.of(session.districtId)
    const seesVisits = session.permissions.has('visit.read')
    const kept = this.#sumsFor(session, index.grids[0]?.path, call.now)
    const sums = await kept.sums
    const items = index.grids
      .filter((grid) => grid.level === level && grid.active !== null && grid.path.startsWith(under))
      .map(({ id, code, name, path }): GridFigures => {
        const { visitsDue, ...numbers } = sums.get(path) ?? NONE
        return { gridId: id, code, name, ...numbers, visitsDue: seesVisits ? visitsDue : null }
      })
    const bounds = index.boundsUnder(under)
    return { asOf: new Date(kept.at).toISOString(), revision: index.revision, bounds: bounds && [...bounds], items }
  }

  #sumsFor(session: Session, top: string | undefined, now: Instant): Kept {
    const reach = reachOf(session, top)
    const known = this.#kept.get(reach)
    if (known && now - known.at < FRESH_MS) return known
    const sums = this.#db.withScope(scopeOf(session), async (tx) => {
      const tickets = await countByPath(tx, session.districtId, { now, since: now - FIGURE_DAYS * DAY_MS })
      const visits = await countDueByPath(tx, session.districtId, now)
      return sumUpward([...tickets, ...visits])
    })
    const kept = { at: now, sums }
    this.#kept.delete(reach)
    this.#kept.set(reach, kept)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest)
    sums.catch(() => this.#kept.delete(reach))
    return kept
  }
}
