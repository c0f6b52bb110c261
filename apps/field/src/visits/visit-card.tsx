import type { VisitPlanView } from '@lianxin/contract'
import type { VisitOutcome } from '@lianxin/domain'
import { formatDay, ProblemView, useLang, useTranslation, VisitTag } from '@lianxin/ui'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'

import { accountOf, useActing, useRight } from '../app/session.ts'
import { keepDraft, openDraft } from '../report/draft.ts'
import { useRecord } from './queries.ts'

const OUTCOMES = ['done', 'notMet', 'declined'] as const satisfies readonly VisitOutcome[]

/** One place to go to: when, what for, and how it ended at one tap. */
export function VisitCard({
  plan,
  onRecorded,
}: {
  readonly plan: VisitPlanView
  readonly onRecorded: (plan: VisitPlanView, outcome: VisitOutcome) => void
}): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  const acting = useActing()
  const navigate = useNavigate()
  const mayWrite = useRight('visit.write')
  const mayReport = useRight('ticket.report')
  const record = useRecord(plan, onRecorded)
  const found = (): void => {
    const account = accountOf(acting)
    const draft = openDraft(account, plan.gridId, plan.id)
    const where = [plan.name, plan.address].filter(Boolean).join(lang === 'zh' ? '，' : ', ')
    // Kept first: pressed again after a failure it is the same report, and so the same visit.
    keepDraft(account, { ...draft, address: draft.address || where })
    record.mutate(
      { outcome: 'done', ticketId: draft.id },
      { onSuccess: () => void navigate({ to: '/report', search: { visit: plan.id } }) },
    )
  }
  return (
    <article className={`card card-${plan.condition === 'due' ? 'nearDue' : plan.condition}`}>
      <span className="card-tags">
        <VisitTag plan={plan} />
        {plan.triedOn !== null && (
          <span className="lx-tag lx-tag-plain">{t('visits.tried', { day: formatDay(plan.triedOn, lang) })}</span>
        )}
      </span>
      <strong>{plan.name}</strong>
      {plan.address !== '' && <span className="card-where">{plan.address}</span>}
      {plan.service !== '' && <span className="card-kind">{plan.service}</span>}
      {record.isError && <ProblemView error={record.error} />}
      {record.isError && <p className="lx-hint">{t('visits.notRecorded')}</p>}
      {mayWrite && plan.condition !== 'resting' && (
        <div className="visit-acts" aria-busy={record.isPending}>
          {OUTCOMES.map((outcome) => (
            <button
              key={outcome}
              type="button"
              className={`lx-button${outcome === 'done' ? ' lx-button-primary' : ''}`}
              aria-label={t('visits.outcomeOf', { outcome: t(`visits.outcome.${outcome}`), name: plan.name })}
              disabled={record.isPending}
              onClick={() => record.mutate({ outcome })}
            >
              {t(`visits.outcome.${outcome}`)}
            </button>
          ))}
          {mayReport && (
            <button type="button" className="lx-button visit-found" disabled={record.isPending} onClick={found}>
              {t('visits.found')}
            </button>
          )}
        </div>
      )}
    </article>
  )
}
