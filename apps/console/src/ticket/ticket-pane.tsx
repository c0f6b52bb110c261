import { ProblemView } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { ticketQuery } from '../app/queries.ts'
import { NoTicket, TicketSkeleton } from './ticket-states.tsx'
import { TicketView } from './ticket-view.tsx'

interface PaneProps {
  readonly ticketId: string
  readonly onClose: () => void
  readonly onOpen: (ticketId: string) => void
  /** A page of its own instead of a pane beside the queue. */
  readonly full?: boolean
}

/** One ticket beside the queue, or alone on its page; what was fetched stays below a failed refresh. */
export function TicketPane({ ticketId, onClose, onOpen, full = false }: PaneProps) {
  const { t } = useTranslation()
  const answer = useQuery(ticketQuery(ticketId))
  const retry = () => void answer.refetch()
  return (
    <section className="lc-pane" id="ticket-pane" data-full={full} tabIndex={-1} aria-label={t('ticket.pane')}>
      {answer.data === undefined && answer.isPending && <TicketSkeleton />}
      {answer.data === undefined && answer.error !== null && <NoTicket error={answer.error} onRetry={retry} />}
      {answer.data && answer.error !== null && <ProblemView error={answer.error} onRetry={retry} />}
      {answer.data && (
        <TicketView
          ticket={answer.data}
          fetchedAt={answer.dataUpdatedAt}
          full={full}
          onClose={onClose}
          onOpen={onOpen}
        />
      )}
    </section>
  )
}
