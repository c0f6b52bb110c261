import type { UnitView } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'

/** In which place a ticket names a unit: any (holder, desk or helper), or as the desk that dispatches it. */
export type NamedAs = 'any' | 'desk'

/**
 * What modules to the right hang on units and people. Handed in by the composition root, because they come after this
 * module; each question is answered by the very condition by which the matching act works, so that a preview and what
 * then happens are the same numbers.
 */
export interface Dependants {
  /** Open tickets that name a unit. */
  countTickets(tx: Tx, districtId: number, unitId: string, as: NamedAs): Promise<number>
  /** Open tickets a person signed for, within some units where they are given. */
  countSigned(tx: Tx, districtId: number, personId: string, unitIds?: readonly string[]): Promise<number>
  /** Gives the open tickets that name a unit to its heir. @returns how many moved */
  handOver(
    tx: Tx,
    handing: {
      readonly districtId: number
      readonly from: UnitView
      readonly heir: UnitView
      readonly as: NamedAs
      readonly reason: string
      readonly now: Instant
    },
  ): Promise<number>
  /** Grids in which a person has a duty today or later. */
  countGridDuties(tx: Tx, districtId: number, personId: string, now: Instant): Promise<number>
  /** Names of classes, in force or drafted, that name a unit by its code as responsible. */
  listClassesNaming(tx: Tx, districtId: number, unitCode: string): Promise<readonly string[]>
}
