import type { PresentPerson, TicketDetail } from '@lianxin/contract'
import { ClockTag, formatInstant, UrgencyTag, useLang } from '@lianxin/ui'
import { ArrowsAltOutlined, CloseOutlined, EnvironmentOutlined, PrinterOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'

import { StateMark } from './marks.tsx'
import { PresentPeople } from './present-people.tsx'
import { WhatNext } from './what-next.tsx'
import { className, unitName } from './words.ts'

interface HeadProps {
  readonly ticket: TicketDetail
  readonly people: readonly PresentPerson[]
  /** A page of its own: nothing larger to open. */
  readonly full: boolean
  readonly onClose: () => void
}

function Tools({ ticket, full, onClose }: Omit<HeadProps, 'people'>) {
  const { t } = useTranslation()
  return (
    <span className="lc-tools">
      <Tooltip title={t('ticketPage.print')}>
        <Button
          type="text"
          size="small"
          aria-label={t('ticketPage.print')}
          icon={<PrinterOutlined />}
          onClick={() => window.print()}
        />
      </Tooltip>
      {!full && (
        <Tooltip title={t('ticketPage.openFull')}>
          <Link to="/tickets/$ticketId" params={{ ticketId: ticket.id }} aria-label={t('ticketPage.openFull')}>
            <ArrowsAltOutlined />
          </Link>
        </Tooltip>
      )}
      <Button
        type="text"
        size="small"
        aria-label={t(full ? 'ticketPage.toQueue' : 'ticket.close')}
        icon={<CloseOutlined />}
        onClick={onClose}
      />
    </span>
  )
}

/** What, where, who holds it, how long is left and what comes next: before anything has to be scrolled. */
export function TicketHead({ ticket, people, full, onClose }: HeadProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const grids = ticket.gridNames.join(' › ') || ticket.grid?.name
  return (
    <header className="lc-pane-head">
      <div className="lc-pane-line">
        <span className="lc-number">{ticket.number}</span>
        <StateMark state={ticket.state} pending={ticket.pending} />
        <UrgencyTag urgency={ticket.urgency} />
        <PresentPeople people={people} />
        <span className="lc-grow" />
        <Tools ticket={ticket} full={full} onClose={onClose} />
      </div>
      <h2>{ticket.title}</h2>
      <p className="lc-where">
        <EnvironmentOutlined aria-hidden /> {ticket.address || <em className="lc-warn">{t('ticket.noAddress')}</em>}
        <small>
          {grids ?? <em className="lc-warn">{t('ticket.noGrid')}</em>}
          {' · '}
          {className(ticket.className, language) ?? <em className="lc-warn">{t('ticket.noClass')}</em>}
        </small>
      </p>
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
            <small>
              {ticket.holderPersonName}
              {ticket.holderPersonName && ticket.holder.telephone && ' · '}
              {ticket.holder.telephone && <a href={`tel:${ticket.holder.telephone}`}>{ticket.holder.telephone}</a>}
            </small>
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
