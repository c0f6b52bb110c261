import { newId } from '@lianxin/client'
import { listDuty, putDuty, removeDuty, type ReplyOf } from '@lianxin/contract'
import { formatDay, formatInstant, useLang } from '@lianxin/ui'
import { LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Input, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing, Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { useMay, useSession } from '../app/session.tsx'
import { dayText, isoToLocal, localToIso, timeOfDay } from '../app/time.ts'
import { PersonPicker } from '../organisation/person-picker.tsx'
import { Field } from '../settings/field.tsx'
import { History } from '../settings/history.tsx'
import { UnitPicker } from '../ticket/unit-picker.tsx'

type ShiftView = ReplyOf<typeof listDuty>['items'][number]

const DAY_ms = 86_400_000
const changed = () => queryClient.invalidateQueries({ queryKey: ['duty'] })

function mondayOf(at: number): number {
  const day = new Date(at)
  day.setHours(0, 0, 0, 0)
  return day.getTime() - ((day.getDay() + 6) % 7) * DAY_ms
}

function Shift({ from, onClose }: { readonly from: number; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { post } = useSession()
  const [shiftId] = useState(newId)
  const [unitId, setUnitId] = useState<string | null>(post.unit.id)
  const [personId, setPersonId] = useState<string | null>(null)
  const [starts, setStarts] = useState(() => isoToLocal(from + DAY_ms / 3))
  const [ends, setEnds] = useState(() => isoToLocal(from + DAY_ms))
  const [telephone, setTelephone] = useState('')
  const save = useMutation({
    mutationFn: () =>
      call(putDuty, {
        params: { shiftId },
        body: {
          unitId: unitId ?? '',
          personId: personId ?? '',
          startsAt: localToIso(starts),
          endsAt: localToIso(ends),
          telephone,
        },
      }),
    onSuccess: async () => {
      await changed()
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('dutyRoster.add')}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !unitId || !personId || starts >= ends, loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="lc-form">
        <Field label={t('org.unit')} error={save.error} pointer="/unitId" required>
          <UnitPicker value={unitId} onChange={setUnitId} />
        </Field>
        <Field label={t('org.person')} error={save.error} pointer="/personId" required>
          <PersonPicker value={personId} onChange={setPersonId} />
        </Field>
        <div className="lc-pair">
          <Field label={t('dutyRoster.starts')} error={save.error} pointer="/startsAt" required>
            <Input type="datetime-local" value={starts} onChange={(event) => setStarts(event.target.value)} />
          </Field>
          <Field
            label={t('dutyRoster.ends')}
            error={save.error}
            pointer="/endsAt"
            {...(starts >= ends ? { help: t('dutyRoster.endsHelp') } : {})}
            required
          >
            <Input type="datetime-local" value={ends} onChange={(event) => setEnds(event.target.value)} />
          </Field>
        </div>
        <Field label={t('org.telephone')} error={save.error} pointer="/telephone" help={t('dutyRoster.telephoneHelp')}>
          <Input inputMode="tel" value={telephone} onChange={(event) => setTelephone(event.target.value)} />
        </Field>
        <Refused error={save.error} />
      </div>
    </Modal>
  )
}

/** Who is on duty, a week at a time; the shift that runs now stands out. */
export function DutyPage() {
  const { t } = useTranslation()
  const [language] = useLang()
  const { modal } = App.useApp()
  const mayWrite = useMay('duty.write')
  const mayRestore = useMay('setting.write')
  const [monday, setMonday] = useState(() => mondayOf(Date.now()))
  const [adding, setAdding] = useState(false)
  const until = monday + 7 * DAY_ms
  const roster = useQuery({
    queryKey: ['duty', monday],
    queryFn: ({ signal }) =>
      call(listDuty, { query: { from: new Date(monday).toISOString(), to: new Date(until).toISOString() }, signal }),
  })
  const remove = useMutation({
    mutationFn: (shiftId: string) => call(removeDuty, { params: { shiftId } }),
    onSuccess: changed,
  })
  const [now] = useState(() => Date.now())
  const timeOf = ({ startsAt, endsAt }: ShiftView): string =>
    `${formatInstant(startsAt, language)} – ${
      dayText(startsAt) === dayText(endsAt) ? timeOfDay(endsAt) : formatInstant(endsAt, language)
    }`
  const isNow = ({ startsAt, endsAt }: ShiftView): boolean => Date.parse(startsAt) <= now && now < Date.parse(endsAt)
  const ask = (shift: ShiftView): void => {
    void modal.confirm({
      title: t('dutyRoster.removeAsk', { name: shift.personName }),
      content: (
        <>
          <p>{`${shift.unitName} · ${timeOf(shift)}`}</p>
          <p>{t(mayRestore ? 'dutyRoster.removeHint' : 'dutyRoster.removeForGood')}</p>
        </>
      ),
      okText: t('dutyRoster.removeThis'),
      cancelText: t('dutyRoster.keep'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync(shift.id),
    })
  }
  return (
    <div className="lc-page">
      <h1>{t('nav.duty')}</h1>
      <div className="lc-bar">
        <Button
          aria-label={t('dutyRoster.before')}
          icon={<LeftOutlined />}
          onClick={() => setMonday(mondayOf(monday - DAY_ms))}
        />
        <strong>
          {formatDay(dayText(monday), language)} – {formatDay(dayText(until - DAY_ms), language)}
        </strong>
        <Button
          aria-label={t('dutyRoster.after')}
          icon={<RightOutlined />}
          onClick={() => setMonday(mondayOf(until + DAY_ms))}
        />
        <Button onClick={() => setMonday(mondayOf(Date.now()))}>{t('dutyRoster.thisWeek')}</Button>
        <span className="lc-grow" />
        <History kinds={['duty']} />
        {mayWrite && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('dutyRoster.add')}
          </Button>
        )}
      </div>
      <Refused error={remove.error} />
      <Loaded answer={roster}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing text={t('dutyRoster.none')} hint={t('dutyRoster.noneHint')} />
          ) : (
            <Table
              size="small"
              rowKey="id"
              pagination={false}
              dataSource={items.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))}
              columns={[
                {
                  title: t('dutyRoster.time'),
                  render: (_, row) => (
                    <>
                      {timeOf(row)} {isNow(row) && <span className="lx-tag lx-tag-good">{t('dutyRoster.now')}</span>}
                    </>
                  ),
                },
                { title: t('org.unit'), dataIndex: 'unitName' },
                { title: t('org.person'), dataIndex: 'personName' },
                { title: t('org.telephone'), dataIndex: 'telephone' },
                ...(mayWrite
                  ? [
                      {
                        title: t('action.column'),
                        render: (_: unknown, row: ShiftView) => (
                          <Button
                            size="small"
                            type="link"
                            danger
                            loading={remove.isPending && remove.variables === row.id}
                            onClick={() => ask(row)}
                          >
                            {t('dutyRoster.remove')}
                          </Button>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )
        }
      </Loaded>
      {adding && (
        <Shift
          from={mondayOf(now) === monday ? new Date(dayText(now) + 'T00:00').getTime() : monday}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  )
}
