import { newId } from '@lianxin/client'
import { putVisitPlan, type VisitPlanView } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Input, Popconfirm, Radio, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'
import { dayText } from '../app/time.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'

const SUBJECTS = ['place', 'organisation'] as const

/** The plan as the form shows it; one that rests is opened to be agreed on anew, from today. */
function filled(plan: VisitPlanView | null, cadence_days: number, today: string) {
  return {
    subjectKind: plan?.subjectKind ?? ('place' as const),
    name: plan?.name ?? '',
    address: plan?.address ?? '',
    service: plan?.service ?? '',
    cadence_days: plan?.cadence_days ?? cadence_days,
    agreedOn: plan?.restsSince === null ? plan.agreedOn : today,
    resting: false,
  }
}

/** Puts down, changes, rests, resumes or ends visits to a place or an organisation. */
export function VisitForm({
  plan,
  gridId,
  cadences_days,
  onClose,
}: {
  readonly plan: VisitPlanView | null
  /** Grid of a new one. */
  readonly gridId: string
  readonly cadences_days: readonly number[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [planId] = useState(() => plan?.id ?? newId())
  const [today] = useState(() => dayText(Date.now()))
  const [form, setForm] = useState(() => filled(plan, cadences_days[1] ?? cadences_days[0] ?? 1, today))
  const change = (part: Partial<typeof form>): void => setForm((before) => ({ ...before, ...part }))
  const save = useMutation({
    mutationFn: (ended: boolean) =>
      call(putVisitPlan, {
        params: { planId },
        body: { ...form, gridId: plan?.gridId ?? gridId, ended, revision: plan?.revision ?? null },
      }),
    onSuccess: async ({ name }, ended) => {
      await queryClient.invalidateQueries({ queryKey: ['visit-plans'] })
      void message.success(t(ended ? 'visits.ended' : 'visits.saved', { name }))
      onClose()
    },
  })
  const { error } = save
  const offered = [...new Set([...cadences_days, ...(plan ? [plan.cadence_days] : [])])].toSorted((a, b) => a - b)
  return (
    <CarefulModal
      title={t(plan === null ? 'visits.add' : 'visits.changeTitle')}
      saving={{ follows: null, must: false, error, isPending: save.isPending, submit: () => save.mutate(false) }}
      ready={form.name.trim() !== '' && form.agreedOn !== ''}
      onClose={onClose}
    >
      <p className="lc-help">{t('visits.noPersons')}</p>
      <Radio.Group
        aria-label={t('visits.subject')}
        value={form.subjectKind}
        onChange={(event) => change({ subjectKind: event.target.value as (typeof SUBJECTS)[number] })}
        options={SUBJECTS.map((one) => ({ value: one, label: t(`visits.subjects.${one}`) }))}
      />
      <Field label={t('visits.name')} error={error} pointer="/name" required>
        <Input maxLength={60} autoFocus value={form.name} onChange={(event) => change({ name: event.target.value })} />
      </Field>
      <Field label={t('visits.address')} error={error} pointer="/address">
        <Input maxLength={200} value={form.address} onChange={(event) => change({ address: event.target.value })} />
      </Field>
      <Field label={t('visits.service')} error={error} pointer="/service" help={t('visits.serviceHelp')}>
        <Input maxLength={200} value={form.service} onChange={(event) => change({ service: event.target.value })} />
      </Field>
      <div className="lc-pair">
        <Field label={t('visits.cadence')} error={error} pointer="/cadence_days" help={t('visits.cadenceHelp')}>
          <Select
            value={form.cadence_days}
            onChange={(cadence_days) => change({ cadence_days })}
            options={offered.map((n) => ({ value: n, label: t('visits.everyDays', { n }) }))}
          />
        </Field>
        <Field label={t('visits.agreedOn')} error={error} pointer="/agreedOn" required>
          <Input
            type="date"
            max={today}
            value={form.agreedOn}
            onChange={(event) => change({ agreedOn: event.target.value })}
          />
        </Field>
      </div>
      {plan?.restsSince !== undefined && plan.restsSince !== null && (
        <p className="lc-help">{t('visits.resumeHelp')}</p>
      )}
      {plan && (
        <div className="lc-pane-line">
          <label className="lc-inline lc-grow">
            <Switch checked={form.resting} onChange={(resting) => change({ resting })} /> {t('visits.rest')}
          </label>
          <Popconfirm
            title={t('visits.endAsk')}
            okText={t('visits.end')}
            cancelText={t('action.cancel')}
            onConfirm={() => save.mutate(true)}
          >
            <Button danger>{t('visits.end')}</Button>
          </Popconfirm>
        </div>
      )}
    </CarefulModal>
  )
}
