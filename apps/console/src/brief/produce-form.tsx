import { newId } from '@lianxin/client'
import { produceBrief, type BriefUnit } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { useMutation } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { unitName } from '../ticket/words.ts'
import { renew } from './queries.ts'

/** Has a brief produced: of which unit and month. */
export function ProduceForm({
  units,
  first,
  present,
  onAsked,
  onClose,
}: {
  readonly units: readonly BriefUnit[]
  readonly first: { readonly month: string; readonly unitId: string }
  /** The running month. */
  readonly present: string
  readonly onAsked: () => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const [language] = useLang()
  const [briefId] = useState(newId)
  const [form, setForm] = useState(first)
  const produce = useMutation({
    mutationFn: () => call(produceBrief, { params: { briefId }, body: form }),
    onSuccess: async () => {
      await renew()
      onAsked()
    },
  })
  return (
    <CarefulModal
      title={t('brief.produceTitle')}
      okText={t('brief.produceNow')}
      saving={{
        follows: null,
        must: false,
        error: produce.error,
        isPending: produce.isPending,
        submit: () => produce.mutate(),
      }}
      ready={form.month !== '' && form.unitId !== ''}
      onClose={onClose}
    >
      <p className="lc-help">{t('brief.produceAbout')}</p>
      <Field label={t('brief.unit')} error={produce.error} pointer="/unitId" required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={form.unitId}
          onChange={(unitId: string) => setForm((before) => ({ ...before, unitId }))}
          options={units.map((unit) => ({ value: unit.id, label: unitName(unit, language) }))}
        />
      </Field>
      <Field label={t('brief.month')} error={produce.error} pointer="/month" required>
        <Input
          type="month"
          max={present}
          value={form.month}
          onChange={(event) => {
            const month = event.target.value
            setForm((before) => ({ ...before, month }))
          }}
        />
      </Field>
    </CarefulModal>
  )
}
