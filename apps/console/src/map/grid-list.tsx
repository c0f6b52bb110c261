import type { GridFigures } from '@lianxin/contract'
import { CaretDownFilled } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Nothing } from '../app/problem.tsx'
import { useMay } from '../app/session.tsx'
import { compareBy, figureKeys, FIGURES, writeValue, type FigureKey } from './figures.ts'

/** So many lines are read at once; more come by the button below. */
const LINES = 100

interface GridListProps {
  readonly grids: readonly GridFigures[]
  readonly sort: FigureKey | null
  readonly onSort: (figure: FigureKey) => void
  readonly onPick: (gridId: string) => void
}

/** The grids of the map as a table with the same figures: for the keyboard, for screen readers, and for finding one. */
export function GridList({ grids, sort, onSort, onPick }: GridListProps) {
  const { t } = useTranslation()
  const keys = figureKeys(useMay('visit.read'))
  const [q, setQ] = useState('')
  const [lines, setLines] = useState(LINES)
  const shown = useMemo(() => {
    const wanted = q.trim()
    const found =
      wanted === '' ? grids : grids.filter(({ name, code }) => name.includes(wanted) || code.startsWith(wanted))
    return sort === null ? found : found.toSorted(compareBy(sort))
  }, [grids, q, sort])
  if (grids.length === 0) return <Nothing text={t('mapPage.noGrids')} />
  return (
    <div className="lc-grid-list">
      <Input.Search allowClear placeholder={t('grid.search')} aria-label={t('grid.search')} onSearch={setQ} />
      <table className="lc-figure-table">
        <thead>
          <tr>
            <th scope="col">{t('mapPage.grid')}</th>
            {sort !== null &&
              keys.map((key) => (
                <th key={key} scope="col" aria-sort={sort === key ? sortWord(key) : 'none'}>
                  <button type="button" onClick={() => onSort(key)}>
                    {t(`mapPage.figures.${key}`)}
                    {sort === key && <CaretDownFilled aria-hidden />}
                  </button>
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {shown.slice(0, lines).map((grid) => (
            <tr key={grid.gridId}>
              <td>
                <button type="button" className="lc-row-button" onClick={() => onPick(grid.gridId)}>
                  {grid.name}
                  <small>{grid.code}</small>
                </button>
              </td>
              {sort !== null && keys.map((key) => <td key={key}>{writeValue(key, FIGURES[key].of(grid))}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <Nothing text={t('grid.noneFound')} />}
      {shown.length > lines && (
        <Button block type="text" onClick={() => setLines(lines + LINES)}>
          {t('mapPage.moreGrids', { count: shown.length - lines })}
        </Button>
      )}
    </div>
  )
}

const sortWord = (key: FigureKey): 'ascending' | 'descending' => (FIGURES[key].highIsBad ? 'descending' : 'ascending')
