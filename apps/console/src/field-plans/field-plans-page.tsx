import '../styles/field-plans.css'

import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'

import { ClinicsTab } from './clinics-tab.tsx'
import { PlansTab } from './plans-tab.tsx'

/** 下沉与坐诊: which departments come to which grids every week, and what units plan and keep of field work. */
export function FieldPlansPage() {
  const { t } = useTranslation()
  const { tab } = useSearch({ from: '/inside/field-plans' })
  const navigate = useNavigate({ from: '/field-plans' })
  return (
    <div className="lc-page">
      <h1>{t('fieldPlans.nav')}</h1>
      <Tabs
        activeKey={tab ?? 'clinics'}
        onChange={(next) => void navigate({ search: { tab: next } })}
        items={[
          { key: 'clinics', label: t('fieldPlans.clinics'), children: <ClinicsTab /> },
          { key: 'plans', label: t('fieldPlans.plans'), children: <PlansTab /> },
        ]}
      />
    </div>
  )
}
