import { newId } from '@lianxin/client'
import { issueOrder } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { useMay } from '../app/session.tsx'
import { AmountInput, type TimeAmount } from '../ticket/amount-input.tsx'

/** Usual in districts; the form lets everyone choose. */
const USUAL: TimeAmount = { amount: 2, unit: 'workDay' }
const MOST = 100

interface OrderButtonProps {
  readonly tickets: readonly { readonly id: string; readonly number: string; readonly title: string }[]
  readonly onIssued?: () => void
}

function OrderForm({
  tickets,
  onClose,
}: {
  readonly tickets: OrderButtonProps['tickets']
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const id = useId()
  const [orderId] = useState(newId)
  const [reason, setReason] = useState('')
  const [limit, setLimit] = useState(USUAL)
  const issue = useMutation({
    mutationFn: () =>
      call(issueOrder, {
        params: { orderId },
        body: { ticketIds: tickets.map((ticket) => ticket.id), reason: reason.trim(), limit },
      }),
    onSuccess: () => {
      onClose()
      return queryClient.invalidateQueries({ queryKey: ['orders'] })
    },
  })
  return (
    <Modal
      open
      title={t('orders.issueTitle', { count: tickets.length })}
      okText={t('orders.issue')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: reason.trim() === '', loading: issue.isPending }}
      onOk={() => issue.mutate()}
      onCancel={onClose}
    >
      <div className="lc-form">
        <p className="lc-soft lc-ellipsis">
          {tickets
            .slice(0, 3)
            .map((ticket) => `${ticket.number} ${ticket.title}`)
            .join('；')}
          {tickets.length > 3 && ' …'}
        </p>
        <label htmlFor={`${id}-reason`}>{t('orders.reason')}</label>
        <Input.TextArea
          id={`${id}-reason`}
          autoFocus
          rows={3}
          maxLength={500}
          placeholder={t('orders.reasonPlaceholder')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <label htmlFor={`${id}-limit`}>{t('orders.limit')}</label>
        <AmountInput id={`${id}-limit`} value={limit} onChange={setLimit} />
        <p className="lc-soft">{t('orders.issueHelp')}</p>
        <Refused error={issue.error} />
      </div>
    </Modal>
  )
}

/** Puts one or several matters under supervision; not there for posts that may not. */
export function OrderButton({ tickets, onIssued }: OrderButtonProps) {
  const { t } = useTranslation()
  const may = useMay('order.write')
  const [open, setOpen] = useState(false)
  if (!may) return null
  return (
    <>
      <Button size="small" disabled={tickets.length === 0 || tickets.length > MOST} onClick={() => setOpen(true)}>
        {t('orders.order')}
      </Button>
      {open && (
        <OrderForm
          tickets={tickets}
          onClose={() => {
            setOpen(false)
            onIssued?.()
          }}
        />
      )}
    </>
  )
}
