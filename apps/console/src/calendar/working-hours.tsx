import { putWorkingHours } from '@lianxin/contract'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { Consequences } from '../settings/consequences.tsx'
import { faultsAt } from '../settings/field.tsx'
import { useCarefulSave } from '../settings/use-careful-save.ts'

interface Span {
  readonly fromMinute: number
  readonly toMinute: number
}

const pad = (value: number): string => String(value).padStart(2, '0')
const toText = (minute: number): string => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`
const toMinute = (text: string): number => {
  const [hour = 0, minute = 0] = text.split(':').map(Number)
  return hour * 60 + minute
}

/** The working hours of a working day. */
export function WorkingHours({ hours, mayWrite }: { readonly hours: readonly Span[]; readonly mayWrite: boolean }) {
  const { t } = useTranslation()
  const [edited, setEdited] = useState<readonly Span[] | null>(null)
  const saving = useCarefulSave({
    save: (dryRun) => call(putWorkingHours, { query: { dryRun }, body: { hours: [...(edited ?? hours)] } }),
    onSaved: async () => {
      await queryClient.invalidateQueries({ queryKey: ['calendar'] })
      await queryClient.invalidateQueries({ queryKey: ['setting-changes'] })
      setEdited(null)
      saving.forget()
    },
  })
  const edit = (spans: readonly Span[] | null) => {
    saving.forget()
    setEdited(spans)
  }
  const change = (index: number, part: Partial<Span>) =>
    edit((edited ?? hours).map((span, at) => (at === index ? { ...span, ...part } : span)))
  return (
    <section className="lc-section">
      <h2>{t('calendar.hours')}</h2>
      {edited === null ? (
        <p className="lc-inline">
          <strong>{hours.map((span) => `${toText(span.fromMinute)}–${toText(span.toMinute)}`).join(' · ')}</strong>
          {mayWrite && (
            <Button size="small" onClick={() => setEdited(hours)}>
              {t('action.edit')}
            </Button>
          )}
        </p>
      ) : (
        <div className="lc-stack">
          {edited.map((span, index) => (
            <div className="lc-inline" key={`${index}-${edited.length}`}>
              <Input
                type="time"
                className="lc-time"
                aria-label={t('calendar.hoursFrom', { n: index + 1 })}
                value={toText(span.fromMinute)}
                onChange={(event) => change(index, { fromMinute: toMinute(event.target.value) })}
              />
              –
              <Input
                type="time"
                className="lc-time"
                aria-label={t('calendar.hoursTo', { n: index + 1 })}
                value={toText(span.toMinute)}
                onChange={(event) => change(index, { toMinute: toMinute(event.target.value) })}
              />
              <Button
                type="text"
                aria-label={t('calendar.removeSpan', { n: index + 1 })}
                icon={<DeleteOutlined />}
                disabled={edited.length === 1}
                onClick={() => edit(edited.filter((_, at) => at !== index))}
              />
            </div>
          ))}
          {faultsAt(saving.error, '/hours').length > 0 ? (
            <p className="lc-bad" role="alert">
              {t('calendar.hoursWrong')}
            </p>
          ) : (
            <Refused error={saving.error} />
          )}
          {saving.follows && <Consequences items={saving.follows} />}
          <div className="lc-inline">
            <Button
              icon={<PlusOutlined />}
              disabled={edited.length >= 6}
              onClick={() => edit([...edited, { fromMinute: 18 * 60, toMinute: 19 * 60 }])}
            >
              {t('calendar.addSpan')}
            </Button>
            <Button type="primary" loading={saving.isPending} onClick={saving.submit}>
              {t(saving.follows ? 'settings.confirmSave' : 'action.save')}
            </Button>
            <Button onClick={() => edit(null)}>{t('action.cancel')}</Button>
          </div>
        </div>
      )}
    </section>
  )
}
