import '../styles/responsibility.css'

import { RESPONSIBILITY_LISTS } from '@lianxin/contract'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'

import { useMay } from '../app/session.tsx'
import { CasesTab } from './cases-tab.tsx'
import { PraiseTab } from './praise-tab.tsx'
import { casesQuery } from './queries.ts'
import { RulesTab } from './rules-tab.tsx'

/** 责任倒查: for who decides, all of the territory; for a unit concerned, its own only. */
export function ResponsibilityPage() {
  const { t } = useTranslation()
  const { tab } = useSearch({ from: '/inside/responsibility' })
  const navigate = useNavigate({ from: '/responsibility' })
  const decides = useMay('responsibility.decide')
  const { data } = useQuery(casesQuery('hearing'))
  const counted = (list: (typeof RESPONSIBILITY_LISTS)[number]): string => {
    const count = data?.counts[list] ?? 0
    return `${t(`responsibility.lists.${list}`)}${count === 0 ? '' : ` ${count}`}`
  }
  return (
    <div className="lc-page">
      <h1>{t('responsibility.nav')}</h1>
      <p className="lc-soft">{t('responsibility.about')}</p>
      <Tabs
        activeKey={tab ?? (decides ? 'toDecide' : 'hearing')}
        onChange={(next) => void navigate({ search: { tab: next } })}
        items={[
          ...RESPONSIBILITY_LISTS.map((list) => ({
            key: list,
            label: counted(list),
            children: <CasesTab list={list} />,
          })),
          { key: 'praise', label: t('responsibility.praise'), children: <PraiseTab /> },
          { key: 'rules', label: t('responsibility.rules'), children: <RulesTab /> },
        ]}
      />
    </div>
  )
}
