import { joinTicket, reportStaff, type ReportReceipt, type SimilarTicket } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'
import { bodyOf, joinBodyOf, type ReportDraft } from './draft.ts'

/** What the caller is told: of a new matter, or of one that others have reported too. */
export interface Told {
  readonly receipt: ReportReceipt
  /** How many people reported it, where the caller was added to a matter that was known; null for a new one. */
  readonly reporterCount: number | null
  readonly caller: { readonly telephone: string }
}

/** Makes a ticket of the draft, or adds the caller to one that exists. Sent again it has one effect: the draft has the id. */
export function useSending(draft: ReportDraft, onTold: (told: Told) => void) {
  const { t } = useTranslation()
  const settle = (told: Told): void => {
    void queryClient.invalidateQueries({ queryKey: ['tickets'] })
    void queryClient.invalidateQueries({ queryKey: ['ticket-counts'] })
    onTold(told)
  }
  const caller = { telephone: draft.telephone.trim() }
  const send = useMutation({
    mutationFn: () => call(reportStaff, { body: bodyOf(draft) }),
    onSuccess: (receipt) => settle({ receipt, reporterCount: null, caller }),
  })
  const join = useMutation({
    mutationFn: (ticket: SimilarTicket) =>
      call(joinTicket, { params: { ticketId: ticket.id }, body: joinBodyOf(draft, t('similar.sameMatter')) }),
    onSuccess: (receipt, ticket) => {
      void queryClient.invalidateQueries({ queryKey: ['ticket', ticket.id] })
      settle({ receipt, reporterCount: receipt.reporterCount, caller })
    },
  })
  return { send, join }
}
