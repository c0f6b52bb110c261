import type { TicketRow } from '@lianxin/contract'
import { ClockTag, StateTag, UrgencyTag, useLang, useTranslation } from '@lianxin/ui'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'

/** One ticket of a list: time left first, then what and where. The whole card opens it. */
export function TicketCard({ ticket }: { readonly ticket: TicketRow }): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  return (
    <Link to="/t/$ticketId" params={{ ticketId: ticket.id }} className={`card card-${ticket.clock.condition}`}>
      <span className="card-tags">
        <ClockTag clock={ticket.clock} />
        <UrgencyTag urgency={ticket.urgency} />
        <StateTag state={ticket.state} />
        {ticket.pending && <span className="lx-tag lx-tag-warn">{t(`pending.${ticket.pending}`)}</span>}
      </span>
      <strong>{ticket.title}</strong>
      <span className="card-where">{ticket.address || ticket.gridName || t('ticket.noPlace')}</span>
      <span className="card-kind">
        {ticket.className?.[lang] ?? t('ticket.noClass')} · {t(`channel.${ticket.channel}`)}
      </span>
    </Link>
  )
}
