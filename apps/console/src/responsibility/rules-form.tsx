import { putResponsibilityRules, type RulesView } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { App, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'

/** Changes from how many hours a measure is proposed and how long it lasts; the next version of the rules. */
export function RulesForm({ before, onClose }: { readonly before: RulesView; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [rules, setRules] = useState(before.rules)
  const [reason, setReason] = useState('')
  const send = useMutation({
    mutationFn: () => call(putResponsibilityRules, { body: { version: before.version, rules, reason: reason.trim() } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['responsibility'] })
      void message.success(t('responsibility.rulesSaved'))
      onClose()
    },
  })
  return (
    <CarefulModal
      title={t('responsibility.changeRules')}
      saving={{ follows: null, must: false, error: send.error, isPending: send.isPending, submit: () => send.mutate() }}
      ready={reason.trim() !== ''}
      onClose={onClose}
    >
      <p className="lc-note">{t('responsibility.rulesAbout')}</p>
      {rules.ladder.map(({ measure, from_workHours }, nth) => (
        <div key={measure} className="lc-rule-row">
          <Field
            label={t('responsibility.hoursOf', { measure: t(`responsibility.measure.${measure}`) })}
            error={send.error}
            pointer={`/rules/ladder/${nth}`}
          >
            <InputNumber
              min={0.5}
              max={2000}
              value={from_workHours}
              onChange={(hours) =>
                setRules({
                  ...rules,
                  ladder: rules.ladder.map((rung, at) =>
                    at === nth ? { measure, from_workHours: hours ?? from_workHours } : rung,
                  ),
                })
              }
            />
          </Field>
          <Field label={t('responsibility.daysOf', { measure: t(`responsibility.measure.${measure}`) })}>
            <InputNumber
              min={1}
              max={3650}
              precision={0}
              value={rules.lasts_days[measure]}
              onChange={(days) =>
                setRules({
                  ...rules,
                  lasts_days: { ...rules.lasts_days, [measure]: days ?? rules.lasts_days[measure] },
                })
              }
            />
          </Field>
        </div>
      ))}
      <Field label={t('responsibility.rulesReason')} error={send.error} pointer="/reason" required>
        <Input.TextArea rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </CarefulModal>
  )
}
