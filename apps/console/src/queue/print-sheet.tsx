import type { TicketRow } from '@lianxin/contract'
import { useClockText, useLang } from '@lianxin/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useSession } from '../app/session.tsx'
import { written } from '../app/time.ts'
import { className, unitName } from '../ticket/words.ts'
import { useFilterWords } from './filter-chips.tsx'
import { usedFilters, type QueueSearch } from './search.ts'

interface SheetProps {
  readonly title: string
  readonly search: QueueSearch
  readonly rows: readonly TicketRow[]
  /** All that the filter finds; null when not known. */
  readonly found: number | null
}

/** The list on paper: what it is, how it is narrowed, when it was printed, and the rows that are loaded. */
export function PrintSheet({ title, search, rows, found }: SheetProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { district, person } = useSession()
  const say = useFilterWords(search)
  const [at] = useState(() => written(Date.now()))
  const clock = useClockText()
  const filters = usedFilters(search).map(say)
  const missing = found === null ? null : Math.max(0, found - rows.length)
  return (
    <section className="lc-print" aria-label={t('print.label')}>
      <header>
        <h1>
          {district.name} · {title}
        </h1>
        <p>
          {t('print.at', { time: at, name: person.name })}
          {filters.length > 0 && ` · ${t('print.filters', { filters: filters.join(t('print.and')) })}`}
        </p>
        <p>
          {missing === 0 && t('print.all', { count: rows.length })}
          {missing !== 0 && missing !== null && t('print.some', { count: rows.length, missing })}
          {missing === null && t('print.more', { count: rows.length })}
        </p>
      </header>
      <table>
        <thead>
          <tr>
            {(['number', 'title', 'place', 'class', 'state', 'holder', 'due', 'remaining'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`queue.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.number}</td>
              <td>
                {row.urgency === 'urgent' && `【${t('urgency.urgent')}】`}
                {row.title}
              </td>
              <td>{row.address || row.gridName || t('ticket.noPlace')}</td>
              <td>{className(row.className, language) ?? t('ticket.noClass')}</td>
              <td>{t(`state.${row.state}`)}</td>
              <td>{unitName(row.holder, language)}</td>
              <td>{row.clock.dueAt === null ? '' : written(row.clock.dueAt)}</td>
              <td>{clock(row.clock)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
