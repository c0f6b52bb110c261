import {
  ClockTag,
  formatInstant,
  LoadingView,
  ProblemView,
  StateTag,
  UrgencyTag,
  useLang,
  useTranslation,
} from '@lianxin/ui'
import type { TicketDetail } from '@lianxin/contract'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactElement } from 'react'

import { ActionBar } from './action-bar.tsx'
import { CallUnits } from './call-units.tsx'
import { History } from './history.tsx'
import { useTicket } from './queries.ts'
import { ReporterBox } from './reporter-box.tsx'
import { TicketPhotos } from './ticket-photos.tsx'
import { TicketPlace } from './ticket-place.tsx'

/** One ticket: the clock, what and where, who to call, what was done, and what can be done now. */
export function TicketPage(): ReactElement {
  const { t } = useTranslation()
  const { ticketId } = useParams({ from: '/t/$ticketId' })
  const ticket = useTicket(ticketId)
  return (
    <>
      <header className="bar">
        <Link to="/" className="back" aria-label={t('ticket.back')}>
          <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2.2" aria-hidden="true">
            <path d="m15 4-8 8 8 8" />
          </svg>
        </Link>
        <strong>{ticket.data?.number ?? t('ticket.title')}</strong>
      </header>
      <main className="page with-actions">
        {ticket.isError && <ProblemView error={ticket.error} onRetry={() => void ticket.refetch()} />}
        {ticket.isPending && <LoadingView />}
        {ticket.data && <Facts ticket={ticket.data} />}
      </main>
      {ticket.data && <ActionBar ticket={ticket.data} />}
    </>
  )
}

function Facts({ ticket }: { readonly ticket: TicketDetail }): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  const { clock } = ticket
  return (
    <>
      <section className={`box lead lead-${clock.condition}`}>
        <p className="card-tags">
          <ClockTag clock={clock} />
          <UrgencyTag urgency={ticket.urgency} />
          <StateTag state={ticket.state} />
        </p>
        {clock.dueAt !== null && (
          <p>
            {t(`clock.${clock.kind}`)} {formatInstant(clock.dueAt, lang)}
            <small> {t('ticket.limit', { limit: t(`limit.${clock.limit.unit}`, { n: clock.limit.amount }) })}</small>
          </p>
        )}
        <h1>{ticket.title}</h1>
        {ticket.description !== ticket.title && <p className="told">{ticket.description}</p>}
        <p className="lx-hint">
          {ticket.className?.[lang] ?? t('ticket.noClass')} · {t(`channel.${ticket.channel}`)} ·{' '}
          {formatInstant(ticket.reportedAt, lang)}
        </p>
        <TicketPhotos ticketId={ticket.id} photos={ticket.photos} />
      </section>
      {ticket.pendingDetail && (
        <section className="lx-notice lx-notice-warn">
          <p className="lx-notice-title">{ticket.pending && t(`pending.${ticket.pending}`)}</p>
          <p>{ticket.pendingDetail.reason}</p>
          <p>{t('ticket.pendingText')}</p>
        </section>
      )}
      <TicketPlace ticket={ticket} />
      <ReporterBox ticket={ticket} />
      <CallUnits ticket={ticket} />
      {(ticket.closingCondition !== '' || ticket.evidenceRequired) && (
        <section className="box">
          <h2>{t('ticket.closing')}</h2>
          {ticket.closingCondition !== '' && <p>{ticket.closingCondition}</p>}
          {ticket.evidenceRequired && <p>{t('ticket.evidenceRequired')}</p>}
        </section>
      )}
      {ticket.publicReply !== null && (
        <section className="box">
          <h2>{t('ticket.reply')}</h2>
          <p className="told">{ticket.publicReply}</p>
        </section>
      )}
      <History steps={ticket.steps} />
    </>
  )
}
