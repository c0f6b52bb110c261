import { newId } from '@lianxin/client'
import { putPost, ROLES, type PersonView, type Role } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { Input, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { dayText } from '../app/time.ts'
import { UnitPicker } from '../ticket/unit-picker.tsx'

/** Gives a person a post: a role in a unit, from a day on. */
export function PostForm({ person, onClose }: { readonly person: PersonView; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [postId] = useState(newId)
  const [unitId, setUnitId] = useState<string | null>(null)
  const [role, setRole] = useState<Role>('gridWorker')
  const [from, setFrom] = useState(() => dayText(Date.now()))
  const save = useMutation({
    mutationFn: () =>
      call(putPost, {
        params: { postId },
        body: { personId: person.id, unitId: unitId ?? '', role, validFrom: from, validTo: null },
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['persons'] })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('org.givePostTo', { name: person.name })}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: unitId === null, loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="lc-form">
        <label htmlFor={`${id}-unit`}>{t('org.unit')}</label>
        <UnitPicker id={`${id}-unit`} value={unitId} onChange={setUnitId} />
        <label htmlFor={`${id}-role`}>{t('org.role')}</label>
        <Select
          id={`${id}-role`}
          value={role}
          onChange={setRole}
          options={(Object.keys(ROLES) as Role[]).map((one) => ({ value: one, label: t(`role.${one}`) }))}
        />
        <label htmlFor={`${id}-from`}>{t('grid.version.from')}</label>
        <Input id={`${id}-from`} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        <Refused error={save.error} />
      </div>
    </Modal>
  )
}
