import type { AssessmentView } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'

import { unitName } from '../ticket/words.ts'
import { points } from './numbers.ts'

type Score = AssessmentView['scores'][number]

/** Points of a part: those of its items that count; null where none does. */
function partPoints(score: Score, itemIds: readonly string[]): number | null {
  const own = score.items.filter(({ itemId, points_centi }) => itemIds.includes(itemId) && points_centi !== null)
  return own.length === 0 ? null : own.reduce((sum, { points_centi }) => sum + (points_centi ?? 0), 0)
}

/** Units from the best on; a place only stands there once it is published. */
export function ScoreTable({
  one,
  chosen,
  onChoose,
}: {
  readonly one: AssessmentView
  readonly chosen: string | null
  readonly onChoose: (unitId: string) => void
}) {
  const { t } = useTranslation()
  const [language] = useLang()
  const isRanked = one.state === 'published' || one.state === 'frozen'
  const of = (centi: number | null): string => (centi === null ? '—' : points(centi))
  return (
    <Table<Score>
      size="small"
      rowKey={(score) => score.unit.id}
      dataSource={one.scores}
      pagination={one.scores.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ x: 'max-content' }}
      rowClassName={(score) => (score.unit.id === chosen ? 'lc-chosen-row' : '')}
      columns={[
        ...(isRanked
          ? [{ title: t('assessment.rank'), key: 'rank', render: (_: unknown, { rank }: Score) => rank ?? '—' }]
          : []),
        {
          title: t('assessment.unit'),
          key: 'unit',
          render: (_, { unit }) => (
            <Button
              type="link"
              className="lc-plain-link"
              aria-pressed={unit.id === chosen}
              onClick={() => onChoose(unit.id)}
            >
              {unitName(unit, language)}
            </Button>
          ),
        },
        {
          title: t('assessment.total'),
          key: 'total',
          align: 'right',
          render: (_, { total_centi }) =>
            total_centi === null ? <span className="lc-soft">{t('assessment.noTotal')}</span> : points(total_centi),
        },
        ...one.parts.map((part) => ({
          title: part.name[language],
          key: part.id,
          align: 'right' as const,
          render: (_: unknown, score: Score) =>
            of(
              partPoints(
                score,
                part.items.map(({ id }) => id),
              ),
            ),
        })),
      ]}
    />
  )
}
