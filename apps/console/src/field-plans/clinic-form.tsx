import { newId } from '@lianxin/client'
import { planClinic } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { dayText } from '../app/time.ts'
import { GridPicker } from '../grids/grid-picker.tsx'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { minuteOf } from './hours.ts'
import { renewFieldPlans } from './queries.ts'

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** Weekly hours of the own department in a grid. */
export function ClinicForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [form, setForm] = useState(() => ({
    id: newId(),
    gridId: null as string | null,
    weekday: 2,
    from: '14:00',
    to: '17:00',
    place: '',
    matters: '',
    first: dayText(Date.now()),
    last: '',
  }))
  const change = (part: Partial<typeof form>): void => setForm((before) => ({ ...before, ...part, id: newId() }))
  const [fromMinute, toMinute] = [minuteOf(form.from), minuteOf(form.to)]
  const plan = useMutation({
    mutationFn: () =>
      call(planClinic, {
        params: { clinicId: form.id },
        body: {
          gridId: form.gridId ?? '',
          weekday: form.weekday,
          fromMinute: fromMinute ?? 0,
          toMinute: toMinute ?? 0,
          place: form.place.trim(),
          matters: form.matters.trim(),
          from: form.first,
          to: form.last === '' ? null : form.last,
        },
      }),
    onSuccess: async () => {
      await renewFieldPlans()
      onClose()
    },
  })
  const { error } = plan
  return (
    <CarefulModal
      title={t('fieldPlans.planClinic')}
      saving={{ follows: null, must: false, error, isPending: plan.isPending, submit: () => plan.mutate() }}
      ready={
        form.gridId !== null &&
        fromMinute !== null &&
        toMinute !== null &&
        form.place.trim() !== '' &&
        form.first !== ''
      }
      onClose={onClose}
    >
      <p className="lc-help">{t('fieldPlans.clinicHelp')}</p>
      <Field label={t('fieldPlans.grid')} error={error} pointer="/gridId" required>
        <GridPicker value={form.gridId} onChange={(gridId) => change({ gridId })} />
      </Field>
      <Field label={t('fieldPlans.onWeekday')} required>
        <Select
          value={form.weekday}
          onChange={(weekday) => change({ weekday })}
          options={WEEKDAYS.map((value) => ({ value, label: t(`fieldPlans.weekday.${value}`) }))}
        />
      </Field>
      <Field label={t('fieldPlans.fromTime')} error={error} pointer="/fromMinute" required>
        <Input type="time" value={form.from} onChange={(event) => change({ from: event.target.value })} />
      </Field>
      <Field label={t('fieldPlans.toTime')} required>
        <Input type="time" value={form.to} onChange={(event) => change({ to: event.target.value })} />
      </Field>
      <Field label={t('fieldPlans.place')} error={error} pointer="/place" required>
        <Input
          maxLength={200}
          placeholder={t('fieldPlans.placePlaceholder')}
          value={form.place}
          onChange={(event) => change({ place: event.target.value })}
        />
      </Field>
      <Field label={t('fieldPlans.matters')} error={error} pointer="/matters">
        <Input maxLength={200} value={form.matters} onChange={(event) => change({ matters: event.target.value })} />
      </Field>
      <Field label={t('fieldPlans.first')} required>
        <Input type="date" value={form.first} onChange={(event) => change({ first: event.target.value })} />
      </Field>
      <Field label={t('fieldPlans.last')} help={t('fieldPlans.lastHelp')}>
        <Input
          type="date"
          min={form.first}
          value={form.last}
          onChange={(event) => change({ last: event.target.value })}
        />
      </Field>
    </CarefulModal>
  )
}
