import { putCalendarYear, type readCalendar, type ReplyOf } from '@lianxin/contract'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field, faultsAt } from '../settings/field.tsx'
import { useCarefulSave } from '../settings/use-careful-save.ts'

interface YearFormProps {
  readonly year: number
  readonly calendar: ReplyOf<typeof readCalendar>
  readonly onClose: () => void
}
const DAY_ms = 86_400_000

interface Day {
  readonly key: number
  readonly day: string
  readonly working: boolean
  readonly name: string
}

/** Holidays come in a row: the day after the last one is most often meant. */
function nextDay(last: Day | undefined, year: number): string {
  if (last === undefined || last.day === '') return `${year}-01-01`
  return new Date(Date.parse(`${last.day}T00:00:00Z`) + DAY_ms).toISOString().slice(0, 10)
}

/** The days of a year that are not like their weekday, as the State Council announces them. */
export function YearForm({ year, calendar, onClose }: YearFormProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [source, setSource] = useState(calendar.years.find((one) => one.year === year)?.source ?? '')
  const [days, setDays] = useState<readonly Day[]>(() =>
    calendar.exceptions.filter((one) => one.day.startsWith(String(year))).map((one, key) => ({ key, ...one })),
  )
  const kept = days.filter((one) => one.day !== '').toSorted((a, b) => a.day.localeCompare(b.day))
  const saving = useCarefulSave({
    save: (dryRun) =>
      call(putCalendarYear, {
        params: { year },
        query: { dryRun },
        body: { source, exceptions: kept.map(({ day, working, name }) => ({ day, working, name })) },
      }),
    onSaved: async ({ replanned }) => {
      await queryClient.invalidateQueries({ queryKey: ['calendar'] })
      await queryClient.invalidateQueries({ queryKey: ['setting-changes'] })
      void message.success(t('calendar.saved', { year, count: replanned }))
      onClose()
    },
  })
  const edit = (next: (before: readonly Day[]) => readonly Day[]) => {
    saving.forget()
    setDays(next)
  }
  const change = (key: number, part: Partial<Day>) =>
    edit((before) => before.map((day) => (day.key === key ? { ...day, ...part } : day)))
  const twice = days.filter((one, at) => one.day !== '' && days.findIndex((other) => other.day === one.day) !== at)
  const outside = days.filter((one) => one.day !== '' && !one.day.startsWith(`${year}-`))
  return (
    <CarefulModal
      width={760}
      title={t('calendar.enter', { year })}
      saving={saving}
      ready={source.trim() !== '' && kept.length > 0 && twice.length === 0 && outside.length === 0}
      onClose={onClose}
    >
      <Field label={t('calendar.sourceLabel')} error={saving.error} pointer="/source" required>
        <Input
          maxLength={200}
          autoFocus
          placeholder={t('calendar.sourceExample')}
          value={source}
          onChange={(event) => {
            saving.forget()
            setSource(event.target.value)
          }}
        />
      </Field>
      <p className="lc-soft">{t('calendar.exceptionsHint')}</p>
      <div className="lc-days">
        {days.map((day, index) => (
          <div className="lc-inline" key={day.key}>
            <Input
              type="date"
              className="lc-date"
              min={`${year}-01-01`}
              max={`${year}-12-31`}
              aria-label={`${t('calendar.day')} ${index + 1}`}
              status={
                twice.includes(day) ||
                outside.includes(day) ||
                faultsAt(saving.error, `/exceptions/${kept.indexOf(day)}`).length > 0
                  ? 'error'
                  : ''
              }
              value={day.day}
              onChange={(event) => change(day.key, { day: event.target.value })}
            />
            <Select
              className="lc-unit"
              aria-label={`${t('calendar.kind')} ${index + 1}`}
              value={day.working}
              onChange={(working: boolean) => change(day.key, { working })}
              options={[
                { value: false, label: t('calendar.holiday') },
                { value: true, label: t('calendar.makeUp') },
              ]}
            />
            <Input
              maxLength={60}
              aria-label={`${t('calendar.name')} ${index + 1}`}
              placeholder={t('calendar.name')}
              value={day.name}
              onChange={(event) => change(day.key, { name: event.target.value })}
            />
            <Button
              type="text"
              aria-label={t('calendar.removeDay', { n: index + 1 })}
              icon={<DeleteOutlined />}
              onClick={() => edit((before) => before.filter((one) => one.key !== day.key))}
            />
          </div>
        ))}
      </div>
      {twice.length > 0 && (
        <p className="lc-bad" role="alert">
          {t('calendar.twice', { day: twice[0]?.day ?? '' })}
        </p>
      )}
      {outside.length > 0 && (
        <p className="lc-bad" role="alert">
          {t('calendar.outside', { day: outside[0]?.day ?? '', year })}
        </p>
      )}
      <Button
        className="lc-start"
        icon={<PlusOutlined />}
        onClick={() =>
          edit((before) => [
            ...before,
            { key: Date.now(), day: nextDay(before.at(-1), year), working: false, name: before.at(-1)?.name ?? '' },
          ])
        }
      >
        {t('calendar.addDay')}
      </Button>
    </CarefulModal>
  )
}
