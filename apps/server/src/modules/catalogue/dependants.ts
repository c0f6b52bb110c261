import type { Instant, WorkCalendar } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import type { Units } from '../access/index.ts'
import type { CatalogueBooks } from './book.ts'

/** What tickets hang on catalogue and calendar. Handed in by the composition root: tickets come after this module. */
export interface RuleDependants {
  /**
   * Gives open tickets that wait for calendar data their deadline, after the calendar has changed.
   * @returns number of tickets that got a date
   */
  replan(districtId: number, now: Instant): Promise<number>
  /** How many tickets `replan` would give a date with another calendar. In system scope. */
  countReplanned(tx: Tx, districtId: number, calendar: WorkCalendar, now: Instant): Promise<number>
  /** Open tickets whose deadline falls into a span. In system scope. */
  countDue(tx: Tx, districtId: number, from: Instant, to: Instant): Promise<number>
  /** Open tickets of some classes. In system scope. */
  countOfClasses(tx: Tx, districtId: number, codes: readonly string[]): Promise<number>
}

/** What the use cases of this module need of the process. */
export interface RuleDeps {
  readonly books: CatalogueBooks
  readonly units: Units
  readonly dependants: RuleDependants
}
