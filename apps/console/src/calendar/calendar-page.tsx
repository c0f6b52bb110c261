import { readCalendar } from '@lianxin/contract'
import { formatDay, useLang } from '@lianxin/ui'
import { EditOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Table, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded } from '../app/problem.tsx'
import { useMay } from '../app/session.tsx'
import { SheetBar } from '../settings/sheet-bar.tsx'
import { DueCalculator } from './due-calculator.tsx'
import { Limits } from './limits.tsx'
import { WorkingHours } from './working-hours.tsx'
import { YearForm } from './year-form.tsx'

/** From October on the next year's holidays are known; who has not entered them is told. */
const WARN_FROM_MONTH = 9

/** The working calendar: years with their holidays and make-up workdays, working hours, and a calculator. */
export function CalendarPage() {
  const { t } = useTranslation()
  const [language] = useLang()
  const mayWrite = useMay('calendar.write')
  const [editing, setEditing] = useState<number | null>(null)
  const answer = useQuery({ queryKey: ['calendar'], queryFn: ({ signal }) => call(readCalendar, { signal }) })
  const [today] = useState(() => new Date())
  const thisYear = today.getFullYear()
  return (
    <div className="lc-page">
      <div className="lc-bar">
        <h1 className="lc-grow">{t('nav.calendar')}</h1>
        <SheetBar sheet="calendar" kinds={['calendar', 'hours', 'limits']} />
      </div>
      <Loaded answer={answer}>
        {(calendar) => {
          const has = (year: number) => calendar.years.some((one) => one.year === year)
          const missing = [thisYear, ...(today.getMonth() >= WARN_FROM_MONTH ? [thisYear + 1] : [])].filter(
            (year) => !has(year),
          )
          const next = Math.max(thisYear - 1, ...calendar.years.map((one) => one.year)) + 1
          return (
            <div className="lc-stack">
              {missing.map((year) => (
                <Alert
                  key={year}
                  type="warning"
                  showIcon
                  title={t('calendar.missing', { year })}
                  description={t('calendar.missingHint')}
                  action={
                    mayWrite && (
                      <Button size="small" onClick={() => setEditing(year)}>
                        {t('calendar.enter', { year })}
                      </Button>
                    )
                  }
                />
              ))}
              {calendar.validUntil && (
                <p>{t('calendar.validUntil', { day: formatDay(calendar.validUntil, language) })}</p>
              )}
              <DueCalculator />
              <WorkingHours hours={calendar.hours} mayWrite={mayWrite} />
              <Limits mayWrite={mayWrite} />
              <section>
                <div className="lc-bar">
                  <h2 className="lc-grow">{t('calendar.years')}</h2>
                  {mayWrite && (
                    <Button icon={<PlusOutlined />} onClick={() => setEditing(next)}>
                      {t('calendar.enter', { year: next })}
                    </Button>
                  )}
                </div>
                <Tabs
                  defaultActiveKey={String(has(thisYear) ? thisYear : calendar.years.at(-1)?.year)}
                  items={calendar.years
                    .toSorted((a, b) => b.year - a.year)
                    .map(({ year, source }) => ({
                      key: String(year),
                      label: String(year),
                      children: (
                        <>
                          <p className="lc-inline">
                            <span className="lc-soft lc-grow">{t('calendar.source', { source })}</span>
                            {mayWrite && (
                              <Button size="small" icon={<EditOutlined />} onClick={() => setEditing(year)}>
                                {t('action.edit')}
                              </Button>
                            )}
                          </p>
                          <Table
                            size="small"
                            rowKey="day"
                            pagination={false}
                            dataSource={calendar.exceptions.filter((one) => one.day.startsWith(String(year)))}
                            columns={[
                              { title: t('calendar.day'), render: (_, row) => formatDay(row.day, language) },
                              { title: t('calendar.name'), dataIndex: 'name' },
                              {
                                title: t('calendar.kind'),
                                render: (_, row) => (
                                  <span className={`lx-tag lx-tag-${row.working ? 'warn' : 'good'}`}>
                                    {t(row.working ? 'calendar.makeUp' : 'calendar.holiday')}
                                  </span>
                                ),
                              },
                            ]}
                          />
                        </>
                      ),
                    }))}
                />
              </section>
              {editing !== null && <YearForm year={editing} calendar={calendar} onClose={() => setEditing(null)} />}
            </div>
          )
        }}
      </Loaded>
    </div>
  )
}
