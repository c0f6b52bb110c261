import { newId } from '@lianxin/client'
import { putAssessmentTemplate, type AssessmentHead, type AssessmentTemplateView } from '@lianxin/contract'
import { RATE_MINIMUM } from '@lianxin/domain'
import { useMutation } from '@tanstack/react-query'
import { App, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { faultsAt, Field } from '../settings/field.tsx'
import { presentMonth } from './numbers.ts'
import { renew } from './queries.ts'
import { WayTable, type WayItem } from './way-table.tsx'

const SUBJECTS = ['grid', 'department'] as const satisfies readonly AssessmentHead['subject'][]
const FULL = 100

/** A way of scoring of the district, made of another one: other points and limits, from a month on. */
export function OwnWay({
  from,
  onSaved,
  onClose,
}: {
  readonly from: AssessmentTemplateView
  readonly onSaved: (id: string) => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [templateId] = useState(newId)
  const [first] = useState(() => presentMonth(new Date()))
  const [subject, setSubject] = useState<AssessmentHead['subject']>(from.subject ?? 'grid')
  const [validFrom, setValidFrom] = useState(first)
  const [parts, setParts] = useState(from.parts)
  const change = (itemId: string, part: Partial<WayItem>): void =>
    setParts((before) =>
      before.map((one) => ({
        ...one,
        items: one.items.map((item) => (item.id === itemId ? { ...item, ...part } : item)),
      })),
    )
  const sum =
    parts.flatMap(({ items }) => items).reduce((total, { points }) => total + Math.round(points * FULL), 0) / FULL
  const save = useMutation({
    mutationFn: () =>
      call(putAssessmentTemplate, { params: { templateId }, body: { subject, validFrom, parts: [...parts] } }),
    onSuccess: async ({ id }) => {
      await renew()
      void message.success(t('assessment.ways.saved', { month: validFrom }))
      onSaved(id ?? templateId)
    },
  })
  return (
    <CarefulModal
      title={t('assessment.ways.own')}
      width={860}
      saving={{ follows: null, must: false, error: save.error, isPending: save.isPending, submit: () => save.mutate() }}
      ready={sum === FULL && validFrom !== ''}
      onClose={onClose}
    >
      <p className="lc-help">{t('assessment.ways.ownHelp')}</p>
      <p className="lc-help">{t('assessment.ways.total', { n: RATE_MINIMUM })}</p>
      <fieldset className="lc-field">
        <legend>{t('assessment.subject')}</legend>
        <Radio.Group
          value={subject}
          onChange={(event) => setSubject(event.target.value as typeof subject)}
          options={SUBJECTS.map((value) => ({ value, label: t(`assessment.subjects.${value}`) }))}
        />
      </fieldset>
      <Field label={t('assessment.ways.validFrom')} error={save.error} pointer="/validFrom" required>
        <Input type="month" min={first} value={validFrom} onChange={(event) => setValidFrom(event.target.value)} />
      </Field>
      <WayTable parts={parts} error={save.error} onChange={change} />
      <p role="status" className={sum === FULL ? 'lc-way-sum' : 'lc-way-sum lc-bad'}>
        {t(sum === FULL ? 'assessment.ways.sum' : 'assessment.ways.sumWrong', { sum })}
      </p>
      {faultsAt(save.error, '/parts').length > 0 && <p className="lc-help">{t('assessment.ways.never')}</p>}
    </CarefulModal>
  )
}
