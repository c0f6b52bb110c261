import '../styles/inspections.css'

import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'

import { useMay } from '../app/session.tsx'
import { DrawDetail } from './draw-detail.tsx'
import { Draws } from './draws.tsx'
import { MyChecks } from './my-checks.tsx'

/** Sampling re-check (抽查复核): what one is to check, and what samples say of units. */
export function InspectionsPage() {
  const { t } = useTranslation()
  const checks = useMay('inspection.check')
  const reads = useMay('inspection.read')
  const { tab, id } = useSearch({ from: '/inside/inspections' })
  const navigate = useNavigate({ from: '/inspections' })
  return (
    <div className="lc-page">
      <h1>{t('inspections.nav')}</h1>
      {!reads && <MyChecks />}
      {reads && id !== undefined && <DrawDetail key={id} id={id} />}
      {reads && id === undefined && !checks && <Draws />}
      {reads && id === undefined && checks && (
        <Tabs
          activeKey={tab ?? 'mine'}
          onChange={(next) => void navigate({ search: { tab: next } })}
          items={[
            { key: 'mine', label: t('inspections.mine'), children: <MyChecks /> },
            { key: 'draws', label: t('inspections.draws'), children: <Draws /> },
          ]}
        />
      )}
    </div>
  )
}
