import { recordCheck, type CheckView } from '@lianxin/contract'
import { formatDay, formatInstant, stepKey, useLang } from '@lianxin/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input, Radio } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing, Refused } from '../app/problem.tsx'
import { className, unitName } from '../ticket/words.ts'
import { checksQuery, renewInspections } from './queries.ts'
import { VerdictTag } from './verdict-tag.tsx'

type Verdict = NonNullable<CheckView['verdict']>

/** What was found: as told or not, and what was seen. */
function RecordForm({ check }: { readonly check: CheckView }) {
  const { t } = useTranslation()
  const id = useId()
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [seen, setSeen] = useState('')
  const record = useMutation({
    mutationFn: (found: Verdict) =>
      call(recordCheck, {
        params: { inspectionId: check.inspectionId, ticketId: check.ticketId },
        body: { verdict: found, seen: seen.trim() },
      }),
    onSuccess: renewInspections,
  })
  return (
    <form
      className="lc-form"
      aria-label={t('inspections.recordOf', { number: check.number })}
      onSubmit={(event) => {
        event.preventDefault()
        if (verdict !== null && seen.trim() !== '' && !record.isPending) record.mutate(verdict)
      }}
    >
      <fieldset className="lc-field">
        <legend>{t('inspections.isIt')}</legend>
        <Radio.Group
          value={verdict}
          onChange={(event) => setVerdict(event.target.value as Verdict)}
          options={(['confirmed', 'refuted'] as const).map((value) => ({
            value,
            label: t(`inspections.verdict.${value}`),
          }))}
        />
      </fieldset>
      <label htmlFor={id}>{t('inspections.seen')}</label>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={500}
        placeholder={t('inspections.seenPlaceholder')}
        value={seen}
        onChange={(event) => setSeen(event.target.value)}
      />
      {verdict === 'refuted' && <p className="lx-notice">{t('inspections.willReopen')}</p>}
      <Refused error={record.error} />
      <div className="lc-form-buttons">
        <Button
          type="primary"
          htmlType="submit"
          disabled={verdict === null || seen.trim() === ''}
          loading={record.isPending}
        >
          {t('inspections.record')}
        </Button>
      </div>
    </form>
  )
}

function CheckCard({ check }: { readonly check: CheckView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  return (
    <li className="lc-check" aria-label={check.number}>
      <h2>{className(check.className, language) ?? t('inspections.noClass')}</h2>
      <p className="lc-soft">
        {check.number} ·{' '}
        <span className={check.overdue ? 'lc-bad' : ''}>
          {t(check.overdue ? 'inspections.wasDue' : 'inspections.dueBy', { day: formatDay(check.dueOn, language) })}
        </span>
      </p>
      <p>{[check.gridName, check.address].filter((part) => part !== '').join(' · ')}</p>
      {check.publicReply !== null && (
        <p>
          {t('inspections.told', { unit: unitName(check.unit, language) })}
          <strong>{check.publicReply}</strong>
        </p>
      )}
      <details>
        <summary>{t('inspections.history')}</summary>
        <ol className="lc-check-steps">
          {check.timeline.map((step) => (
            <li key={`${step.at} ${step.kind}`}>
              <time className="lc-soft" dateTime={step.at}>
                {formatInstant(step.at, language)}
              </time>{' '}
              {t(stepKey(step.kind))}
              {step.unit !== null && ` · ${unitName(step.unit, language)}`}
            </li>
          ))}
        </ol>
      </details>
      {check.verdict === null ? (
        <RecordForm check={check} />
      ) : (
        <p className="lc-inline">
          <VerdictTag verdict={check.verdict} />
          <span>
            {check.seen}
            {check.reopened && ` · ${t('inspections.reopened')}`}
          </span>
        </p>
      )}
    </li>
  )
}

/** What the person at the screen is to check: where it is and what was said to be done, nothing of who reported it. */
export function MyChecks() {
  const { t } = useTranslation()
  const answer = useQuery(checksQuery)
  return (
    <div className="lc-stack">
      <p className="lc-soft">{t('inspections.aboutMine')}</p>
      <Loaded answer={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing text={t('inspections.noChecks')} hint={t('inspections.noChecksHint')} />
          ) : (
            <ul className="lc-checks">
              {items.map((check) => (
                <CheckCard key={`${check.inspectionId} ${check.ticketId}`} check={check} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  )
}
