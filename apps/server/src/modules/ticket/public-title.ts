import type { ClassRef } from '@lianxin/domain'

import type { ClassBook } from '../catalogue/index.ts'

/**
 * The title of a ticket for lists and for screens that many people see: a confidential class (disputes and the like)
 * shows its name in place of what was written. Every list of whichever room shows titles through it; only the page of
 * the ticket and its reporter show what was written.
 *
 * @param ref    the class it is filed with; without one nothing is known to be confidential
 * @param title  what was written; null where the caller does not see the ticket
 */
export function publicTitle<Title extends string | null>(
  classes: ClassBook,
  ref: ClassRef | null,
  title: Title,
): Title | string {
  const entry = title === null ? undefined : classes.of(ref)
  return entry?.confidential ? entry.minor : title
}
