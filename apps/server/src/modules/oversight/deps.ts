import type { Grids } from '../grid/index.ts'
import type { TicketDeps } from '../ticket/index.ts'

/** What oversight needs of the process: tickets by their own rules, and the tree of grids. */
export interface OversightDeps extends TicketDeps {
  readonly grids: Grids
}
