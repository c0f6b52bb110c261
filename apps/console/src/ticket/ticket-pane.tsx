import type { TicketDetail } from '@lianxin/contract'
import { ClockTag, formatInstant, stepKey, UrgencyTag, useLang } from '@lianxin/ui'
import { CloseOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useLive } from '../app/live.tsx'
import { Loaded } from '../app/problem.tsx'
import { ticketQuery } from '../app/queries.ts'
import { useSession } from '../app/session.tsx'
import { Actions } from './actions.tsx'
import { Facts } from './facts.tsx'
import { StateMark } from './marks.tsx'
import { PendingRequest } from './pending-request.tsx'
import { Photos } from './photos.tsx'
import { PublicReply } from './public-reply.tsx'
import { Timeline } from './timeline.tsx'
import { WhatNext } from './what-next.tsx'
import { unitName } from './words.ts'

interface PaneProps {
  readonly ticketId: string
  readonly onClose: () => void
  readonly onOpen: (ticketId: string) => void
}

/** Says when somebody else changed the open ticket, for as long as that is news. */
function ChangedByOther({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { onTicket } = useLive()
  const { person } = useSession()
  const own = useRef(ticket.revision)
  const [shown, setShown] = useState<number | null>(null)
  useEffect(
    () =>
      onTicket((change) => {
        if (change.ticketId === ticket.id && change.revision > own.current) setShown(change.revision)
      }),
    [onTicket, ticket.id],
  )
  const last = ticket.steps.at(-1)
  const isOwn = last?.actor.kind === 'staff' && last.actor.personName === person.name
  return shown !== null && last && !isOwn ? (
    <p className="lc-changed" role="status">
      {t('ticket.changedNow', {
        who: last.actor.personName ?? last.actor.unitName ?? t(`actor.${last.actor.kind}`),
        step: t(stepKey(last.kind)),
        time: formatInstant(last.at, language),
      })}
    </p>
  ) : null
}

function Head({ ticket, onClose }: { readonly ticket: TicketDetail; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [language] = useLang()
  return (
    <header className="lc-pane-head">
      <div className="lc-pane-line">
        <span className="lc-number">{ticket.number}</span>
        <StateMark state={ticket.state} pending={ticket.pending} />
        <UrgencyTag urgency={ticket.urgency} />
        <span className="lc-grow" />
        <Button type="text" size="small" aria-label={t('ticket.close')} icon={<CloseOutlined />} onClick={onClose} />
      </div>
      <h2>{ticket.title}</h2>
      <dl className="lc-glance">
        <div data-condition={ticket.clock.condition}>
          <dt>{t(`clock.${ticket.clock.kind}`)}</dt>
          <dd>
            <ClockTag clock={ticket.clock} />
            {ticket.clock.dueAt && ticket.clock.condition !== 'stopped' && (
              <small>{formatInstant(ticket.clock.dueAt, language)}</small>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('ticket.holder')}</dt>
          <dd>
            {unitName(ticket.holder, language)}
            <small>{[ticket.holderPersonName, ticket.holder.telephone].filter(Boolean).join(' · ')}</small>
          </dd>
        </div>
        <div>
          <dt>{t('ticket.next')}</dt>
          <dd>
            <WhatNext ticket={ticket} />
          </dd>
        </div>
      </dl>
    </header>
  )
}

/** One ticket beside the queue: what, where, who, until when and what next before anything has to be scrolled. */
export function TicketPane({ ticketId, onClose, onOpen }: PaneProps) {
  const { t } = useTranslation()
  const answer = useQuery(ticketQuery(ticketId))
  return (
    <section className="lc-pane" id="ticket-pane" tabIndex={-1} aria-label={t('ticket.pane')}>
      <Loaded answer={answer}>
        {(ticket) => (
          <>
            <Head ticket={ticket} onClose={onClose} />
            <ChangedByOther ticket={ticket} />
            <Actions ticket={ticket} />
            <div className="lc-pane-body">
              <PendingRequest ticket={ticket} />
              <Facts ticket={ticket} onOpen={onOpen} />
              <PublicReply ticket={ticket} />
              <Photos ticket={ticket} />
              <Timeline ticket={ticket} />
            </div>
          </>
        )}
      </Loaded>
    </section>
  )
}
