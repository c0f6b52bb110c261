import { STAFF_COMMANDS, type WireCommandKind } from '@lianxin/contract'

import type { StoredDraft } from '../app/draft-store.ts'

/** Under what the draft of a command on a ticket is kept. */
export const draftKey = (ticketId: string, kind: WireCommandKind): string => `ticket.${ticketId}.${kind}`

/** The commands begun on a ticket and not sent, the latest first. */
export function begunOn(
  ticketId: string,
  drafts: ReadonlyMap<string, StoredDraft>,
): readonly { readonly kind: WireCommandKind; readonly at: number }[] {
  return STAFF_COMMANDS.flatMap((kind) => {
    const draft = drafts.get(draftKey(ticketId, kind))
    return draft ? [{ kind, at: draft.at }] : []
  }).toSorted((a, b) => b.at - a.at)
}
