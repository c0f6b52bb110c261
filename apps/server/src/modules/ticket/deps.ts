import type { Database } from '../../platform/db/database.ts'
import type { BlobStore } from '../../platform/blob/store.ts'
import type { Uploads } from '../../platform/blob/uploads.ts'
import type { Clock } from '../../platform/clock.ts'
import type { CatalogueBooks } from '../catalogue/index.ts'
import type { PlaceSource } from './places.ts'
import type { SettingsBook } from './settings.ts'

/** What the rules of tickets need of the process. */
export interface TicketDeps {
  readonly db: Database
  readonly clock: Clock
  readonly places: PlaceSource
  readonly books: CatalogueBooks
  readonly settings: SettingsBook
  readonly uploads: Pick<Uploads, 'claim' | 'claimVoice' | 'find'>
  readonly blobs: BlobStore
  /** Wakes the readers of the outbox after a commit. */
  readonly wake: () => void
}
