import type { FieldPlanView } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Loaded, Nothing } from '../app/problem.tsx'
import { useMay } from '../app/session.tsx'
import { dayText } from '../app/time.ts'
import { unitName } from '../ticket/words.ts'
import { PlanForm, PlanRecord } from './plan-forms.tsx'
import { plansQuery } from './queries.ts'

const TONE = { open: 'info', kept: 'good', partly: 'warn', unkept: 'bad' } as const

/** What units plan of field work by the month, and what came of it. */
export function PlansTab() {
  const { t } = useTranslation()
  const [language] = useLang()
  const mayWrite = useMay('fieldPlan.write')
  const [plans, setPlans] = useState(false)
  const [recorded, setRecorded] = useState<FieldPlanView | null>(null)
  const [month] = useState(() => dayText(Date.now()).slice(0, 7))
  const [chosen, setChosen] = useState('')
  const answer = useQuery(plansQuery(chosen))
  return (
    <div className="lc-stack">
      <div className="lc-bar">
        <p className="lc-soft lc-grow">{t('fieldPlans.aboutPlans')}</p>
        {mayWrite && (
          <Button type="primary" onClick={() => setPlans(true)}>
            {t('fieldPlans.planDays')}
          </Button>
        )}
      </div>
      <label className="lc-inline">
        {t('fieldPlans.month')}
        <Input
          type="month"
          allowClear
          className="lc-plan-month"
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
        />
      </label>
      <Loaded answer={answer}>
        {({ items, truncated }) =>
          items.length === 0 ? (
            <Nothing text={t('fieldPlans.noPlans')} hint={t('fieldPlans.noPlansHint')} />
          ) : (
            <>
              {truncated && <p className="lc-warn">{t('fieldPlans.plansTruncated')}</p>}
              <Table<FieldPlanView>
                size="small"
                rowKey="id"
                dataSource={items}
                scroll={{ x: 'max-content' }}
                pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
                columns={[
                  { title: t('fieldPlans.month'), dataIndex: 'month' },
                  { title: t('fieldPlans.unit'), render: (_, { unit }) => unitName(unit, language) },
                  { title: t('fieldPlans.plannedDays'), dataIndex: 'plannedDays', align: 'right' },
                  { title: t('fieldPlans.keptDays'), align: 'right', render: (_, { keptDays }) => keptDays ?? '—' },
                  {
                    title: t('fieldPlans.outcome'),
                    render: (_, { stand }) => (
                      <span className={`lx-tag lx-tag-${TONE[stand]}`}>{t(`fieldPlans.plan.${stand}`)}</span>
                    ),
                  },
                  {
                    title: t('fieldPlans.task'),
                    render: (_, { task }) => <span className="lc-plan-text">{task}</span>,
                  },
                  {
                    title: t('fieldPlans.settled'),
                    render: (_, { settled, reason }) => (
                      <span className="lc-plan-text">
                        {settled || '—'}
                        {reason !== '' && ` · ${t('fieldPlans.because', { reason })}`}
                      </span>
                    ),
                  },
                  {
                    title: t('action.column'),
                    render: (_, plan) =>
                      plan.mine &&
                      plan.stand === 'open' &&
                      plan.month <= month && (
                        <Button size="small" onClick={() => setRecorded(plan)}>
                          {t('fieldPlans.record')}
                        </Button>
                      ),
                  },
                ]}
              />
            </>
          )
        }
      </Loaded>
      {plans && <PlanForm month={month} onClose={() => setPlans(false)} />}
      {recorded && <PlanRecord plan={recorded} onClose={() => setRecorded(null)} />}
    </div>
  )
}
