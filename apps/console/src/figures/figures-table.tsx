import {
  figureGroupWord,
  figureRowName,
  figureWord,
  rateWord,
  type FigureFilter,
  type FigureGroup,
  type FigureNumbers,
  type FigureRow,
} from '@lianxin/contract'
import type { Channel, Figure, Rate } from '@lianxin/domain'
import { useLang } from '@lianxin/ui'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'

import { Count, Share } from './numbers.tsx'
import { daysOfRow, type Period } from './search.ts'

/** The columns: numbers that lead to tickets, and shares beside what they are shares of. */
const COLUMNS: readonly ({ readonly figure: Figure } | { readonly rate: Rate })[] = [
  { figure: 'received' },
  { figure: 'dispatched' },
  { figure: 'reportedUp' },
  { rate: 'settling' },
  { rate: 'response' },
  { figure: 'settled' },
  { rate: 'onTime' },
  { rate: 'here' },
  { rate: 'satisfaction' },
  { rate: 'rework' },
  { rate: 'reopening' },
  { figure: 'failedVerifications' },
  { figure: 'endedOtherwise' },
]

interface TableProps {
  readonly rows: readonly FigureRow[]
  readonly total: FigureNumbers
  readonly groupBy: FigureGroup
  readonly period: Period
  /** What narrows every number of the table. */
  readonly filter: Pick<FigureFilter, 'unitId' | 'classCode' | 'channel' | 'under'>
}

/** What a row narrows the figures to. */
function narrowed(key: string, groupBy: FigureGroup): Partial<FigureFilter> {
  switch (groupBy) {
    case 'unit':
      return { unitId: key }
    case 'level':
      return { level: Number(key) }
    case 'class':
      return { classCode: key }
    case 'channel':
      return { channel: key as Channel }
    case 'none':
    case 'day':
    case 'month':
      return {}
  }
}

/** A line for each unit, class, channel, level, day or month; the total last. */
export function FiguresTable({ rows, total, groupBy, period, filter }: TableProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const nameOf = (row: FigureRow): string => figureRowName(row, groupBy, language)
  const cell = (
    column: (typeof COLUMNS)[number],
    numbers: FigureNumbers,
    within: Partial<FigureFilter>,
    name: string,
  ) => {
    if ('rate' in column) return <Share rate={column.rate} of={numbers.rates[column.rate]} />
    const { figure } = column
    const count = numbers.counts[figure]
    const word = `${name} ${figureWord(figure, language)}`
    return <Count count={count} name={word} filter={{ ...period, ...filter, ...within, figure }} />
  }
  const sortsByTime = groupBy === 'day' || groupBy === 'month' || groupBy === 'level'
  return (
    <Table<FigureRow>
      size="small"
      rowKey="key"
      className="lc-figures"
      pagination={false}
      dataSource={sortsByTime ? [...rows] : rows.toSorted((a, b) => b.counts.received - a.counts.received)}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: figureGroupWord(groupBy, language),
          fixed: 'left',
          rowScope: 'row',
          render: (_, row) => nameOf(row),
        },
        ...COLUMNS.map((column) => ({
          key: 'rate' in column ? column.rate : column.figure,
          title: 'rate' in column ? rateWord(column.rate, language) : figureWord(column.figure, language),
          align: 'right' as const,
          render: (_: unknown, row: FigureRow) =>
            cell(column, row, { ...narrowed(row.key, groupBy), ...daysOfRow(row.key, groupBy, period) }, nameOf(row)),
        })),
      ]}
      summary={() => (
        <Table.Summary.Row className="lc-figures-total">
          <Table.Summary.Cell index={0}>
            <strong>{t('figures.total')}</strong>
          </Table.Summary.Cell>
          {COLUMNS.map((column, index) => (
            <Table.Summary.Cell key={'rate' in column ? column.rate : column.figure} index={index + 1} align="right">
              {cell(column, total, {}, t('figures.total'))}
            </Table.Summary.Cell>
          ))}
        </Table.Summary.Row>
      )}
    />
  )
}
