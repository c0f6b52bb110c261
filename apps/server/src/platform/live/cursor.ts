/**
 * A place in the stream of messages: what one reading of the outbox could see. PostgreSQL's snapshot says exactly
 * which transactions were committed then, so that a message committed late, with a low id, is never skipped and
 * none is sent twice.
 */
export interface Cursor {
  /** When the reading took place, epoch ms of the database. */
  readonly at: number
  /** Text of `pg_snapshot`: `xmin:xmax:running,…`. */
  readonly snapshot: string
}

const FORM = /^(\d{1,16})\.(\d{1,20}:\d{1,20}:(?:\d{1,20}(?:,\d{1,20}){0,400})?)$/

/** The event id that a client hands back as Last-Event-ID. */
export function formatCursor(cursor: Cursor): string {
  return `${cursor.at}.${cursor.snapshot}`
}

/** Reads a Last-Event-ID; undefined where it is not one of ours. */
export function parseCursor(text: string): Cursor | undefined {
  const [, at, snapshot] = FORM.exec(text) ?? []
  if (at === undefined || snapshot === undefined) return undefined
  const [xmin = '', xmax = ''] = snapshot.split(':')
  return BigInt(xmin) <= BigInt(xmax) ? { at: Number(at), snapshot } : undefined
}
