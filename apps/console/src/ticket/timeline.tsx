import type { StepView, TicketDetail } from '@lianxin/contract'
import { formatDay, useLang } from '@lianxin/ui'
import { Button, Segmented } from 'antd'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useSession } from '../app/session.tsx'
import { dayText } from '../app/time.ts'
import { StepLine } from './step-line.tsx'
import { byDay, collapse, readSteps, type ReadStep } from './timeline-days.ts'

interface TimelineProps {
  readonly ticket: TicketDetail
  /** The revision this person saw last before opening it; undefined where it was never opened here. */
  readonly seenBefore: number | undefined
}

/** Which steps are news: made by others after the last look. */
function useNews(seenBefore: number | undefined): (step: StepView) => boolean {
  const { person } = useSession()
  return (step) => seenBefore !== undefined && step.seq > seenBefore && step.actor.personName !== person.name
}

function Days({
  steps,
  ticket,
  isNew,
  lastNew,
}: {
  readonly steps: readonly ReadStep[]
  readonly ticket: TicketDetail
  readonly isNew: (step: StepView) => boolean
  /** The oldest of the new steps: below it begins what was seen. */
  readonly lastNew: number | undefined
}) {
  const { t } = useTranslation()
  const [language] = useLang()
  return byDay(steps, dayText).map(({ day, steps: ofDay }) => (
    <section key={day} className="lc-day">
      <h4>{formatDay(day, language)}</h4>
      <ol>
        {ofDay.map((read) => (
          <Fragment key={read.step.seq}>
            <StepLine read={read} isNew={isNew(read.step)} isLast={isLastHold(ticket, read)} />
            {read.step.seq === lastNew && (
              <li className="lc-seen-line">
                <span>{t('seen.line')}</span>
              </li>
            )}
          </Fragment>
        ))}
      </ol>
    </section>
  ))
}

/** The hand-over by which the present holder came to it. */
function isLastHold(ticket: TicketDetail, { step }: ReadStep): boolean {
  return (
    ticket.closedAt === null &&
    ticket.steps.every((other) => other.seq <= step.seq || other.holderName === step.holderName)
  )
}

/** Everything that happened, the newest first, by days. Long histories show their ends; what is new is marked. */
export function Timeline({ ticket, seenBefore }: TimelineProps) {
  const { t } = useTranslation()
  const [only, setOnly] = useState<'all' | 'handOvers'>('all')
  const [whole, setWhole] = useState(false)
  const isNew = useNews(seenBefore)
  const all = readSteps(ticket.steps)
  const steps = only === 'all' ? all : all.filter(({ isHandOver }) => isHandOver)
  const { head, hidden, tail } = whole ? { head: steps, hidden: 0, tail: [] } : collapse(steps, isNew)
  const lastNew = steps.findLast(({ step }) => isNew(step))?.step.seq
  const shared = { ticket, isNew, lastNew: lastNew === steps.at(-1)?.step.seq ? undefined : lastNew }
  return (
    <section className="lc-section lc-timeline" aria-label={t('timeline.title')}>
      <h3 className="lc-pane-line">
        <span className="lc-grow">
          {t('timeline.title')} <small className="lc-soft">{t('timeline.count', { count: steps.length })}</small>
        </span>
        <Segmented
          size="small"
          aria-label={t('timeline.show')}
          value={only}
          onChange={setOnly}
          options={(['all', 'handOvers'] as const).map((value) => ({ value, label: t(`timeline.only.${value}`) }))}
        />
      </h3>
      <Days steps={head} {...shared} />
      {hidden > 0 && (
        <Button block type="dashed" size="small" className="lc-more-steps" onClick={() => setWhole(true)}>
          {t('timeline.showHidden', { count: hidden })}
        </Button>
      )}
      {tail.length > 0 && <Days steps={tail} {...shared} />}
    </section>
  )
}
