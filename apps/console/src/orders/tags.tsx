import type { OrderView, WhistleView } from '@lianxin/contract'
import { useTranslation } from 'react-i18next'

const ORDER_TONE = {
  open: 'info',
  settledInTime: 'good',
  settledLate: 'warn',
  withdrawn: 'neutral',
  lapsed: 'neutral',
} as const
const WHISTLE_TONE = { open: 'info', answered: 'warn', rated: 'good', withdrawn: 'neutral' } as const

/** Where an order stands, in a word and a colour. */
export function OrderTag({ order }: { readonly order: Pick<OrderView, 'state' | 'overdue' | 'verifying'> }) {
  const { t } = useTranslation()
  const tone = order.overdue ? 'bad' : ORDER_TONE[order.state]
  const word = order.verifying ? 'verifying' : order.overdue ? 'overdue' : `state.${order.state}`
  return <span className={`lx-tag lx-tag-${tone}`}>{t(`orders.${word}`)}</span>
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
