import { recordClinic, type ClinicView } from '@lianxin/contract'
import { formatDay, useLang } from '@lianxin/ui'
import { useMutation } from '@tanstack/react-query'
import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { renewFieldPlans } from './queries.ts'

/** Held, with the matters taken there, or not held, with the reason. */
export function ClinicRecord({
  clinic,
  day,
  onClose,
}: {
  readonly clinic: ClinicView
  readonly day: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const [language] = useLang()
  const [held, setHeld] = useState<boolean | null>(null)
  const [reason, setReason] = useState('')
  const [numbers, setNumbers] = useState('')
  const record = useMutation({
    mutationFn: () =>
      call(recordClinic, {
        params: { clinicId: clinic.id, day },
        body: {
          held: held === true,
          reason: reason.trim(),
          numbers: [...new Set(numbers.split(/[\s,，、;；]+/).filter((number) => number !== ''))],
        },
      }),
    onSuccess: async () => {
      await renewFieldPlans()
      onClose()
    },
  })
  const { error } = record
  return (
    <CarefulModal
      title={t('fieldPlans.recordOf', { day: formatDay(day, language) })}
      saving={{ follows: null, must: false, error, isPending: record.isPending, submit: () => record.mutate() }}
      ready={held === true || (held === false && reason.trim() !== '')}
      onClose={onClose}
    >
      <fieldset className="lc-field">
        <legend>{t('fieldPlans.wasHeld')}</legend>
        <Radio.Group
          value={held}
          onChange={(event) => setHeld(event.target.value as boolean)}
          options={[
            { value: true, label: t('fieldPlans.stand.held') },
            { value: false, label: t('fieldPlans.stand.notHeld') },
          ]}
        />
      </fieldset>
      {held === false ? (
        <Field key="reason" label={t('fieldPlans.reason')} error={error} pointer="/reason" required>
          <Input maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      ) : (
        <Field
          key="numbers"
          label={t('fieldPlans.numbers')}
          help={t('fieldPlans.numbersHelp')}
          error={error}
          pointer="/numbers"
        >
          <Input value={numbers} onChange={(event) => setNumbers(event.target.value)} />
        </Field>
      )}
    </CarefulModal>
  )
}
