import type { Adapter } from '@lianxin/contract'

import type { TicketDeps } from '../ticket/index.ts'
import type { TextBook } from './texts.ts'

/** What messaging needs beside what tickets need. */
export interface MessagingDeps extends TicketDeps {
  /** Secret of the follow codes, for the link in a message. */
  readonly secret: Buffer
  readonly texts: TextBook
  /** Address under which people reach the pages; '' leaves links out. */
  readonly publicUrl: string
  /** Ways that are configured. */
  readonly ways: ReadonlySet<Adapter>
}
