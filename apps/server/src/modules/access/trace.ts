import type { Instant } from '@lianxin/domain'
import { uuidv7 } from 'uuidv7'

import type { Tx } from '../../platform/db/database.ts'
import { toTimestamp } from '../../platform/db/types.ts'
import type { Session } from '../../platform/session.ts'

/** One line of the audit trail (GB/T 22239: who, when, what, of what, result). */
export interface TraceEntry {
  readonly at: Instant
  /** What happened: `reporter.read`, `session.opened`, `account.locked` … */
  readonly kind: string
  /** Of what: `ticket:<id>`, `account:<id>` … */
  readonly subject: string
  /** Why personal data was needed, in the words of the person. */
  readonly purpose?: string
  readonly result?: 'done' | 'refused'
  /** Further facts, never the personal data itself. */
  readonly data?: Readonly<Record<string, unknown>>
}

/** Who leaves a trace; without a person it is the system, the command line or somebody not signed in. */
export type Tracer = Pick<Session, 'districtId'> & Partial<Pick<Session, 'personId' | 'postId'>>

/** Appends to the audit trail within the transaction of what it tells of. Nobody can change or delete it. */
export async function trace(tx: Tx, by: Tracer, entry: TraceEntry): Promise<void> {
  await tx
    .insertInto('trace')
    .values({
      district_id: by.districtId,
      id: uuidv7(),
      at: toTimestamp(entry.at),
      kind: entry.kind,
      person_id: by.personId ?? null,
      post_id: by.postId ?? null,
      subject: entry.subject,
      purpose: entry.purpose ?? '',
      result: entry.result ?? 'done',
      data: JSON.stringify(entry.data ?? {}),
    })
    .execute()
}
