import { newId } from '@lianxin/client'
import { drawInspection, listInspectors, type BodyOf } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { dayText } from '../app/time.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { unitName } from '../ticket/words.ts'
import { renewInspections } from './queries.ts'

type Body = BodyOf<typeof drawInspection>

const DAY_ms = 86_400_000
/** A month back and a fortnight ahead. */
const startOf = (now: number) => ({
  from: dayText(now - 30 * DAY_ms),
  to: dayText(now),
  dueOn: dayText(now + 14 * DAY_ms),
  strata: 'unit' as const,
  kind: 'count' as const,
  number: 30,
  inspectorIds: [],
})
interface Form extends Pick<Body, 'from' | 'to' | 'dueOn' | 'strata'> {
  readonly kind: Body['take']['kind']
  readonly number: number
  readonly inspectorIds: string[]
}

/** How many of which time, by what layered, checked by whom. Which ones is drawn by the server. */
export function DrawForm({
  onDrawn,
  onClose,
}: {
  readonly onDrawn: (id: string) => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const [language] = useLang()
  const [inspectionId, setId] = useState(newId)
  const [form, setForm] = useState<Form>(() => startOf(Date.now()))
  const change = (part: Partial<Form>): void => {
    setForm((before) => ({ ...before, ...part }))
    setId(newId())
  }
  const people = useQuery({
    queryKey: ['inspectors'],
    queryFn: ({ signal }) => call(listInspectors, { signal }),
  })
  const { from, to, dueOn, strata, kind, number, inspectorIds } = form
  const draw = useMutation({
    mutationFn: () =>
      call(drawInspection, {
        params: { inspectionId },
        body: {
          from,
          to,
          dueOn,
          strata,
          inspectorIds,
          take: kind === 'count' ? { kind, count: number } : { kind, percent: number },
        },
      }),
    onSuccess: async ({ id }) => {
      await renewInspections()
      onDrawn(id)
    },
  })
  const { error } = draw
  return (
    <CarefulModal
      title={t('inspections.draw')}
      saving={{ follows: null, must: false, error, isPending: draw.isPending, submit: () => draw.mutate() }}
      ready={from !== '' && to !== '' && dueOn !== '' && number > 0 && inspectorIds.length > 0}
      onClose={onClose}
    >
      <p className="lc-help">{t('inspections.drawHelp')}</p>
      <Field label={t('inspections.from')} error={error} pointer="/from" required>
        <Input type="date" max={to} value={from} onChange={(event) => change({ from: event.target.value })} />
      </Field>
      <Field label={t('inspections.to')} error={error} pointer="/to" required>
        <Input type="date" min={from} value={to} onChange={(event) => change({ to: event.target.value })} />
      </Field>
      <fieldset className="lc-field">
        <legend>{t('inspections.take')}</legend>
        <Radio.Group
          value={kind}
          onChange={(event) =>
            change(event.target.value === 'count' ? { kind: 'count', number: 30 } : { kind: 'percent', number: 5 })
          }
          options={(['count', 'percent'] as const).map((value) => ({ value, label: t(`inspections.kind.${value}`) }))}
        />
      </fieldset>
      <Field label={t(`inspections.number.${kind}`)} error={error} pointer="/take" required>
        <InputNumber
          min={1}
          max={kind === 'count' ? 500 : 100}
          value={number}
          onChange={(next) => change({ number: next ?? 0 })}
        />
      </Field>
      <fieldset className="lc-field">
        <legend>{t('inspections.layered')}</legend>
        <Radio.Group
          value={strata}
          onChange={(event) => change({ strata: event.target.value as Form['strata'] })}
          options={(['unit', 'class'] as const).map((value) => ({ value, label: t(`inspections.strata.${value}`) }))}
        />
      </fieldset>
      <Field
        label={t('inspections.inspectors')}
        help={t('inspections.inspectorsHelp')}
        error={error}
        pointer="/inspectorIds"
        required
      >
        <Select
          mode="multiple"
          maxCount={50}
          loading={people.isPending}
          value={inspectorIds}
          onChange={(ids) => change({ inspectorIds: ids })}
          showSearch={{ optionFilterProp: 'label' }}
          options={(people.data?.items ?? []).map(({ personId, name, unit, citizen }) => ({
            value: personId,
            label: `${name} · ${citizen ? t('role.citizenInspector') : unitName(unit, language)}`,
          }))}
        />
      </Field>
      <Field label={t('inspections.dueOn')} error={error} pointer="/dueOn" required>
        <Input type="date" value={dueOn} onChange={(event) => change({ dueOn: event.target.value })} />
      </Field>
    </CarefulModal>
  )
}
