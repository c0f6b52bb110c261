import { newId } from '@lianxin/client'
import { beginAssessment, type AssessmentHead } from '@lianxin/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { faultsAt, Field } from '../settings/field.tsx'
import { lastMonth } from './numbers.ts'
import { headsQuery, renew } from './queries.ts'

const SUBJECTS = ['grid', 'department'] as const satisfies readonly AssessmentHead['subject'][]
const TEMPLATES = ['zhengzhou', 'jinhua', 'supervised', 'own'] as const satisfies readonly AssessmentHead['template'][]

/** Begins the assessment of a month, or the correction of a published one. */
export function BeginForm({
  onBegun,
  onClose,
}: {
  readonly onBegun: (id: string) => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const [assessmentId] = useState(newId)
  const [latest] = useState(() => lastMonth(new Date()))
  const [form, setForm] = useState<Pick<AssessmentHead, 'month' | 'subject' | 'template'>>({
    month: latest,
    subject: 'grid',
    template: 'zhengzhou',
  })
  const { data } = useQuery(headsQuery)
  const isCorrection = data?.items.some(({ month, subject }) => month === form.month && subject === form.subject)
  const change = (part: Partial<typeof form>): void => setForm((before) => ({ ...before, ...part }))
  const begin = useMutation({
    mutationFn: () => call(beginAssessment, { params: { assessmentId }, body: form }),
    onSuccess: async ({ id }) => {
      await renew()
      onBegun(id)
    },
  })
  return (
    <CarefulModal
      title={t('assessment.beginTitle')}
      saving={{
        follows: null,
        must: false,
        error: begin.error,
        isPending: begin.isPending,
        submit: () => begin.mutate(),
      }}
      ready={form.month !== ''}
      onClose={onClose}
    >
      <p className="lc-help">{t('assessment.about')}</p>
      <Field label={t('assessment.month')} error={begin.error} pointer="/month" required>
        <Input
          type="month"
          max={latest}
          autoFocus
          value={form.month}
          onChange={(event) => change({ month: event.target.value })}
        />
      </Field>
      <fieldset className="lc-field">
        <legend>{t('assessment.subject')}</legend>
        <Radio.Group
          value={form.subject}
          onChange={(event) => change({ subject: event.target.value as typeof form.subject })}
          options={SUBJECTS.map((value) => ({ value, label: t(`assessment.subjects.${value}`) }))}
        />
        {isCorrection && <p className="lc-help">{t('assessment.beginCorrection')}</p>}
      </fieldset>
      <fieldset className="lc-field">
        <legend>{t('assessment.template')}</legend>
        <Radio.Group
          value={form.template}
          onChange={(event) => change({ template: event.target.value as typeof form.template })}
          options={TEMPLATES.map((value) => ({ value, label: t(`assessment.templates.${value}`) }))}
        />
        {faultsAt(begin.error, '/template').map((fault) => (
          <p key={fault} className="lc-bad" role="alert">
            {fault}
          </p>
        ))}
      </fieldset>
    </CarefulModal>
  )
}
