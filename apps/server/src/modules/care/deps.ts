import type { Grids } from '../grid/index.ts'

/** What visits read from. */
export interface CareDeps {
  readonly grids: Grids
}
