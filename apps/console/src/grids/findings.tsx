import type { CoverageFinding } from '@lianxin/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useSession } from '../app/session.tsx'
import { LazyFindingsMap } from '../map/lazy-map.tsx'
import { outlinesQuery } from '../map/outlines.ts'

const BASE_LEVEL = 3

interface FindingsProps {
  readonly findings: readonly CoverageFinding[]
  /** What the findings are drawn on: what is in force, or the drafts. */
  readonly status: 'active' | 'draft'
  readonly level: number
}

/** Every gap and overlap with its place and size, as a list and on the map. A click on a line goes there. */
export function Findings({ findings, status, level }: FindingsProps) {
  const { t } = useTranslation()
  const { district } = useSession()
  const [focus, setFocus] = useState<{ lon: number; lat: number; zoom: number } | null>(null)
  const outlines = useQuery(outlinesQuery(Math.min(level, district.levelNames.length - 1), undefined, status))
  // Where no draft of this level exists, the base grids in force say where one is.
  const inForce = useQuery({
    ...outlinesQuery(Math.min(BASE_LEVEL, district.levelNames.length - 1)),
    enabled: outlines.data?.features.length === 0,
  })
  const shapes = useMemo<GeoJSON.FeatureCollection>(
    () => ({
      type: 'FeatureCollection',
      features: findings.flatMap<GeoJSON.Feature>(({ ring, at, kind }) => [
        {
          type: 'Feature',
          properties: { kind },
          geometry: { type: 'Polygon', coordinates: [ring] },
        },
        { type: 'Feature', properties: { kind }, geometry: { type: 'Point', coordinates: [at.lon, at.lat] } },
      ]),
    }),
    [findings],
  )
  return (
    <div className="lc-two lc-findings">
      {findings.length > 0 && (
        <Table
          size="small"
          rowKey={(row) => `${row.kind}${row.at.lon}${row.at.lat}`}
          dataSource={[...findings]}
          pagination={{ pageSize: 12, showSizeChanger: false }}
          columns={[
            { title: t('coverage.kind'), render: (_, row) => t(`finding.${row.kind}`) },
            { title: t('coverage.grids'), render: (_, row) => row.gridCodes.join(', ') },
            {
              title: t('coverage.area'),
              align: 'right',
              sorter: (a, b) => a.area_m2 - b.area_m2,
              render: (_, row) => row.area_m2.toFixed(row.area_m2 < 10 ? 2 : 0),
            },
            {
              title: t('coverage.place'),
              render: (_, row) => (
                <Button type="link" size="small" onClick={() => setFocus({ ...row.at, zoom: 17 })}>
                  {row.at.lon.toFixed(5)}, {row.at.lat.toFixed(5)}
                </Button>
              ),
            },
          ]}
        />
      )}
      <div className="lc-findings-map">
        <LazyFindingsMap
          label={t('coverage.map')}
          outlines={outlines.data?.features.length ? outlines.data : inForce.data}
          findings={shapes}
          focus={focus}
        />
      </div>
    </div>
  )
}
