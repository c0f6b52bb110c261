import { formatInstant, useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Loaded } from '../app/problem.tsx'
import { useMay } from '../app/session.tsx'
import { rulesQuery } from './queries.ts'
import { RulesForm } from './rules-form.tsx'
import { RULE_LIMITS, rulesName, rungsText } from './words.ts'

/** The rules by which anything is proposed: open to every unit they may concern. */
export function RulesTab() {
  const { t } = useTranslation()
  const [language] = useLang()
  const answer = useQuery(rulesQuery)
  const mayChange = useMay('responsibility.decide')
  const [isChanging, setChanging] = useState(false)
  return (
    <Loaded answer={answer}>
      {(view) => {
        const { rules } = view
        const amount = (limit: typeof rules.hearWithin): string =>
          t(`responsibility.amount.${limit.unit}`, { n: limit.amount })
        return (
          <>
            <p>{t('responsibility.rulesAbout')}</p>
            <p className="lc-soft">
              {rulesName(t, view.version)} ·{' '}
              {view.changedAt === null
                ? t('responsibility.rulesDefault')
                : t('responsibility.rulesChanged', {
                    name: view.changedBy,
                    time: formatInstant(view.changedAt, language),
                    reason: view.reason,
                  })}
            </p>
            <Table
              size="small"
              rowKey="measure"
              pagination={false}
              className="lc-rules"
              dataSource={rules.ladder}
              columns={[
                {
                  title: t('responsibility.measureColumn'),
                  key: 'measure',
                  render: (_, rung) => t(`responsibility.measure.${rung.measure}`),
                },
                { title: t('responsibility.fromHours'), dataIndex: 'from_hours', align: 'right' },
                {
                  title: t('responsibility.lastsDays'),
                  key: 'days',
                  align: 'right',
                  render: (_, rung) => rules.lasts_days[rung.measure],
                },
              ]}
            />
            <p className="lc-soft">{t('responsibility.hoursHelp')}</p>
            <dl className="lc-rules-facts">
              <div>
                <dt>{t('responsibility.primary')}</dt>
                <dd>{t(`responsibility.primaryRule.${rules.primary}`)}</dd>
                <dd className="lc-soft">{t(`responsibility.primaryHelp.${rules.primary}`)}</dd>
              </div>
              <div>
                <dt>{t('responsibility.jointMilder')}</dt>
                <dd>{rungsText(t, rules.jointMilder)}</dd>
              </div>
              {RULE_LIMITS.map((name) => (
                <div key={name}>
                  <dt>{t(`responsibility.${name}`)}</dt>
                  <dd>{amount(rules[name])}</dd>
                  <dd className="lc-soft">{t(`responsibility.${name}Help`)}</dd>
                </div>
              ))}
            </dl>
            {mayChange && (
              <div className="lc-bar lc-rules-change">
                <Button onClick={() => setChanging(true)}>{t('responsibility.changeRules')}</Button>
              </div>
            )}
            {isChanging && <RulesForm before={view} onClose={() => setChanging(false)} />}
          </>
        )
      }}
    </Loaded>
  )
}
