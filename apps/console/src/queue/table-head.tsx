import { useTranslation } from 'react-i18next'

import { SORT_OF, type Column, type Sort } from './columns.ts'
import type { Rows } from './rows.ts'
import { MOST_SELECTED, type Selection } from './selection.ts'

interface HeadProps {
  readonly rows: Rows
  readonly selection: Selection
  readonly columns: readonly Column[]
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
  readonly narrow: boolean
}

/** The order in effect, as screen readers say it. */
function sorting(column: Column, sort: Sort): 'ascending' | 'descending' | undefined {
  if (!SORT_OF[column]?.includes(sort)) return undefined
  return sort === 'reported' || sort === 'changed' ? 'descending' : 'ascending'
}

/** Names of the columns; a click orders by one. The box ticks what is loaded. */
export function TableHead({ rows, selection, columns, sort, onSort, narrow }: HeadProps) {
  const { t } = useTranslation()
  const some = rows.loaded.slice(0, MOST_SELECTED)
  const isAll = some.length > 0 && some.every((row) => selection.has(row.id))
  const isSome = selection.count > 0 && !isAll
  return (
    <div role="row" className="lc-table-head" aria-rowindex={1}>
      <span role="columnheader" className="lc-c-tick">
        <button
          type="button"
          role="checkbox"
          tabIndex={-1}
          className="lc-tick"
          aria-checked={isSome ? 'mixed' : isAll}
          aria-label={t('queue.select.loaded', { count: some.length })}
          title={t('queue.select.loaded', { count: some.length })}
          onClick={() => (isAll ? selection.clear() : selection.add(some))}
        />
      </span>
      {narrow ? (
        <span role="columnheader">{t('queue.column.title')}</span>
      ) : (
        columns.map((column) => {
          const offered = SORT_OF[column]
          const how = sorting(column, sort)
          const next = offered?.find((one) => one !== sort) ?? offered?.[0]
          return (
            <span role="columnheader" key={column} aria-sort={how}>
              {next === undefined ? (
                t(`queue.column.${column}`)
              ) : (
                <button type="button" tabIndex={-1} className="lc-sort" onClick={() => onSort(next)}>
                  <span className="lc-ellipsis">{t(`queue.column.${column}`)}</span>
                  {how && <span aria-hidden>{how === 'ascending' ? '↑' : '↓'}</span>}
                </button>
              )}
            </span>
          )
        })
      )}
    </div>
  )
}
