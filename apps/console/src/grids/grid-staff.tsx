import { newId } from '@lianxin/client'
import { putGridStaff, STAFF_DUTIES, type GridDetail } from '@lianxin/contract'
import { formatDay, useLang } from '@lianxin/ui'
import { PlusOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button, Input, Modal, Select, Table } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { useMay } from '../app/session.tsx'
import { dayText } from '../app/time.ts'
import { PersonPicker } from '../organisation/person-picker.tsx'

type Duty = (typeof STAFF_DUTIES)[number]
type Staff = GridDetail['staff'][number]

const done = () => queryClient.invalidateQueries({ queryKey: ['grid'] })

function Assign({ gridId, onClose }: { readonly gridId: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [assignmentId] = useState(newId)
  const [personId, setPersonId] = useState<string | null>(null)
  const [duty, setDuty] = useState<Duty>('fullTimeGridWorker')
  const [from, setFrom] = useState(() => dayText(Date.now()))
  const save = useMutation({
    mutationFn: () =>
      call(putGridStaff, {
        params: { assignmentId },
        body: { gridId, personId: personId ?? '', duty, validFrom: from, validTo: null },
      }),
    onSuccess: async () => {
      await done()
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('grid.assign')}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: personId === null, loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="lc-form">
        <label htmlFor={`${id}-person`}>{t('grid.person')}</label>
        <PersonPicker id={`${id}-person`} value={personId} onChange={setPersonId} />
        <label htmlFor={`${id}-duty`}>{t('grid.dutyLabel')}</label>
        <Select
          id={`${id}-duty`}
          value={duty}
          onChange={setDuty}
          options={STAFF_DUTIES.map((one) => ({ value: one, label: t(`duty.${one}`) }))}
        />
        <label htmlFor={`${id}-from`}>{t('grid.version.from')}</label>
        <Input id={`${id}-from`} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        <Refused error={save.error} />
      </div>
    </Modal>
  )
}

/** Who looks after the grid, since when; ending an assignment keeps it in the history. */
export function GridStaff({ detail }: { readonly detail: GridDetail }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const mayWrite = useMay('staffing.write')
  const [adding, setAdding] = useState(false)
  const end = useMutation({
    mutationFn: (row: Staff) =>
      call(putGridStaff, {
        params: { assignmentId: row.id },
        body: {
          gridId: detail.grid.id,
          personId: row.personId,
          duty: row.duty,
          validFrom: row.validFrom,
          validTo: dayText(Date.now()),
        },
      }),
    onSuccess: done,
  })
  return (
    <section className="lc-section">
      <h3 className="lc-pane-line">
        <span className="lc-grow">{t('grid.staff')}</span>
        {mayWrite && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('grid.assign')}
          </Button>
        )}
      </h3>
      <Refused error={end.error} />
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={[...detail.staff]}
        locale={{ emptyText: t('grid.noStaff') }}
        columns={[
          { title: t('grid.person'), dataIndex: 'personName' },
          { title: t('grid.dutyLabel'), render: (_, row) => t(`duty.${row.duty}`) },
          { title: t('grid.telephone'), dataIndex: 'telephone' },
          { title: t('grid.version.from'), render: (_, row) => formatDay(row.validFrom, language) },
          { title: t('grid.version.to'), render: (_, row) => (row.validTo ? formatDay(row.validTo, language) : '—') },
          ...(mayWrite
            ? [
                {
                  title: t('action.column'),
                  render: (_: unknown, row: Staff) =>
                    row.validTo === null && (
                      <Button
                        size="small"
                        danger
                        loading={end.isPending && end.variables.id === row.id}
                        onClick={() => end.mutate(row)}
                      >
                        {t('grid.endDuty')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {adding && <Assign gridId={detail.grid.id} onClose={() => setAdding(false)} />}
    </section>
  )
}
