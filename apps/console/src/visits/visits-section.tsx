import { listVisitPlans, type GridNodeView, type VisitPlanView } from '@lianxin/contract'
import { formatDay, useLang, VisitTag } from '@lianxin/ui'
import { PlusOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing } from '../app/problem.tsx'
import { useMay } from '../app/session.tsx'
import { VisitForm } from './visit-form.tsx'

/** Lines of one answer; more come by the button below. */
const LINES = 50

interface Opened {
  /** Null for a new one. */
  readonly plan: VisitPlanView | null
}

/** Visits to the places and organisations of a grid and of those within it, due first. */
export function VisitsSection({ grid }: { readonly grid: Pick<GridNodeView, 'id' | 'path' | 'kind'> }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const mayPlan = useMay('visit.plan')
  const [opened, setOpened] = useState<Opened | null>(null)
  const answer = useInfiniteQuery({
    queryKey: ['visit-plans', grid.path],
    queryFn: ({ pageParam, signal }) =>
      call(listVisitPlans, {
        query: { under: grid.path, limit: LINES, ...(pageParam === '' ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const isArea = grid.kind === 'area'
  const dayOr = (day: string | null): string => (day === null ? '—' : formatDay(day, language))
  return (
    <section className="lc-section" id="visits" aria-labelledby="visits-title">
      <h3 className="lc-pane-line">
        <span className="lc-grow" id="visits-title">
          {t('visits.title')}
        </span>
        {mayPlan && !isArea && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setOpened({ plan: null })}>
            {t('visits.add')}
          </Button>
        )}
      </h3>
      <Loaded answer={answer}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0)
            return <Nothing text={t('visits.none')} {...(mayPlan && !isArea ? { hint: t('visits.noneHint') } : {})} />
          return (
            <Table
              size="small"
              rowKey="id"
              pagination={false}
              dataSource={items}
              columns={[
                {
                  title: t('visits.name'),
                  render: (_, row) => (
                    <>
                      <strong>{row.name}</strong>
                      <div className="lc-soft">
                        {[isArea ? row.gridName : '', row.address, row.service].filter(Boolean).join(' · ')}
                      </div>
                    </>
                  ),
                },
                {
                  title: t('visits.dueOn'),
                  render: (_, row) => (
                    <>
                      <VisitTag plan={row} />
                      <div className="lc-soft lc-whole">{dayOr(row.dueOn)}</div>
                    </>
                  ),
                },
                { title: t('visits.cadence'), render: (_, row) => t('visits.everyDays', { n: row.cadence_days }) },
                {
                  title: t('visits.last'),
                  render: (_, row) => (
                    <>
                      <span className="lc-whole">{dayOr(row.lastDoneOn)}</span>
                      {row.triedOn !== null && (
                        <div className="lc-soft">{t('visits.tried', { day: formatDay(row.triedOn, language) })}</div>
                      )}
                      {row.ticket && (
                        <div>
                          <Link to="/tickets/$ticketId" params={{ ticketId: row.ticket.id }}>
                            {row.ticket.number}
                          </Link>
                        </div>
                      )}
                    </>
                  ),
                },
                ...(mayPlan
                  ? [
                      {
                        title: t('action.column'),
                        render: (_: unknown, row: VisitPlanView) => (
                          <Button
                            size="small"
                            aria-label={t('visits.changeOf', { name: row.name })}
                            onClick={() => setOpened({ plan: row })}
                          >
                            {t(row.restsSince === null ? 'visits.change' : 'visits.resume')}
                          </Button>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )
        }}
      </Loaded>
      {answer.hasNextPage && (
        <Button block type="text" loading={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
          {t('visits.more')}
        </Button>
      )}
      {opened && (
        <VisitForm
          plan={opened.plan}
          gridId={grid.id}
          cadences_days={answer.data?.pages[0]?.cadences_days ?? []}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  )
}
