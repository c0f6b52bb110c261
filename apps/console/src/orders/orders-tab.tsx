import { listOrders, withdrawOrder, type OrderView } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Modal, Switch, Table } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing, Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { dayText } from '../app/time.ts'
import { unitName } from '../ticket/words.ts'
import { OrderTag } from './tags.tsx'

const SHOWN = 3

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div className="lc-order-figure">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function Withdraw({ order, onClose }: { readonly order: OrderView; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [reason, setReason] = useState('')
  const withdraw = useMutation({
    mutationFn: () => call(withdrawOrder, { params: { orderId: order.id }, body: { reason: reason.trim() } }),
    onSuccess: () => {
      onClose()
      return queryClient.invalidateQueries({ queryKey: ['orders'] })
    },
  })
  return (
    <Modal
      open
      title={t('orders.withdrawTitle')}
      okText={t('orders.withdraw')}
      cancelText={t('action.cancel')}
      okButtonProps={{ danger: true, disabled: reason.trim() === '', loading: withdraw.isPending }}
      onOk={() => withdraw.mutate()}
      onCancel={onClose}
    >
      <div className="lc-form">
        <label htmlFor={id}>{t('orders.withdrawReason')}</label>
        <Input id={id} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        <Refused error={withdraw.error} />
      </div>
    </Modal>
  )
}

/** The matters of an order: the first few, and how many there are. */
function Matters({ order }: { readonly order: OrderView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  return (
    <ul className="lc-order-matters">
      {order.tickets.slice(0, SHOWN).map((ticket) => (
        <li key={ticket.id}>
          <Link to="/tickets/$ticketId" params={{ ticketId: ticket.id }}>
            {ticket.title}
          </Link>{' '}
          <span className="lc-soft">
            {unitName(ticket.unit, language)} · {t(`orders.standing.${ticket.standing}`)}
          </span>
        </li>
      ))}
      {order.ticketCount > Math.min(SHOWN, order.tickets.length) && (
        <li className="lc-soft">{t('orders.inAll', { count: order.ticketCount })}</li>
      )}
    </ul>
  )
}

/** Orders of supervision with the rates of the month. */
export function OrdersTab() {
  const { t } = useTranslation()
  const [language] = useLang()
  const [thisMonth] = useState(() => dayText(Date.now()).slice(0, 7))
  const [month, setMonth] = useState(thisMonth)
  const [open, setOpen] = useState(false)
  const [withdrawn, setWithdrawn] = useState<OrderView | null>(null)
  const answer = useQuery({
    queryKey: ['orders', 'list', month, open],
    queryFn: ({ signal }) => call(listOrders, { query: open ? { month, open } : { month }, signal }),
    placeholderData: keepPreviousData,
  })
  const percent = (value: number | null): string => (value === null ? '—' : `${value}%`)
  return (
    <>
      <div className="lc-bar">
        <label className="lc-inline">
          {t('orders.month')}
          <Input
            type="month"
            className="lc-order-month"
            max={thisMonth}
            value={month}
            onChange={(event) => setMonth(event.target.value || thisMonth)}
          />
        </label>
        <span className="lc-inline">
          <Switch size="small" checked={open} onChange={setOpen} aria-label={t('orders.openOnly')} />
          {t('orders.openOnly')}
        </span>
        <span className="lc-grow" />
        <span className="lc-soft">{t('orders.how')}</span>
      </div>
      <Loaded answer={answer}>
        {({ month: counted, figures, items, truncated }) => (
          <>
            <dl className="lc-order-figures" aria-label={t('orders.monthOf', { month: counted })}>
              <Figure label={t('orders.issued', { month: counted })} value={String(figures.issued)} />
              <Figure label={t('orders.settled')} value={String(figures.settled)} />
              <Figure label={t('orders.settledRate')} value={percent(figures.settled_percent)} />
              <Figure label={t('orders.onTimeRate')} value={percent(figures.onTime_percent)} />
              <Figure label={t('orders.overdueCount')} value={String(figures.overdue)} />
              <Figure label={t('orders.overdueBefore')} value={String(figures.overdueBefore)} />
            </dl>
            <p className="lc-soft">{t('orders.listed')}</p>
            {items.length === 0 ? (
              <Nothing text={t('orders.nothing')} hint={t('orders.nothingHint')} />
            ) : (
              <Table<OrderView>
                size="small"
                rowKey="id"
                dataSource={items}
                pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
                scroll={{ x: 'max-content' }}
                columns={[
                  { title: t('orders.stateColumn'), render: (_, order) => <OrderTag order={order} /> },
                  { title: t('orders.matters'), render: (_, order) => <Matters order={order} /> },
                  {
                    title: t('orders.reason'),
                    render: (_, order) => (
                      <span className="lc-order-reason">
                        {order.reason}
                        {order.withdrawnReason !== '' &&
                          ` · ${t('orders.withdrawnFor', { reason: order.withdrawnReason })}`}
                      </span>
                    ),
                  },
                  { title: t('orders.issuer'), render: (_, { issuer }) => unitName(issuer, language) },
                  { title: t('orders.due'), render: (_, order) => formatInstant(order.dueAt, language) },
                  {
                    title: t('orders.settledAt'),
                    render: (_, order) => (order.settledAt === null ? '—' : formatInstant(order.settledAt, language)),
                  },
                  {
                    title: t('action.column'),
                    render: (_, order) =>
                      order.mayWithdraw && (
                        <Button size="small" type="link" danger onClick={() => setWithdrawn(order)}>
                          {t('orders.withdraw')}
                        </Button>
                      ),
                  },
                ]}
              />
            )}
            {truncated && <p className="lc-soft">{t('orders.truncated')}</p>}
            {withdrawn && <Withdraw order={withdrawn} onClose={() => setWithdrawn(null)} />}
          </>
        )}
      </Loaded>
    </>
  )
}
