import type { TicketDetail } from '@lianxin/contract'
import { ClockTag, formatInstant, StateTag, UrgencyTag, useLang, useTranslation } from '@lianxin/ui'
import type { ReactElement } from 'react'

import { FIELD_ACTIONS } from './actions.ts'
import { TicketPlace } from './ticket-place.tsx'

/** What comes next, and who does it. */
function useNext(ticket: TicketDetail): string {
  const { t } = useTranslation()
  if (ticket.closedAt !== null) return t('next.ended')
  if (ticket.pending) return t('ticket.pendingText')
  const next = FIELD_ACTIONS.find((action) => action !== 'note' && ticket.available.includes(action))
  if (next) return t('next.you', { action: t(`act.${next}`) })
  return t('next.other', { unit: ticket.holder.name })
}

/** What, where, how long, and what next: the four things one needs standing in front of it. */
export function TicketLead({ ticket }: { readonly ticket: TicketDetail }): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  const next = useNext(ticket)
  const { clock } = ticket
  return (
    <section className={`box lead lead-${clock.condition}`}>
      <p className="card-tags">
        <ClockTag clock={clock} />
        <UrgencyTag urgency={ticket.urgency} />
        <StateTag state={ticket.state} />
      </p>
      <h1>{ticket.title}</h1>
      <TicketPlace ticket={ticket} />
      <dl className="facts">
        {clock.dueAt !== null && (
          <div>
            <dt>{t(`clock.${clock.kind}`)}</dt>
            <dd>
              {formatInstant(clock.dueAt, lang)}
              <small>
                {' '}
                {t('ticket.limit', {
                  limit: t(`limit.${clock.limit.unit}`, { n: clock.limit.amount, count: clock.limit.amount }),
                })}
              </small>
            </dd>
          </div>
        )}
        <div>
          <dt>{t('next.title')}</dt>
          <dd>{next}</dd>
        </div>
      </dl>
    </section>
  )
}
