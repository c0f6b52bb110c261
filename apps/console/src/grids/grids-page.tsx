import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'

import { Nothing } from '../app/problem.tsx'
import { useMay } from '../app/session.tsx'
import { Breaches } from './breaches-table.tsx'
import { Coverage } from './coverage.tsx'
import { ExportGrids } from './export-grids.tsx'
import { GridDetailView } from './grid-detail.tsx'
import { GridTree } from './grid-tree.tsx'
import { ImportGrids } from './import-grids.tsx'

const TABS = ['tree', 'breaches', 'coverage', 'import', 'export'] as const

/** Grids: the tree with every grid's boundaries and people, what is missing, and how boundaries come in. */
export function GridsPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/inside/grids' })
  const navigate = useNavigate({ from: '/grids' })
  const mayWrite = useMay('grid.write')
  const open = (grid: string) => void navigate({ search: { tab: 'tree', grid } })
  const tab = TABS.find((one) => one === search.tab) ?? 'tree'
  const content = {
    tree: (
      <div className="lc-grids">
        <GridTree selected={search.grid ?? null} onSelect={open} />
        <div className="lc-grids-detail">
          {search.grid ? (
            <GridDetailView key={search.grid} gridId={search.grid} />
          ) : (
            <Nothing text={t('grid.pick')} hint={t('grid.pickHint')} />
          )}
        </div>
      </div>
    ),
    breaches: <Breaches onOpen={open} />,
    coverage: <Coverage />,
    import: <ImportGrids onCheck={() => void navigate({ search: { tab: 'coverage' } })} />,
    export: <ExportGrids />,
  }
  return (
    <div className="lc-page">
      <h1>{t('nav.grids')}</h1>
      <Tabs
        activeKey={tab}
        onChange={(key) => void navigate({ search: { ...search, tab: key } })}
        destroyOnHidden
        items={TABS.filter((one) => one !== 'import' || mayWrite).map((key) => ({
          key,
          label: t(`grid.tab.${key}`),
          children: content[key],
        }))}
      />
    </div>
  )
}
