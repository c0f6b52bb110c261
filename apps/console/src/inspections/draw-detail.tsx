import { LeftOutlined } from '@ant-design/icons'
import { handCheck, listInspectors, type InspectionDetail, type InspectionItem } from '@lianxin/contract'
import { formatDay, formatInstant, useLang } from '@lianxin/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Select, Table } from 'antd'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Refused } from '../app/problem.tsx'
import { useMay } from '../app/session.tsx'
import { unitName } from '../ticket/words.ts'
import { drawQuery, renewInspections } from './queries.ts'
import { UnitsTable } from './units-table.tsx'
import { VerdictTag } from './verdict-tag.tsx'

/** With whom a check is; another one is chosen in place as long as it is not done. */
function InspectorOf({ draw, item }: { readonly draw: InspectionDetail; readonly item: InspectionItem }) {
  const { t } = useTranslation()
  const people = useQuery({
    queryKey: ['inspectors'],
    queryFn: ({ signal }) => call(listInspectors, { signal }),
    enabled: draw.mayHand,
  })
  const hand = useMutation({
    mutationFn: (inspectorId: string) =>
      call(handCheck, { params: { inspectionId: draw.id, ticketId: item.ticketId }, body: { inspectorId } }),
    onSuccess: renewInspections,
  })
  if (!draw.mayHand || item.verdict !== null) return item.inspector || '—'
  return (
    <>
      <Select
        size="small"
        className="lc-inspector"
        aria-label={t('inspections.inspectorOf', { number: item.number })}
        value={item.inspector}
        loading={hand.isPending}
        onChange={(personId) => hand.mutate(personId)}
        options={(people.data?.items ?? []).map(({ personId, name }) => ({ value: personId, label: name }))}
      />
      <Refused error={hand.error} />
    </>
  )
}

function Items({ draw }: { readonly draw: InspectionDetail }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const reads = useMay('ticket.read')
  return (
    <Table<InspectionItem>
      size="small"
      rowKey="ticketId"
      dataSource={draw.items}
      scroll={{ x: 'max-content' }}
      pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
      columns={[
        {
          title: t('inspections.matter'),
          render: (_, { ticketId, number }) =>
            reads ? (
              <Link to="/tickets/$ticketId" params={{ ticketId }}>
                {number}
              </Link>
            ) : (
              number
            ),
        },
        { title: t('inspections.unit'), render: (_, { unit }) => unitName(unit, language) },
        { title: t('inspections.inspector'), render: (_, item) => <InspectorOf draw={draw} item={item} /> },
        {
          title: t('inspections.result'),
          render: (_, { verdict, overdue }) => (
            <span className="lc-inline">
              <VerdictTag verdict={verdict} />
              {overdue && <span className="lx-tag lx-tag-warn">{t('inspections.late')}</span>}
            </span>
          ),
        },
        {
          title: t('inspections.seen'),
          render: (_, { seen, reopened }) => (
            <span className="lc-check-seen">
              {seen || '—'}
              {reopened && <strong> {t('inspections.reopened')}</strong>}
            </span>
          ),
        },
        {
          title: t('inspections.checkedAt'),
          render: (_, { checkedAt }) => (checkedAt === null ? '—' : formatInstant(checkedAt, language)),
        },
      ]}
    />
  )
}

/** One sample: how it was drawn, what it says of each unit, and every matter of it. */
export function DrawDetail({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const navigate = useNavigate({ from: '/inspections' })
  const answer = useQuery(drawQuery(id))
  return (
    <div className="lc-stack">
      <p>
        <Button icon={<LeftOutlined aria-hidden />} onClick={() => void navigate({ search: { tab: 'draws' } })}>
          {t('inspections.back')}
        </Button>
      </p>
      <Loaded answer={answer}>
        {(draw) => (
          <>
            <p>
              {t('inspections.how', {
                from: formatDay(draw.from, language),
                to: formatDay(draw.to, language),
                pool: draw.pool,
                drawn: draw.drawn,
                layered: t(`inspections.strata.${draw.strata}`),
                unit: unitName(draw.drawnBy, language),
                due: formatDay(draw.dueOn, language),
              })}
            </p>
            {draw.repeat !== null && (
              <p className="lc-soft">
                {t(draw.repeat.same ? 'inspections.same' : 'inspections.notSame')}{' '}
                <code className="lc-seed">{draw.repeat.seed}</code>
              </p>
            )}
            <section className="lc-stack">
              <h2>{t('inspections.units')}</h2>
              {draw.units.length === 0 ? (
                <p className="lc-soft">{t('inspections.noResults')}</p>
              ) : (
                <UnitsTable units={draw.units} />
              )}
            </section>
            <section className="lc-stack">
              <h2>{t('inspections.items')}</h2>
              {draw.items.length === 0 ? <p className="lc-soft">{t('inspections.hidden')}</p> : <Items draw={draw} />}
            </section>
          </>
        )}
      </Loaded>
    </div>
  )
}
