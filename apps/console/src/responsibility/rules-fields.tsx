import type { ResponsibilityRulesShape } from '@lianxin/contract'
import type { TimeLimit } from '@lianxin/domain'
import { InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'

import { faultsAt, Field } from '../settings/field.tsx'
import { AmountInput } from '../ticket/amount-input.tsx'

interface LadderProps {
  readonly rules: ResponsibilityRulesShape
  readonly error: unknown
  readonly onChange: (part: Partial<ResponsibilityRulesShape>) => void
}

/** From how many hours on each measure is proposed, and how long it lasts. */
export function LadderFields({ rules, error, onChange }: LadderProps) {
  const { t } = useTranslation()
  return (
    <>
      {rules.ladder.map(({ measure, from_hours }, nth) => (
        <div key={measure} className="lc-rule-row">
          <Field label={t('responsibility.hoursOf', { measure: t(`responsibility.measure.${measure}`) })}>
            <InputNumber
              min={0.5}
              max={2000}
              value={from_hours}
              onChange={(hours) =>
                onChange({
                  ladder: rules.ladder.map((rung, at) =>
                    at === nth ? { measure, from_hours: hours ?? from_hours } : rung,
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
                onChange({ lasts_days: { ...rules.lasts_days, [measure]: days ?? rules.lasts_days[measure] } })
              }
            />
          </Field>
        </div>
      ))}
      {faultsAt(error, '/rules/ladder').map((fault) => (
        <p key={fault} className="lc-bad" role="alert">
          {fault}
        </p>
      ))}
      <p className="lc-help">{t('responsibility.hoursHelp')}</p>
    </>
  )
}

interface LimitProps {
  readonly label: string
  readonly help: string
  readonly error: unknown
  readonly pointer: string
  readonly value: TimeLimit
  readonly onChange: (limit: TimeLimit) => void
}

/** A time the rules give: so many working days, working hours or hours by the clock. */
export function LimitField({ value, onChange, ...field }: LimitProps) {
  return (
    <Field {...field}>
      <AmountInput value={value} onChange={onChange} />
    </Field>
  )
}
