import type { TimeLimit, WorkCalendar } from '../calendar/types.ts'
import type { Instant } from '../time.ts'
import type { LastCommand } from './steps.ts'
import type { Actor, SkippedLevel, TicketState, UnitRef } from './types.ts'

/** Everything a decision needs to know beside the ticket and the command. The caller looks it up; the core never does. */
export interface Context {
  /** The instant of the decision. Where it lies before the last step (clocks of two servers) the last step's counts. */
  readonly now: Instant
  readonly actor: Actor
  /** Further units the actor may act for (deputies, the territorial unit that doubles as desk). */
  readonly actsForUnitIds: readonly string[]
  readonly calendar: WorkCalendar
  /** Limits of the tenant. `handling` counts where no class gives one. */
  readonly limits: { readonly acceptance: TimeLimit; readonly handling: TimeLimit; readonly verification: TimeLimit }
  /** The desk of the place: for `report` and `locate` of the place in the command, else of the ticket's. */
  readonly desk: UnitRef
  /** The desk that answers for what has no place and no other owner (兜底). */
  readonly fallback: UnitRef
  /**
   * Where `escalate` leads: the next territorial unit above that is not vacant, and from the district the city. The unit
   * is null at the top and where all above are vacant; those left out are named either way.
   */
  readonly upper: { readonly unit: UnitRef | null; readonly skipped: readonly SkippedLevel[] }
  /** Whether the tenant lets urgent tickets skip levels (functions 54: no skipping except urgent). */
  readonly urgentMaySkip: boolean
  /** Whether the actor may decide about requests of this ticket's holder. */
  readonly isApprover: boolean
  /** Whether the closing condition of the class asks for photos. */
  readonly evidenceRequired: boolean
  readonly reopenWindow_ms: number
  /** For `merge`: the ticket to merge into, null when it does not exist. */
  readonly mergeTarget: { readonly id: string; readonly state: TicketState } | null
  /** For `undo`: the last command of the ticket. */
  readonly lastCommand?: LastCommand | null
}
