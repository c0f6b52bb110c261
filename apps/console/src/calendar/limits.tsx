import { type DistrictLimits, fieldWord, putLimits, readLimits, type SettingField } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { Consequences } from '../settings/consequences.tsx'
import { Field } from '../settings/field.tsx'
import { useCarefulSave } from '../settings/use-careful-save.ts'
import { AmountInput } from '../ticket/amount-input.tsx'

const TIMES = [
  'acceptance',
  'handling',
  'verification',
  'inquiryAnswer',
  'whistleSign',
  'whistleContact',
] as const satisfies readonly (keyof DistrictLimits & SettingField)[]

/** Whole numbers with what they count and the most that makes sense. */
const NUMBERS = [
  { name: 'reopenWindow_days', unit: 'day', most: 365 },
  { name: 'nearDue_percent', unit: 'percent', most: 90 },
  { name: 'nearDue_h', unit: 'hour', most: 200 },
  { name: 'remindAfter_workDays', unit: 'workDay', most: 30 },
  { name: 'criticiseAfter_workDays', unit: 'workDay', most: 60 },
] as const satisfies readonly { name: keyof DistrictLimits & SettingField; unit: string; most: number }[]

/** Within what each level answers, and when it is reminded: read by everybody, set by who keeps the calendar. */
export function Limits({ mayWrite }: { readonly mayWrite: boolean }) {
  const { t } = useTranslation()
  const [edited, setEdited] = useState<DistrictLimits | null>(null)
  const answer = useQuery({ queryKey: ['limits'], queryFn: ({ signal }) => call(readLimits, { signal }) })
  return (
    <section className="lc-section">
      <h2>{t('calendar.limits')}</h2>
      <p className="lc-soft">{t('calendar.limitsHint')}</p>
      <Loaded answer={answer}>
        {({ limits, usual }) =>
          edited === null ? (
            <div className="lc-stack">
              <LimitTable limits={limits} usual={usual} />
              {mayWrite && (
                <div>
                  <Button onClick={() => setEdited(limits)}>{t('action.edit')}</Button>
                </div>
              )}
            </div>
          ) : (
            <LimitForm start={edited} usual={usual} onClose={() => setEdited(null)} />
          )
        }
      </Loaded>
    </section>
  )
}

/** The value of a limit in words: `2 working hours`, `25 %`. */
function useLimitText() {
  const { t } = useTranslation()
  return (limits: DistrictLimits, name: keyof DistrictLimits): string => {
    const value = limits[name]
    if (typeof value !== 'number') return t(`calendar.amount.${value.unit}`, { n: value.amount, count: value.amount })
    const unit = NUMBERS.find((one) => one.name === name)?.unit ?? 'day'
    return t(`calendar.amount.${unit}`, { n: value, count: value })
  }
}

interface Both {
  readonly limits: DistrictLimits
  readonly usual: DistrictLimits
}

function LimitTable({ limits, usual }: Both) {
  const { t } = useTranslation()
  const [language] = useLang()
  const text = useLimitText()
  return (
    <dl className="lc-limits">
      {[...TIMES, ...NUMBERS.map(({ name }) => name)].map((name) => (
        <div key={name}>
          <dt>{fieldWord(name, language)}</dt>
          <dd>
            <strong>{text(limits, name)}</strong>
            {text(usual, name) !== text(limits, name) && (
              <span className="lc-soft"> {t('calendar.usual', { value: text(usual, name) })}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface FormProps {
  readonly start: DistrictLimits
  readonly usual: DistrictLimits
  readonly onClose: () => void
}

function LimitForm({ start, usual, onClose }: FormProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const text = useLimitText()
  const [limits, setLimits] = useState(start)
  const saving = useCarefulSave({
    save: (dryRun) => call(putLimits, { query: { dryRun }, body: limits }),
    onSaved: async () => {
      await queryClient.invalidateQueries({ queryKey: ['limits'] })
      await queryClient.invalidateQueries({ queryKey: ['setting-changes'] })
      onClose()
    },
  })
  const change = (part: Partial<DistrictLimits>) => {
    saving.forget()
    setLimits({ ...limits, ...part })
  }
  const helpOf = (name: keyof DistrictLimits): string => t('calendar.usual', { value: text(usual, name) })
  return (
    <div className="lc-stack">
      <div className="lc-limits">
        {TIMES.map((name) => (
          <Field
            key={name}
            label={fieldWord(name, language)}
            help={helpOf(name)}
            error={saving.error}
            pointer={`/${name}`}
          >
            <AmountInput value={limits[name]} onChange={(value) => change({ [name]: value })} />
          </Field>
        ))}
        {NUMBERS.map(({ name, unit, most }) => (
          <Field
            key={name}
            label={fieldWord(name, language)}
            help={helpOf(name)}
            error={saving.error}
            pointer={`/${name}`}
          >
            <InputNumber
              className="lc-limit-number"
              min={1}
              max={most}
              precision={0}
              suffix={t(`calendar.unit.${unit}`)}
              value={limits[name]}
              onChange={(value) => change({ [name]: value ?? limits[name] })}
            />
          </Field>
        ))}
      </div>
      <Refused error={saving.error} />
      {saving.follows && <Consequences items={saving.follows} />}
      <div className="lc-inline">
        <Button type="primary" loading={saving.isPending} onClick={saving.submit}>
          {t(saving.follows ? 'settings.confirmSave' : 'action.save')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </div>
  )
}
