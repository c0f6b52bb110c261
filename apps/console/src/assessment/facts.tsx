import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'

import { Loaded, Nothing } from '../app/problem.tsx'
import { factsQuery } from './queries.ts'

/** What an item was counted from: each ticket, whether it met the goal, and who left it out and why. */
export function Facts({
  assessmentId,
  unitId,
  itemId,
  title,
  counts,
  onClose,
}: {
  readonly assessmentId: string
  readonly unitId: string
  readonly itemId: string
  readonly title: string
  /** Each one costs points: what is counted is bad. */
  readonly counts: boolean
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const answer = useQuery(factsQuery(assessmentId, unitId, itemId))
  return (
    <Modal open title={title} footer={null} width={680} onCancel={onClose}>
      <Loaded answer={answer}>
        {({ items, total }) =>
          total === 0 ? (
            <Nothing text={t('assessment.noFacts')} />
          ) : (
            <>
              {total > items.length && (
                <p className="lc-soft">{t('assessment.more', { total, shown: items.length })}</p>
              )}
              <ul className="lc-basis">
                {items.map((fact) => (
                  <li key={`${fact.ticketId} ${fact.seq}`}>
                    <span
                      className={`lx-tag ${fact.exclusion ? '' : fact.hit !== counts ? 'lx-tag-good' : 'lx-tag-bad'}`}
                    >
                      {t(
                        `assessment.${fact.exclusion ? 'leftOut' : counts ? (fact.hit ? 'happened' : 'notHappened') : fact.hit ? 'hit' : 'miss'}`,
                      )}
                    </span>
                    <span>
                      {fact.number === null ? (
                        <span className="lc-soft">{t('assessment.hidden')}</span>
                      ) : (
                        <Link to="/tickets/$ticketId" params={{ ticketId: fact.ticketId }}>
                          {fact.number} {fact.title}
                        </Link>
                      )}
                      {fact.exclusion && (
                        <small>
                          {t('assessment.leftOutBy', { reason: fact.exclusion.reason, name: fact.exclusion.byName })}
                          {fact.exclusion.takenFrom !== null &&
                            ` · ${t('assessment.takenFrom', { n: fact.exclusion.takenFrom })}`}
                        </small>
                      )}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </Modal>
  )
}
