import '../styles/orders.css'

import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'

import { OrdersTab } from './orders-tab.tsx'
import { UnitsTab } from './units-tab.tsx'
import { WhistlesTab } from './whistles-tab.tsx'

/** Supervision: orders, whistles, and units whose time is over. */
export function OrdersPage() {
  const { t } = useTranslation()
  const { tab } = useSearch({ from: '/inside/orders' })
  const navigate = useNavigate({ from: '/orders' })
  return (
    <div className="lc-page">
      <h1>{t('orders.nav')}</h1>
      <Tabs
        activeKey={tab ?? 'orders'}
        onChange={(next) => void navigate({ search: { tab: next } })}
        items={[
          { key: 'orders', label: t('orders.list'), children: <OrdersTab /> },
          { key: 'whistles', label: t('orders.whistles'), children: <WhistlesTab /> },
          { key: 'units', label: t('orders.units'), children: <UnitsTab /> },
        ]}
      />
    </div>
  )
}
