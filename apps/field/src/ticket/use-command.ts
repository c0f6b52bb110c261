import { newId } from '@lianxin/client'
import type { Act } from '@lianxin/client/offline'
import type { TicketDetail, WireCommand } from '@lianxin/contract'
import { useMutation, type UseMutationResult } from '@tanstack/react-query'

import { accountOf, useActing } from '../app/session.ts'
import { outbox } from '../outbox/outbox.ts'

/** A command as a form makes it; id, revision and files are put in when it is sent. */
export type Wish = WireCommand extends infer C
  ? C extends WireCommand
    ? Omit<C, 'commandId' | 'expectedRevision' | 'uploadIds' | 'voices'>
    : never
  : never

/** Words that are added whatever else has happened meanwhile. */
const ADDS_ONLY: ReadonlySet<string> = new Set(['note', 'coUnitResult'])

interface Given {
  readonly wish: Wish
  /** Id under which the form kept its files; a new one where there is no form. */
  readonly actId?: string
  /** The refused act this is a changed version of. */
  readonly replaces?: Act | null
}

/** Puts a command into the outbox: kept on the telephone at once, sent as soon as it can be, done when the server says so. */
export function useCommand(ticket: TicketDetail): UseMutationResult<void, Error, Given> {
  const { post, ...session } = useActing()
  return useMutation({
    mutationFn: async ({ wish, actId, replaces }: Given) => {
      const { kind, ...body } = wish
      const act = {
        id: replaces ? newId() : (actId ?? newId()),
        lane: ticket.id,
        title: ticket.title,
        body,
        revision: ADDS_ONLY.has(kind) ? null : ticket.revision,
        made_ms: Date.now(),
      }
      if (replaces) await outbox.replace(replaces.id, act)
      else await outbox.add({ ...act, account: accountOf(session), postId: post.id, kind })
    },
  })
}
