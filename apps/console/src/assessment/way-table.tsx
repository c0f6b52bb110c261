import type { AssessmentTemplateView } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { InputNumber, Table, type TableProps } from 'antd'
import { useTranslation } from 'react-i18next'

import { faultsAt } from '../settings/field.tsx'

export type WayPart = AssessmentTemplateView['parts'][number]
export type WayItem = WayPart['items'][number]

interface Row extends WayItem {
  readonly part: string
  /** JSON pointer of the item in the request. */
  readonly pointer: string
}

type Column = NonNullable<TableProps<Row>['columns']>[number]

/** Items of a way of scoring; with `onChange` their points, limits and minimum numbers can be changed. */
export function WayTable({
  parts,
  error,
  onChange,
}: {
  readonly parts: readonly WayPart[]
  readonly error?: unknown
  readonly onChange?: (itemId: string, change: Partial<Pick<WayItem, 'points' | 'atLeast' | 'scale'>>) => void
}) {
  const { t } = useTranslation()
  const [language] = useLang()
  const rows = parts.flatMap((part, nthPart): Row[] =>
    part.items.map((item, nth) => ({ ...item, part: part.name[language], pointer: `/parts/${nthPart}/items/${nth}` })),
  )
  const number = (
    row: Row,
    name: string,
    value: number | undefined,
    change: (value: number) => Parameters<NonNullable<typeof onChange>>[1],
    max: number,
    precision?: number,
  ) =>
    value === undefined ? (
      '—'
    ) : onChange ? (
      <InputNumber
        size="small"
        className="lc-way-number"
        aria-label={`${row.name[language]} ${name}`}
        min={0}
        max={max}
        {...(precision === undefined ? {} : { precision })}
        value={value}
        onChange={(next) => onChange(row.id, change(next ?? 0))}
      />
    ) : (
      value
    )
  // A column that no item of this way uses says nothing.
  const uses = (limit: 'full_percent' | 'loss'): boolean => rows.some(({ scale }) => scale[limit] !== undefined)
  const full: Column = {
    title: t('assessment.ways.full'),
    key: 'full',
    align: 'right',
    render: (_, row) =>
      number(
        row,
        t('assessment.ways.full'),
        row.scale.full_percent,
        (full_percent) => ({ scale: { ...row.scale, full_percent } }),
        100,
        0,
      ),
  }
  const loss: Column = {
    title: t('assessment.ways.loss'),
    key: 'loss',
    align: 'right',
    render: (_, row) =>
      number(row, t('assessment.ways.loss'), row.scale.loss, (loss) => ({ scale: { ...row.scale, loss } }), 100),
  }
  return (
    <Table<Row>
      size="small"
      rowKey="id"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={rows}
      columns={[
        { title: t('assessment.ways.part'), dataIndex: 'part' },
        {
          title: t('assessment.item'),
          key: 'item',
          render: (_, row) => (
            <>
              {row.name[language]}
              <small className="lc-way-measure">{t(`assessment.measures.${row.measure}`)}</small>
              {faultsAt(error, row.pointer).map((fault) => (
                <p key={fault} className="lc-bad" role="alert">
                  {fault}
                </p>
              ))}
            </>
          ),
        },
        {
          title: t('assessment.ways.points'),
          key: 'points',
          align: 'right',
          render: (_, row) => number(row, t('assessment.ways.points'), row.points, (points) => ({ points }), 100),
        },
        ...(uses('full_percent') ? [full] : []),
        ...(uses('loss') ? [loss] : []),
        {
          title: t('assessment.ways.atLeast'),
          key: 'atLeast',
          align: 'right',
          render: (_, row) =>
            number(
              row,
              t('assessment.ways.atLeast'),
              row.atLeast === 0 ? undefined : row.atLeast,
              (atLeast) => ({ atLeast: Math.max(1, atLeast) }),
              1000,
              0,
            ),
        },
      ]}
    />
  )
}
