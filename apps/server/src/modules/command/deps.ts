import type { Grids } from '../grid/index.ts'
import type { TicketDeps } from '../ticket/index.ts'

/** What the command centre reads from. */
export interface CommandDeps extends Pick<TicketDeps, 'books' | 'places' | 'settings'> {
  readonly grids: Grids
}
