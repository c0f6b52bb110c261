import { endClinic, type ClinicView } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { dayText } from '../app/time.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { renewFieldPlans } from './queries.ts'

/** Ends a clinic of the own department before the day that was planned; other hours are planned as a new clinic. */
export function ClinicEnd({ clinic, onClose }: { readonly clinic: ClinicView; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [today] = useState(() => dayText(Date.now()))
  const [last, setLast] = useState(today)
  const end = useMutation({
    mutationFn: () => call(endClinic, { params: { clinicId: clinic.id }, body: { last } }),
    onSuccess: async () => {
      await renewFieldPlans()
      onClose()
    },
  })
  const { error } = end
  return (
    <CarefulModal
      title={t('fieldPlans.endTitle')}
      okText={t('fieldPlans.end')}
      saving={{ follows: null, must: false, error, isPending: end.isPending, submit: () => end.mutate() }}
      ready={last !== ''}
      onClose={onClose}
    >
      <p className="lc-help">{t('fieldPlans.endHelp')}</p>
      <Field label={t('fieldPlans.endLast')} error={error} pointer="/last" required>
        <Input
          type="date"
          min={today}
          {...(clinic.to === null ? {} : { max: clinic.to })}
          value={last}
          onChange={(event) => setLast(event.target.value)}
        />
      </Field>
    </CarefulModal>
  )
}
