import type { GridDetail } from '@lianxin/contract'
import { formatDay, useLang } from '@lianxin/ui'
import { GridMap } from '@lianxin/ui/map'
import { EditOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Table } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { Loaded } from '../app/problem.tsx'
import { useMay, useSession } from '../app/session.tsx'
import { gridQuery } from '../map/grid-panel.tsx'
import { BreachList } from './breaches.tsx'
import { VisitsSection } from '../visits/visits-section.tsx'
import { GridStaff } from './grid-staff.tsx'

/** Kinds whose boundaries are edited on the map. */
const EDITABLE: ReadonlySet<string> = new Set(['base', 'dedicated'])

function Versions({ versions }: { readonly versions: GridDetail['versions'] }) {
  const { t } = useTranslation()
  const [language] = useLang()
  return (
    <Table
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={[...versions]}
      columns={[
        { title: t('grid.version.status'), render: (_, row) => t(`grid.versionStatus.${row.status}`) },
        { title: t('grid.version.from'), render: (_, row) => formatDay(row.validFrom, language) },
        { title: t('grid.version.to'), render: (_, row) => (row.validTo ? formatDay(row.validTo, language) : '—') },
        { title: t('grid.version.area'), align: 'right', render: (_, row) => (row.area_m2 / 1e6).toFixed(3) },
        { title: t('grid.version.source'), dataIndex: 'source' },
      ]}
    />
  )
}

/** Everything about one grid: place in the tree, boundaries in words and on a map, people, versions. */
export function GridDetailView({ gridId }: { readonly gridId: string }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { district } = useSession()
  const mayWrite = useMay('grid.write')
  const maySeeVisits = useMay('visit.read')
  const answer = useQuery(gridQuery(gridId))
  const polygon = answer.data?.polygon
  const outlines = useMemo<GeoJSON.FeatureCollection | undefined>(() => {
    if (!polygon) return undefined
    const geometry = { type: 'MultiPolygon', coordinates: polygon as GeoJSON.Position[][][] } as const
    return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] }
  }, [polygon])
  return (
    <Loaded answer={answer}>
      {(detail) => {
        const { grid, ancestors, versions } = detail
        const active = versions.find((version) => version.status === 'active') ?? versions[0]
        return (
          <>
            <header>
              <p className="lc-soft">{ancestors.map((one) => one.name).join(' › ')}</p>
              <h2>{grid.name}</h2>
              <p className="lc-soft">
                {[...new Set([district.levelNames[grid.level]?.[language], t(`grid.kind.${grid.kind}`)])].join(' · ')} ·{' '}
                {grid.code} · {t(`grid.setting.${grid.setting}`)}
                {grid.households !== null && ` · ${t('grid.householdCount', { count: grid.households })}`}
                {' · '}
                <Link to="/queue" search={{ list: 'open', under: grid.path }}>
                  {t('grid.openCount', { count: grid.openTickets })}
                </Link>
              </p>
              <p className="lc-panel-links">
                <Link to="/grid-card/$gridId" params={{ gridId: grid.id }}>
                  <PrinterOutlined aria-hidden /> {t('gridCard.print')}
                </Link>
                {mayWrite && EDITABLE.has(grid.kind) && grid.status !== 'none' && (
                  <Link to="/grid-edit/$gridId" params={{ gridId: grid.id }}>
                    <EditOutlined aria-hidden /> {t('gridEdit.open')}
                  </Link>
                )}
              </p>
            </header>
            <BreachList items={detail.breaches} />
            <div className="lc-two">
              <section className="lc-section">
                <h3>{t('grid.boundaries')}</h3>
                {active ? (
                  <dl>
                    {(['east', 'south', 'west', 'north'] as const).map((side) => (
                      <div className="lc-fact" key={side}>
                        <dt>{t(`grid.side.${side}`)}</dt>
                        <dd>{active[side] || <span className="lc-soft">{t('grid.unknown')}</span>}</dd>
                      </div>
                    ))}
                  </dl>
                ) : (
                  <p className="lc-soft">{t('grid.noBoundary')}</p>
                )}
              </section>
              {outlines && <GridMap key={gridId} height_px={220} outlines={outlines} />}
            </div>
            <GridStaff detail={detail} />
            {maySeeVisits && <VisitsSection key={grid.id} grid={grid} />}
            <section className="lc-section">
              <h3>{t('grid.versions')}</h3>
              <Versions versions={versions} />
            </section>
          </>
        )
      }}
    </Loaded>
  )
}
