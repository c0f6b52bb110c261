import type { Instant, LocalDate } from '@lianxin/domain'

import type { Platform } from '../../platform/platform.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Grids } from './cache/grids.ts'
import type { StoredGrid } from './store.ts'

/** What the use cases of this module need of the process. */
export interface GridDeps {
  readonly platform: Platform
  readonly grids: Grids
}

const MINUTE_MS = 60_000

/** The calendar day of an instant in the district. */
export function dayOf(at: Instant, offset_minutes: number): LocalDate {
  return new Date(at + offset_minutes * MINUTE_MS).toISOString().slice(0, 10)
}

/** @throws Refusal grid.not_found */
export function must(grid: StoredGrid | undefined): StoredGrid {
  if (!grid) throw new Refusal('grid.not_found')
  return grid
}
