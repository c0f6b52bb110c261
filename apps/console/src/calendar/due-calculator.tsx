import { computeDue } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { useMutation } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { isoToLocal, localToIso } from '../app/time.ts'

type Unit = 'workHour' | 'workDay' | 'hour'

/** Answers the question heard most often on the telephone: when is that due? */
export function DueCalculator() {
  const { t } = useTranslation()
  const id = useId()
  const [language] = useLang()
  const [from, setFrom] = useState(() => isoToLocal(Date.now()))
  const [amount, setAmount] = useState(7)
  const [unit, setUnit] = useState<Unit>('workDay')
  const due = useMutation({ mutationFn: () => call(computeDue, { query: { from: localToIso(from), amount, unit } }) })
  return (
    <section className="lc-section">
      <h2>{t('calendar.calculator')}</h2>
      <form
        className="lc-inline"
        onSubmit={(event) => {
          event.preventDefault()
          due.mutate()
        }}
      >
        <label htmlFor={`${id}-from`}>{t('calendar.from')}</label>
        <Input
          id={`${id}-from`}
          className="lc-datetime"
          type="datetime-local"
          required
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <label htmlFor={`${id}-amount`}>{t('calendar.plus')}</label>
        <InputNumber
          id={`${id}-amount`}
          min={1}
          max={10_000}
          value={amount}
          onChange={(value) => setAmount(value ?? 1)}
        />
        <Select
          aria-label={t('action.timeUnit')}
          className="lc-unit"
          value={unit}
          onChange={setUnit}
          options={(['workDay', 'workHour', 'hour'] as const).map((one) => ({
            value: one,
            label: t(`timeUnit.${one}`),
          }))}
        />
        <Button htmlType="submit" type="primary" loading={due.isPending}>
          {t('calendar.compute')}
        </Button>
        <output aria-live="polite">
          {due.data && <strong className="lc-due">{formatInstant(due.data.dueAt, language)}</strong>}
        </output>
      </form>
      <Refused error={due.error} />
    </section>
  )
}
