import type { TicketDetail } from '@lianxin/contract'
import { formatInstant, isNetworkError, LoadingView, ProblemView, useLang, useTranslation } from '@lianxin/ui'
import { useParams, useSearch } from '@tanstack/react-router'
import { useEffect, type ReactElement } from 'react'

import { AsOf } from '../app/as-of.tsx'
import { TopLine } from '../app/top-line.tsx'
import { useActs } from '../outbox/outbox.ts'
import { ActionBar } from './action-bar.tsx'
import { CallUnits } from './call-units.tsx'
import { History } from './history.tsx'
import { InquiryBox } from '../inquiry/inquiry-box.tsx'
import { useTicket } from './queries.ts'
import { ReporterBox } from './reporter-box.tsx'
import { TicketActs } from './ticket-acts.tsx'
import { TicketLead } from './ticket-lead.tsx'
import { TicketPhotos } from './ticket-photos.tsx'
import { TicketVoices } from './ticket-voices.tsx'

/** One ticket: what, where, how long and what next; then what was done here, who to call, and what happened. */
export function TicketPage(): ReactElement {
  const { t } = useTranslation()
  const { ticketId } = useParams({ from: '/t/$ticketId' })
  const { act } = useSearch({ from: '/t/$ticketId' })
  const ticket = useTicket(ticketId)
  const refused = useActs().find(({ id, state }) => id === act && state === 'refused') ?? null
  const seen = ticket.data
  const { refetch } = ticket
  // A refused act is done again on what made it be refused, not on what was seen before.
  const current = Number(refused?.problem?.params?.['revision'] ?? 0)
  const isBehind = seen !== undefined && seen.value.revision < current
  useEffect(() => {
    if (isBehind) void refetch()
  }, [isBehind, refetch])
  const again = isBehind ? null : refused
  return (
    <>
      <TopLine title={seen?.value.number ?? t('ticket.title')} />
      <main className="page with-actions">
        <AsOf seen={seen} updated_ms={ticket.dataUpdatedAt} />
        {ticket.isError && <ProblemView error={ticket.error} onRetry={() => void ticket.refetch()} />}
        {ticket.isError && isNetworkError(ticket.error) && <p className="lx-hint">{t('offline.unseen')}</p>}
        {ticket.isPending && <LoadingView />}
        {seen && <Facts ticket={seen.value} isRemembered={seen.asOf_ms !== null} />}
      </main>
      {seen && <ActionBar key={again?.id ?? ''} ticket={seen.value} refused={again} />}
    </>
  )
}

function Facts({
  ticket,
  isRemembered,
}: {
  readonly ticket: TicketDetail
  /** From this telephone, which keeps nothing of the reporter. */
  readonly isRemembered: boolean
}): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  return (
    <>
      <TicketLead ticket={ticket} />
      <TicketActs ticketId={ticket.id} />
      {ticket.pendingDetail && (
        <section className="lx-notice lx-notice-warn">
          <p className="lx-notice-title">{ticket.pending && t(`pending.${ticket.pending}`)}</p>
          <p>{ticket.pendingDetail.reason}</p>
          <p>{t('ticket.pendingText')}</p>
        </section>
      )}
      <InquiryBox ticketId={ticket.id} />
      <section className="box">
        {ticket.description !== ticket.title && <p className="told">{ticket.description}</p>}
        <p className="lx-hint">
          {ticket.className?.[lang] ?? t('ticket.noClass')} · {t(`channel.${ticket.channel}`)} ·{' '}
          {formatInstant(ticket.reportedAt, lang)}
        </p>
        <TicketPhotos ticketId={ticket.id} photos={ticket.photos} />
        <TicketVoices ticket={ticket} />
      </section>
      <ReporterBox ticket={ticket} isKept={!isRemembered} />
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
