import type { TicketDetail } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { Reporter } from './reporter.tsx'
import { className, unitName } from './words.ts'

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="lc-fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function CoUnits({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  const [language] = useLang()
  return (
    <ul className="lc-plain-list">
      {ticket.coUnits.map(({ unit, result }) => (
        <li key={unit.id}>
          {unitName(unit, language)} <span className="lc-soft">{unit.telephone}</span>
          <p className={result ? '' : 'lc-soft'}>{result ?? t('ticket.coUnitWaiting')}</p>
        </li>
      ))}
    </ul>
  )
}

/** What it is, where it is, who reported it and who works on it. */
export function Facts({ ticket, onOpen }: { readonly ticket: TicketDetail; readonly onOpen: (id: string) => void }) {
  const { t } = useTranslation()
  const [language] = useLang()
  return (
    <section className="lc-facts">
      <dl>
        <Fact label={t('ticket.what')}>
          <p className="lc-description">{ticket.description}</p>
        </Fact>
        <Fact label={t('ticket.class')}>
          {className(ticket.className, language) ?? <em className="lc-warn">{t('ticket.noClass')}</em>}
          {ticket.closingCondition && (
            <small>{t('ticket.closingCondition', { condition: ticket.closingCondition })}</small>
          )}
          {ticket.evidenceRequired && <small>{t('ticket.evidenceRequired')}</small>}
        </Fact>
        <Fact label={t('ticket.where')}>
          {ticket.address || <span className="lc-soft">{t('ticket.noAddress')}</span>}
          {ticket.grid ? (
            <small>
              <Link to="/grids" search={{ grid: ticket.grid.id }}>
                {ticket.gridNames.join(' › ') || ticket.grid.name}
              </Link>
            </small>
          ) : (
            <small>
              <em className="lc-warn">{t('ticket.noGrid')}</em>
            </small>
          )}
        </Fact>
        <Fact label={t('ticket.reporter')}>
          <Reporter ticket={ticket} />
        </Fact>
        <Fact label={t('ticket.reported')}>
          {formatInstant(ticket.reportedAt, language)}
          <small>{t(`channel.${ticket.channel}`)}</small>
        </Fact>
        {ticket.promisedAt && <Fact label={t('ticket.promised')}>{formatInstant(ticket.promisedAt, language)}</Fact>}
        <Fact label={t('ticket.desk')}>
          {unitName(ticket.desk, language)} <span className="lc-soft">{ticket.desk.telephone}</span>
        </Fact>
        {ticket.coUnits.length > 0 && (
          <Fact label={t('ticket.coUnits')}>
            <CoUnits ticket={ticket} />
          </Fact>
        )}
        {ticket.mergedInto && (
          <Fact label={t('ticket.mergedInto')}>
            <Button type="link" size="small" onClick={() => ticket.mergedInto && onOpen(ticket.mergedInto.id)}>
              {ticket.mergedInto.number}
            </Button>
          </Fact>
        )}
      </dl>
    </section>
  )
}
