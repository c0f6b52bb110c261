import { putWorkingHours } from '@lianxin/contract'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'

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
  const save = useMutation({
    mutationFn: (spans: readonly Span[]) => call(putWorkingHours, { body: { hours: [...spans] } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['calendar'] })
      setEdited(null)
    },
  })
  const change = (index: number, part: Partial<Span>) =>
    setEdited((before) => (before ?? hours).map((span, at) => (at === index ? { ...span, ...part } : span)))
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
                onClick={() => setEdited(edited.filter((_, at) => at !== index))}
              />
            </div>
          ))}
          <Refused error={save.error} />
          <div className="lc-inline">
            <Button
              icon={<PlusOutlined />}
              disabled={edited.length >= 6}
              onClick={() => setEdited([...edited, { fromMinute: 18 * 60, toMinute: 19 * 60 }])}
            >
              {t('calendar.addSpan')}
            </Button>
            <Button type="primary" loading={save.isPending} onClick={() => save.mutate(edited)}>
              {t('action.save')}
            </Button>
            <Button onClick={() => setEdited(null)}>{t('action.cancel')}</Button>
          </div>
        </div>
      )}
    </section>
  )
}
