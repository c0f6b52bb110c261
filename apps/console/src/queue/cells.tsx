import type { TicketRow } from '@lianxin/contract'
import { ClockTag, formatInstant, UrgencyTag, useLang, type Lang, useWords } from '@lianxin/ui'
import { memo, type ReactNode } from 'react'

import { StateMark } from '../ticket/marks.tsx'
import { RowMarks } from '../ticket/row-marks.tsx'
import { className, unitName } from '../ticket/words.ts'
import type { Column } from './columns.ts'

interface CellWords {
  readonly language: Lang
  readonly t: (key: string) => string
}

const CELLS: Readonly<Record<Column, (row: TicketRow, words: CellWords) => ReactNode>> = {
  number: (row) => row.number,
  title: (row) => (
    <>
      <RowMarks row={row} />
      <UrgencyTag urgency={row.urgency} />
      <span className="lc-ellipsis">{row.title}</span>
    </>
  ),
  place: (row, { t }) => row.address || row.gridName || t('ticket.noPlace'),
  grid: (row, { t }) => row.gridName ?? <em>{t('ticket.noGrid')}</em>,
  class: (row, { t, language }) => className(row.className, language) ?? <em>{t('ticket.noClass')}</em>,
  state: (row) => <StateMark state={row.state} pending={row.pending} />,
  holder: (row, { language }) => unitName(row.holder, language),
  remaining: (row) => <ClockTag clock={row.clock} />,
  due: (row, { language }) => (row.clock.dueAt === null ? '' : formatInstant(row.clock.dueAt, language)),
  channel: (row, { t }) => t(`channel.${row.channel}`),
  reported: (row, { language }) => formatInstant(row.reportedAt, language),
  changed: (row, { language }) => formatInstant(row.changedAt, language),
  photos: (row) => (row.photoCount === 0 ? '' : row.photoCount),
  rating: (row) => row.rating ?? '',
}

/** Whole words where a column is too narrow for them: shown by resting on it. */
const TITLES: Readonly<Partial<Record<Column, (row: TicketRow, language: Lang) => string>>> = {
  title: (row) => row.title,
  place: (row) => row.address,
  grid: (row) => row.gridName ?? '',
  class: (row, language) => className(row.className, language) ?? '',
  holder: (row, language) => unitName(row.holder, language),
}

/** The cells of one row, in the chosen columns. */
export const WideCells = memo(function WideCells({
  row,
  columns,
}: {
  readonly row: TicketRow
  readonly columns: readonly Column[]
}) {
  const [language] = useLang()
  const t = useWords()
  return columns.map((column) => (
    <span role="gridcell" key={column} className={`lc-ellipsis lc-c-${column}`} title={TITLES[column]?.(row, language)}>
      {CELLS[column](row, { language, t })}
    </span>
  ))
})

/** Beside an open ticket or the map: three lines a row instead of columns. */
export const NarrowCell = memo(function NarrowCell({ row }: { readonly row: TicketRow }) {
  const [language] = useLang()
  const t = useWords()
  return (
    <span role="gridcell" className="lc-row-card">
      <span className="lc-row-line">
        <RowMarks row={row} />
        <UrgencyTag urgency={row.urgency} />
        <strong className="lc-ellipsis">{row.title}</strong>
        <ClockTag clock={row.clock} />
      </span>
      <span className="lc-row-line lc-soft">
        <span className="lc-ellipsis">{row.address || row.gridName || t('ticket.noPlace')}</span>
      </span>
      <span className="lc-row-line lc-soft">
        <StateMark state={row.state} pending={row.pending} />
        <span className="lc-ellipsis lc-grow">
          {className(row.className, language) ?? t('ticket.noClass')} · {unitName(row.holder, language)}
        </span>
      </span>
    </span>
  )
})
