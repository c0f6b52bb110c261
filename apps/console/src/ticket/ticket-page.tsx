import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { useKeys } from '../app/keys.ts'
import { NoRight } from '../app/lost-page.tsx'
import { useMay } from '../app/session.tsx'
import { TicketPane } from './ticket-pane.tsx'

/** A ticket on a page of its own: for a second window, a link sent on, or a long look. Escape leads to the queue. */
export function TicketPage() {
  const { t } = useTranslation()
  const { ticketId } = useParams({ from: '/inside/tickets/$ticketId' })
  const navigate = useNavigate()
  const may = useMay('ticket.read')
  const toQueue = () => void navigate({ to: '/queue', search: { ticket: ticketId } })
  useKeys({ Escape: toQueue })
  if (!may) return <NoRight />
  return (
    <div className="lc-ticket-page">
      <h1 className="lc-hidden">{t('ticket.pane')}</h1>
      <TicketPane
        key={ticketId}
        ticketId={ticketId}
        full
        onClose={toQueue}
        onOpen={(other) => void navigate({ to: '/tickets/$ticketId', params: { ticketId: other } })}
      />
    </div>
  )
}
