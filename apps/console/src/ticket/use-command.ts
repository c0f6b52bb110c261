import { newId } from '@lianxin/client'
import {
  commandTicket,
  type TicketDetail,
  type TicketReceipt,
  type WireCommand,
  type WireCommandKind,
} from '@lianxin/contract'
import { formatInstant, problemIn, useLang } from '@lianxin/ui'
import { notifyManager, useMutation } from '@tanstack/react-query'
import { App } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { queryClient, ticketQuery } from '../app/queries.ts'
import { rememberCommand } from '../bulk/last-change.ts'

/** A command as a form gives it: the words of the contract without the head. */
export interface Draft {
  readonly kind: WireCommandKind
  readonly fields: Readonly<Record<string, unknown>>
  /** The revision whose facts the person has seen, where it is another than that of the page. */
  readonly revision?: number
}

/**
 * The revision that one's own last command made of a ticket. Whoever is faster than the page, which reads the ticket anew
 * after each command, is not told that somebody else has changed it.
 */
const ownRevisions = new Map<string, number>()

/** Whether somebody else changed the ticket since it was read. */
export const isStale = (error: unknown): boolean => problemIn(error)?.code === 'ticket.stale'

/** Reading that a live message interrupts begins again; nobody interrupts as often as this. */
const MOST_READS = 3

/**
 * Ends when the page shows what a command did, so that the next key is about the ticket as it is now. One reading is not
 * enough: the live message of the same command cancels it and starts another.
 */
async function readUpTo({ id, revision }: TicketReceipt): Promise<void> {
  for (let reads = 0; reads < MOST_READS; reads++) {
    await queryClient.invalidateQueries({ queryKey: ['ticket', id] })
    const shown = queryClient.getQueryData(ticketQuery(id).queryKey)
    if (shown === undefined || shown.revision >= revision) break
  }
  // The screens hear of an answer a moment after whoever waited for it.
  await new Promise<void>((heard) => notifyManager.schedule(heard))
}

/**
 * Gives commands to one ticket. The same content sent again after a lost answer keeps its id, so that it has one
 * effect; a stale answer fetches the ticket anew and leaves the form as it is.
 */
export function useCommand(ticket: Pick<TicketDetail, 'id' | 'revision'>, onDone: (receipt: TicketReceipt) => void) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { message } = App.useApp()
  const sent = useRef({ content: '', commandId: '' })
  return useMutation({
    // One after the other: what is sent while the last one is on its way builds on its answer.
    scope: { id: `ticket-${ticket.id}` },
    mutationFn: (draft: Draft) => {
      const expectedRevision = draft.revision ?? Math.max(ticket.revision, ownRevisions.get(ticket.id) ?? 0)
      const content = JSON.stringify([ticket.id, expectedRevision, draft.kind, draft.fields])
      if (sent.current.content !== content) sent.current = { content, commandId: newId() }
      const body = {
        kind: draft.kind,
        commandId: sent.current.commandId,
        expectedRevision,
        ...draft.fields,
      } as WireCommand
      return call(commandTicket, { params: { ticketId: ticket.id }, body })
    },
    onSuccess: async (receipt, draft) => {
      ownRevisions.set(receipt.id, receipt.revision)
      rememberCommand(sent.current.commandId, draft, receipt)
      const due = receipt.dueAt === null ? '' : t('ticket.doneDue', { time: formatInstant(receipt.dueAt, language) })
      void message.success(
        `${t('ticket.done', { command: t(`command.${draft.kind}`), number: receipt.number, holder: receipt.holder.name })}${due}`,
      )
      await readUpTo(receipt)
      onDone(receipt)
    },
    onError: () => void queryClient.invalidateQueries({ queryKey: ['ticket', ticket.id] }),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['tickets'] })
      void queryClient.invalidateQueries({ queryKey: ['ticket-counts'] })
    },
  })
}
