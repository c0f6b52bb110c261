import type { VisitPlanView } from '@lianxin/contract'
import type { VisitOutcome } from '@lianxin/domain'
import { EmptyView, formatDay, LoadingView, ProblemView, useLang, useTranslation } from '@lianxin/ui'
import { useState, type ReactElement } from 'react'

import { AsOf } from '../app/as-of.tsx'
import { TopLine } from '../app/top-line.tsx'
import { useOnline } from '../app/use-online.ts'
import { MOST, useVisits } from './queries.ts'
import { VisitCard } from './visit-card.tsx'
import './visits.css'

interface Told {
  readonly plan: VisitPlanView
  readonly outcome: VisitOutcome
}

/** Places and organisations to go to, due first; how a visit ended is told at one tap. */
export function VisitsPage(): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  const online = useOnline()
  const [due, setDue] = useState(true)
  const [told, setTold] = useState<Told | null>(null)
  const found = useVisits(due)
  const items = found.data?.value.items ?? []
  return (
    <>
      <TopLine title={t('visits.title')} />
      <main className="page todos">
        <h1 className="lx-visually-hidden">{t('visits.title')}</h1>
        <AsOf seen={found.data} updated_ms={found.dataUpdatedAt} />
        {!online && <p className="lx-notice lx-notice-warn">{t('visits.offline')}</p>}
        <p role="status" className={told ? 'lx-notice visit-told' : undefined}>
          {told &&
            t(told.plan.dueOn === null ? 'visits.toldResting' : 'visits.told', {
              name: told.plan.name,
              outcome: t(`visits.outcome.${told.outcome}`),
              day: told.plan.dueOn === null ? '' : formatDay(told.plan.dueOn, lang),
            })}
        </p>
        {found.isError && <ProblemView error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <LoadingView />}
        {found.data && items.length === 0 && (
          <EmptyView title={t(due ? 'visits.noneDue' : 'visits.none')} text={t('visits.noneText')} />
        )}
        {items.length > 0 && (
          <ul className="cards">
            {items.map((plan) => (
              <li key={plan.id}>
                <VisitCard plan={plan} onRecorded={(after, outcome) => setTold({ plan: after, outcome })} />
              </li>
            ))}
          </ul>
        )}
        {found.data?.value.hasMore && <p className="lx-hint">{t('visits.first', { n: MOST })}</p>}
      </main>
      <div className="list-bar">
        <fieldset className="orders">
          <legend className="lx-visually-hidden">{t('visits.which')}</legend>
          <button type="button" aria-pressed={due} onClick={() => setDue(true)}>
            {t('visits.due')}
          </button>
          <button type="button" aria-pressed={!due} onClick={() => setDue(false)}>
            {t('visits.all')}
          </button>
        </fieldset>
      </div>
    </>
  )
}
