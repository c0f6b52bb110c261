import '../styles/orders.css'

import { listAlarms, listOrders, type TicketDetail } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded } from '../app/problem.tsx'
import { useMay } from '../app/session.tsx'
import { unitName } from '../ticket/words.ts'
import { OrderButton } from './order-button.tsx'
import { OrderTag } from './tags.tsx'
import { WhistleButton } from './whistle-button.tsx'

const TONE = { nearDue: 'info', due: 'info', overdue: 'warn', reminded: 'warn', criticised: 'bad' } as const

type Ticket = Pick<TicketDetail, 'id' | 'number' | 'title' | 'revision' | 'closedAt' | 'address'>

/** What the clock of a ticket said and to which unit, newest first. */
function Alarms({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const answer = useQuery({
    queryKey: ['alarms', ticket.id],
    queryFn: ({ signal }) => call(listAlarms, { params: { ticketId: ticket.id }, signal }),
  })
  return (
    <Loaded answer={answer}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="lc-soft">{t('orders.noAlarms')}</p>
        ) : (
          <ul className="lc-told">
            {items.map((alarm) => (
              <li key={`${alarm.firedAt} ${alarm.rung}`}>
                <span className="lc-inline">
                  <span className={`lx-tag lx-tag-${TONE[alarm.rung]}`}>{t(`orders.rung.${alarm.rung}`)}</span>
                  <span className="lc-ellipsis lc-grow">{unitName(alarm.unit, language)}</span>
                  <time className="lc-soft" dateTime={alarm.firedAt}>
                    {formatInstant(alarm.firedAt, language)}
                  </time>
                </span>
                <span className="lc-soft">{t('orders.alarmDue', { time: formatInstant(alarm.dueAt, language) })}</span>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

/** Orders about a ticket. */
function Orders({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const answer = useQuery({
    queryKey: ['orders', 'ticket', ticket.id],
    queryFn: ({ signal }) => call(listOrders, { query: { ticketId: ticket.id }, signal }),
  })
  return (
    <Loaded answer={answer}>
      {({ items }) => (
        <ul className="lc-told">
          {items.map((order) => (
            <li key={order.id}>
              <span className="lc-inline">
                <OrderTag order={order} />
                <span className="lc-ellipsis lc-grow">{unitName(order.issuer, language)}</span>
                <time className="lc-soft" dateTime={order.dueAt}>
                  {t('orders.dueBy', { time: formatInstant(order.dueAt, language) })}
                </time>
              </span>
              <span>{order.reason}</span>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  )
}

/** Supervision of one ticket: orders about it, the ledger of its alarms, and the buttons for more. */
export function SupervisionCard({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useTranslation()
  const may = useMay('order.read')
  return (
    <section className="lc-section">
      <h3>{t('orders.card')}</h3>
      {may && <Orders ticket={ticket} />}
      {ticket.closedAt === null && (
        <p className="lc-inline">
          <OrderButton tickets={[ticket]} />
          <WhistleButton ticket={ticket} />
        </p>
      )}
      <h4>{t('orders.ledger')}</h4>
      <Alarms ticket={ticket} />
    </section>
  )
}
