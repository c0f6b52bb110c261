import type { OrderView, WhistleView } from '@lianxin/contract'
import { useTranslation } from 'react-i18next'

const ORDER_TONE = { open: 'info', settledInTime: 'good', settledLate: 'warn', withdrawn: 'neutral' } as const
const WHISTLE_TONE = { open: 'info', answered: 'warn', rated: 'good', withdrawn: 'neutral' } as const

/** Where an order stands, in a word and a colour. */
export function OrderTag({ order }: { readonly order: Pick<OrderView, 'state' | 'overdue'> }) {
  const { t } = useTranslation()
  return (
    <span className={`lx-tag lx-tag-${order.overdue ? 'bad' : ORDER_TONE[order.state]}`}>
      {order.overdue ? t('orders.overdue') : t(`orders.state.${order.state}`)}
    </span>
  )
}

export function WhistleTag({ state }: Pick<WhistleView, 'state'>) {
  const { t } = useTranslation()
  return <span className={`lx-tag lx-tag-${WHISTLE_TONE[state]}`}>{t(`orders.whistleState.${state}`)}</span>
}

/** Whether something was done within its time. */
export function InTime({ inTime }: { readonly inTime: boolean }) {
  const { t } = useTranslation()
  return (
    <span className={`lx-tag lx-tag-${inTime ? 'good' : 'bad'}`}>{t(inTime ? 'orders.inTime' : 'orders.late')}</span>
  )
}
