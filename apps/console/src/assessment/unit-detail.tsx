import type { AssessmentView } from '@lianxin/contract'
import { RATE_MINIMUM } from '@lianxin/domain'
import { formatInstant, useLang } from '@lianxin/ui'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useMay, useSession } from '../app/session.tsx'
import { unitName } from '../ticket/words.ts'
import { Facts } from './facts.tsx'
import { MarkForm } from './mark-form.tsx'
import { countedText, points } from './numbers.ts'
import { ObjectForm } from './objections.tsx'

type Item = AssessmentView['parts'][number]['items'][number]

/** The items of one unit: what was counted, what it comes to, and from what. */
export function UnitDetail({
  one,
  score,
  mayWrite,
}: {
  readonly one: AssessmentView
  readonly score: AssessmentView['scores'][number] | undefined
  readonly mayWrite: boolean
}) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { post } = useSession()
  const mayObject = useMay('assessment.object')
  const [basis, setBasis] = useState<Item | null>(null)
  const [marked, setMarked] = useState<Item | null>(null)
  const [objected, setObjected] = useState<Item | null>(null)
  if (!score) return <p className="lc-soft">{t('assessment.choose')}</p>
  const name = unitName(score.unit, language)
  const isOwn = post.unit.id === score.unit.id
  const maySay = mayObject && isOwn && one.state === 'preview'
  const mayMark = mayWrite && (one.state === 'draft' || one.state === 'preview')
  const itemOf = (id: string) => score.items.find(({ itemId }) => itemId === id)
  return (
    <section className="lc-section" aria-label={name}>
      <h2>{name}</h2>
      {score.noTotal && <p className="lx-notice">{t(`assessment.whyNoTotal.${score.noTotal}`, { n: RATE_MINIMUM })}</p>}
      <Table<Item>
        size="small"
        rowKey="id"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={one.parts.flatMap((part) => part.items)}
        columns={[
          { title: t('assessment.item'), key: 'item', render: (_, item) => item.name[language] },
          {
            title: t('assessment.counted'),
            key: 'counted',
            render: (_, item) => {
              const own = itemOf(item.id)
              const mark = one.marks.find(({ unitId, itemId }) => unitId === score.unit.id && itemId === item.id)
              if (!own) return '—'
              return (
                <>
                  {countedText(own, item.measure === 'given')}
                  {own.excluded > 0 && <small> {t('assessment.excluded', { n: own.excluded })}</small>}
                  {mark && (
                    <small>
                      {' '}
                      {mark.reason} · {mark.byName} · {formatInstant(mark.at, language)}
                      {mark.takenFrom !== null && ` · ${t('assessment.takenFrom', { n: mark.takenFrom })}`}
                    </small>
                  )}
                </>
              )
            },
          },
          {
            title: t('assessment.points'),
            key: 'points',
            align: 'right',
            render: (_, item) => {
              const own = itemOf(item.id)
              return own?.points_centi === null || own === undefined ? (
                <span className="lc-soft">{t(`assessment.standing.${own?.standing ?? 'tooFew'}`)}</span>
              ) : (
                `${points(own.points_centi)} / ${item.points}`
              )
            },
          },
          {
            title: '',
            key: 'acts',
            render: (_, item) => (
              <span className="lc-inline">
                {item.measure !== 'given' && (
                  <Button size="small" onClick={() => setBasis(item)}>
                    {t('assessment.basis')}
                  </Button>
                )}
                {item.measure === 'given' && mayMark && (
                  <Button size="small" onClick={() => setMarked(item)}>
                    {t('assessment.mark')}
                  </Button>
                )}
                {maySay && (
                  <Button size="small" onClick={() => setObjected(item)}>
                    {t('assessment.object')}
                  </Button>
                )}
              </span>
            ),
          },
        ]}
      />
      {basis && (
        <Facts
          assessmentId={one.id}
          unitId={score.unit.id}
          itemId={basis.id}
          counts={basis.scale.kind === 'each'}
          title={t('assessment.basisOf', { item: basis.name[language] })}
          onClose={() => setBasis(null)}
        />
      )}
      {marked && (
        <MarkForm
          assessmentId={one.id}
          unitId={score.unit.id}
          itemId={marked.id}
          title={t('assessment.markOf', { unit: name, item: marked.name[language] })}
          name={name}
          onClose={() => setMarked(null)}
        />
      )}
      {objected && (
        <ObjectForm
          assessmentId={one.id}
          itemId={objected.id}
          name={objected.name[language]}
          onClose={() => setObjected(null)}
        />
      )}
    </section>
  )
}
