import { newId } from '@lianxin/client'
import { markAssessment } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { App, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { renew } from './queries.ts'

/** A mark with its reason, which the unit sees. */
export function MarkForm({
  assessmentId,
  unitId,
  itemId,
  title,
  name,
  onClose,
}: {
  readonly assessmentId: string
  readonly unitId: string
  readonly itemId: string
  readonly title: string
  readonly name: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [markId] = useState(newId)
  const [percent, setPercent] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const save = useMutation({
    mutationFn: () =>
      call(markAssessment, {
        params: { assessmentId, markId },
        body: { unitId, itemId, percent: percent ?? 0, reason },
      }),
    onSuccess: async () => {
      await renew()
      void message.success(t('assessment.marked', { name }))
      onClose()
    },
  })
  return (
    <CarefulModal
      title={title}
      saving={{ follows: null, must: false, error: save.error, isPending: save.isPending, submit: () => save.mutate() }}
      ready={percent !== null && reason.trim() !== ''}
      onClose={onClose}
    >
      <Field label={t('assessment.percent')} error={save.error} pointer="/percent" required>
        <InputNumber autoFocus min={0} max={100} precision={0} value={percent} onChange={setPercent} />
      </Field>
      <Field
        label={t('assessment.reason')}
        error={save.error}
        pointer="/reason"
        help={t('assessment.reasonHelp')}
        required
      >
        <Input.TextArea rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </CarefulModal>
  )
}
