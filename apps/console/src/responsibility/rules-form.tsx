import { putResponsibilityRules, type ResponsibilityRulesShape, type RulesView } from '@lianxin/contract'
import { PRIMARY_RULES, RESPONSIBILITY_MEASURES, type PrimaryRule } from '@lianxin/domain'
import { useMutation } from '@tanstack/react-query'
import { App, Input, Radio } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { LadderFields, LimitField } from './rules-fields.tsx'
import { RULE_LIMITS, rungsText } from './words.ts'

type Rules = ResponsibilityRulesShape

interface ChoiceProps<V> {
  readonly legend: string
  readonly value: V
  readonly options: readonly { readonly value: V; readonly label: string; readonly help?: string }[]
  readonly onChange: (value: V) => void
}

/** One of a few, each with what it does; the arrow keys go from one to the next. */
function Choice<V extends string | number>({ legend, value, options, onChange }: ChoiceProps<V>) {
  const id = useId()
  return (
    <fieldset className="lc-field">
      <legend id={id}>{legend}</legend>
      <Radio.Group
        className="lc-stack lc-choice"
        aria-labelledby={id}
        value={value}
        onChange={(event) => onChange(event.target.value as V)}
        options={options.map((one) => ({
          value: one.value,
          label: (
            <>
              {one.label}
              {one.help !== undefined && (
                <>
                  <br />
                  <span className="lc-soft">{one.help}</span>
                </>
              )}
            </>
          ),
        }))}
      />
    </fieldset>
  )
}

/** Changes anything of the rules; what is saved is their next version. */
export function RulesForm({ before, onClose }: { readonly before: RulesView; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [rules, setRules] = useState<Rules>(before.rules)
  const [reason, setReason] = useState('')
  const change = (part: Partial<Rules>): void => setRules({ ...rules, ...part })
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
      width={640}
      saving={{ follows: null, must: false, error: send.error, isPending: send.isPending, submit: () => send.mutate() }}
      ready={reason.trim() !== ''}
      onClose={onClose}
    >
      <p className="lc-note">{t('responsibility.rulesAbout')}</p>
      <LadderFields rules={rules} error={send.error} onChange={change} />
      <Choice<PrimaryRule>
        legend={t('responsibility.primary')}
        value={rules.primary}
        onChange={(primary) => change({ primary })}
        options={PRIMARY_RULES.map((value) => ({
          value,
          label: t(`responsibility.primaryRule.${value}`),
          help: t(`responsibility.primaryHelp.${value}`),
        }))}
      />
      <Choice
        legend={t('responsibility.jointMilder')}
        value={rules.jointMilder}
        onChange={(jointMilder) => change({ jointMilder })}
        options={RESPONSIBILITY_MEASURES.map((_, rungs) => ({ value: rungs, label: rungsText(t, rungs) }))}
      />
      {RULE_LIMITS.map((name) => (
        <LimitField
          key={name}
          label={t(`responsibility.${name}`)}
          help={t(`responsibility.${name}Help`)}
          error={send.error}
          pointer={`/rules/${name}`}
          value={rules[name]}
          onChange={(limit) => change({ [name]: limit })}
        />
      ))}
      <Field label={t('responsibility.rulesReason')} error={send.error} pointer="/reason" required>
        <Input.TextArea rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </CarefulModal>
  )
}
