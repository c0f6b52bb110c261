import { InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'

export interface TimeAmount {
  readonly amount: number
  readonly unit: 'workHour' | 'workDay' | 'hour'
}

interface AmountInputProps {
  /** Of the label; a field gives them. */
  readonly id?: string
  readonly 'aria-describedby'?: string
  readonly value: TimeAmount
  readonly onChange: (value: TimeAmount) => void
}

/** A length of time: 1 to 365 working hours, working days or hours. */
export function AmountInput({ value, onChange, ...field }: AmountInputProps) {
  const { t } = useTranslation()
  return (
    <span className="lc-inline">
      <InputNumber
        id={field.id}
        aria-describedby={field['aria-describedby']}
        min={1}
        max={365}
        precision={0}
        value={value.amount}
        onChange={(amount) => onChange({ ...value, amount: amount ?? 1 })}
      />
      <Select
        aria-label={t('action.timeUnit')}
        value={value.unit}
        onChange={(unit: TimeAmount['unit']) => onChange({ ...value, unit })}
        options={(['workHour', 'workDay', 'hour'] as const).map((unit) => ({
          value: unit,
          label: t(`timeUnit.${unit}`),
        }))}
      />
    </span>
  )
}
