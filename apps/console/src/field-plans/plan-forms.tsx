import { newId } from '@lianxin/client'
import { planFieldDays, recordFieldDays, type FieldPlanView } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { renewFieldPlans } from './queries.ts'

/** A third of the working days of most months (三个三分之一); the form lets every unit choose. */
const USUAL_DAYS = 7

/** Field days of the own unit in a month. */
export function PlanForm({ month, onClose }: { readonly month: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [form, setForm] = useState(() => ({ id: newId(), month, plannedDays: USUAL_DAYS, task: '' }))
  const change = (part: Partial<typeof form>): void => setForm((before) => ({ ...before, ...part, id: newId() }))
  const plan = useMutation({
    mutationFn: () =>
      call(planFieldDays, {
        params: { planId: form.id },
        body: { month: form.month, plannedDays: form.plannedDays, task: form.task.trim() },
      }),
    onSuccess: async () => {
      await renewFieldPlans()
      onClose()
    },
  })
  const { error } = plan
  return (
    <CarefulModal
      title={t('fieldPlans.planDays')}
      saving={{ follows: null, must: false, error, isPending: plan.isPending, submit: () => plan.mutate() }}
      ready={form.month !== '' && form.plannedDays > 0 && form.task.trim() !== ''}
      onClose={onClose}
    >
      <p className="lc-help">{t('fieldPlans.planHelp')}</p>
      <Field label={t('fieldPlans.month')} error={error} pointer="/month" required>
        <Input type="month" value={form.month} onChange={(event) => change({ month: event.target.value })} />
      </Field>
      <Field label={t('fieldPlans.plannedDays')} error={error} pointer="/plannedDays" required>
        <InputNumber
          min={1}
          max={31}
          precision={0}
          value={form.plannedDays}
          onChange={(days) => change({ plannedDays: days ?? 0 })}
        />
      </Field>
      <Field label={t('fieldPlans.task')} error={error} pointer="/task" required>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          value={form.task}
          onChange={(event) => change({ task: event.target.value })}
        />
      </Field>
    </CarefulModal>
  )
}

/** What came of it: days kept, what was settled, and why where it were fewer. */
export function PlanRecord({ plan, onClose }: { readonly plan: FieldPlanView; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [form, setForm] = useState({ keptDays: plan.plannedDays, settled: '', reason: '' })
  const change = (part: Partial<typeof form>): void => setForm((before) => ({ ...before, ...part }))
  const record = useMutation({
    mutationFn: () => call(recordFieldDays, { params: { planId: plan.id }, body: form }),
    onSuccess: async () => {
      await renewFieldPlans()
      onClose()
    },
  })
  const { error } = record
  const isLess = form.keptDays < plan.plannedDays
  return (
    <CarefulModal
      title={t('fieldPlans.recordOf', { day: plan.month })}
      saving={{ follows: null, must: false, error, isPending: record.isPending, submit: () => record.mutate() }}
      ready={!isLess || form.reason.trim() !== ''}
      onClose={onClose}
    >
      <Field label={t('fieldPlans.keptDays')} error={error} pointer="/keptDays" required>
        <InputNumber
          min={0}
          max={31}
          precision={0}
          value={form.keptDays}
          onChange={(days) => change({ keptDays: days ?? 0 })}
        />
      </Field>
      <Field label={t('fieldPlans.settled')} error={error} pointer="/settled">
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          value={form.settled}
          onChange={(event) => change({ settled: event.target.value })}
        />
      </Field>
      {isLess && (
        <Field label={t('fieldPlans.reason')} error={error} pointer="/reason" required>
          <Input maxLength={500} value={form.reason} onChange={(event) => change({ reason: event.target.value })} />
        </Field>
      )}
    </CarefulModal>
  )
}
