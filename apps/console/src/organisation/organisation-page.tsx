import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'

import { Persons } from './persons.tsx'
import { Units } from './units.tsx'

/** Units on the grid tree (块) and in their lines (条), and the people in their posts. */
export function OrganisationPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/inside/organisation' })
  const navigate = useNavigate({ from: '/organisation' })
  return (
    <div className="lc-page">
      <h1>{t('nav.organisation')}</h1>
      <Tabs
        activeKey={search.tab ?? 'units'}
        destroyOnHidden
        onChange={(tab) => void navigate({ search: { tab } })}
        items={[
          {
            key: 'units',
            label: t('org.units'),
            children: (
              <Units
                key={search.unit ?? ''}
                unitId={search.unit ?? null}
                onPersons={(unit) => void navigate({ search: { tab: 'persons', unit } })}
              />
            ),
          },
          { key: 'persons', label: t('org.persons'), children: <Persons unitId={search.unit ?? null} /> },
        ]}
      />
    </div>
  )
}
