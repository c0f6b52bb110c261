import { putCalendarYear, type readCalendar, type ReplyOf } from '@lianxin/contract'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Input, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'

interface YearFormProps {
  readonly year: number
  readonly calendar: ReplyOf<typeof readCalendar>
  readonly onClose: () => void
}
interface Day {
  readonly key: number
  readonly day: string
  readonly working: boolean
  readonly name: string
}

/** The days of a year that are not like their weekday, as the State Council announces them. */
export function YearForm({ year, calendar, onClose }: YearFormProps) {
  const { t } = useTranslation()
  const id = useId()
  const { message } = App.useApp()
  const [source, setSource] = useState(calendar.years.find((one) => one.year === year)?.source ?? '')
  const [days, setDays] = useState<readonly Day[]>(() =>
    calendar.exceptions.filter((one) => one.day.startsWith(String(year))).map((one, key) => ({ key, ...one })),
  )
  const change = (key: number, part: Partial<Day>) =>
    setDays((before) => before.map((day) => (day.key === key ? { ...day, ...part } : day)))
  const save = useMutation({
    mutationFn: () =>
      call(putCalendarYear, {
        params: { year },
        body: {
          source,
          exceptions: days
            .filter((one) => one.day !== '')
            .map(({ day, working, name }) => ({ day, working, name }))
            .toSorted((a, b) => a.day.localeCompare(b.day)),
        },
      }),
    onSuccess: async ({ replanned }) => {
      await queryClient.invalidateQueries({ queryKey: ['calendar'] })
      void message.success(t('calendar.saved', { year, count: replanned }))
      onClose()
    },
  })
  return (
    <Modal
      open
      width={720}
      title={t('calendar.enter', { year })}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: source.trim() === '' || days.length === 0, loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="lc-form">
        <label htmlFor={`${id}-source`}>{t('calendar.sourceLabel')}</label>
        <Input
          id={`${id}-source`}
          maxLength={200}
          placeholder={t('calendar.sourceExample')}
          value={source}
          onChange={(event) => setSource(event.target.value)}
        />
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
                onClick={() => setDays(days.filter((one) => one.key !== day.key))}
              />
            </div>
          ))}
        </div>
        <Button
          icon={<PlusOutlined />}
          onClick={() =>
            setDays([...days, { key: Date.now(), day: `${year}-01-01`, working: false, name: days.at(-1)?.name ?? '' }])
          }
        >
          {t('calendar.addDay')}
        </Button>
        <Refused error={save.error} />
      </div>
    </Modal>
  )
}
