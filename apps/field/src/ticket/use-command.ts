import { newId } from '@lianxin/client'
import type { TicketDetail, TicketReceipt, WireCommand } from '@lianxin/contract'
import { problemIn, useTranslation } from '@lianxin/ui'
import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import { Toast } from 'antd-mobile'
import { useRef } from 'react'

import { call, queries } from '../app/api.ts'
import { commandTicket } from '../app/operations.ts'

/** A command as a form makes it; id and revision are put in when it is sent. */
export type Wish = WireCommand extends infer C
  ? C extends WireCommand
    ? Omit<C, 'commandId' | 'expectedRevision'>
    : never
  : never

/**
 * Gives a command to a ticket. The same wish sent again after a network failure keeps its id, so that it has one effect.
 */
export function useCommand(ticket: TicketDetail): UseMutationResult<TicketReceipt, Error, Wish> {
  const { t } = useTranslation()
  const sent = useRef({ wish: '', commandId: '' })
  return useMutation({
    mutationFn: (wish: Wish) => {
      const text = JSON.stringify([ticket.revision, wish])
      if (sent.current.wish !== text) sent.current = { wish: text, commandId: newId() }
      const body = { ...wish, commandId: sent.current.commandId, expectedRevision: ticket.revision } as WireCommand
      return call(commandTicket, { params: { ticketId: ticket.id }, body })
    },
    onSuccess: async () => {
      Toast.show({ icon: 'success', content: t('act.done') })
      void queries.invalidateQueries({ queryKey: ['tickets'] })
      void queries.invalidateQueries({ queryKey: ['counts'] })
      await queries.invalidateQueries({ queryKey: ['ticket', ticket.id] })
    },
    onError: (error) => {
      // Somebody was faster: show what is so now, the form stays open.
      if (problemIn(error)?.code === 'ticket.stale') void queries.invalidateQueries({ queryKey: ['ticket', ticket.id] })
    },
  })
}
