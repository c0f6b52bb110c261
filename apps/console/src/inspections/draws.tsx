import type { InspectionHead } from '@lianxin/contract'
import { formatDay, formatInstant, useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Loaded, Nothing } from '../app/problem.tsx'
import { useMay } from '../app/session.tsx'
import { unitName } from '../ticket/words.ts'
import { DrawForm } from './draw-form.tsx'
import { drawsQuery } from './queries.ts'
import { UnitsTable } from './units-table.tsx'

/** Samples that were drawn, and what those of a year say of units. */
export function Draws() {
  const { t } = useTranslation()
  const [language] = useLang()
  const mayDraw = useMay('inspection.write')
  const navigate = useNavigate({ from: '/inspections' })
  const [draws, setDraws] = useState(false)
  const answer = useQuery(drawsQuery)
  return (
    <div className="lc-stack">
      <div className="lc-bar">
        <p className="lc-soft lc-grow">{t('inspections.about')}</p>
        {mayDraw && (
          <Button type="primary" onClick={() => setDraws(true)}>
            {t('inspections.draw')}
          </Button>
        )}
      </div>
      <Loaded answer={answer}>
        {({ items, units }) =>
          items.length === 0 ? (
            <Nothing text={t('inspections.none')} hint={t('inspections.noneHint')} />
          ) : (
            <>
              <Table<InspectionHead>
                size="small"
                rowKey="id"
                dataSource={items}
                scroll={{ x: 'max-content' }}
                pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
                columns={[
                  {
                    title: t('inspections.closedIn'),
                    render: (_, { id, from, to }) => (
                      <Link to="/inspections" search={{ id }}>
                        {t('inspections.fromTo', { from: formatDay(from, language), to: formatDay(to, language) })}
                      </Link>
                    ),
                  },
                  { title: t('inspections.drawnBy'), render: (_, { drawnBy }) => unitName(drawnBy, language) },
                  { title: t('inspections.drawnAt'), render: (_, { drawnAt }) => formatInstant(drawnAt, language) },
                  { title: t('inspections.pool'), dataIndex: 'pool', align: 'right' },
                  { title: t('inspections.drawn'), dataIndex: 'drawn', align: 'right' },
                  { title: t('inspections.checked'), dataIndex: 'checked', align: 'right' },
                  { title: t('inspections.confirmedCount'), dataIndex: 'confirmed', align: 'right' },
                ]}
              />
              <section className="lc-stack">
                <h2>{t('inspections.unitsYear')}</h2>
                {units.length === 0 ? (
                  <p className="lc-soft">{t('inspections.noResults')}</p>
                ) : (
                  <UnitsTable units={units} />
                )}
              </section>
            </>
          )
        }
      </Loaded>
      {draws && <DrawForm onClose={() => setDraws(false)} onDrawn={(id) => void navigate({ search: { id } })} />}
    </div>
  )
}
