import { newId } from '@lianxin/client'
import { putPerson, type PersonView } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { Input, Modal, Select, Switch } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'

const SOURCES = ['staff', 'publicOfficial', 'seconded', 'department', 'volunteer'] as const

/** Creates or changes a member of staff. */
export function PersonForm({ person, onClose }: { readonly person: PersonView | null; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [personId] = useState(() => person?.id ?? newId())
  const [name, setName] = useState(person?.name ?? '')
  const [telephone, setTelephone] = useState(person?.telephone ?? '')
  const [source, setSource] = useState<PersonView['source']>(person?.source ?? 'staff')
  const [active, setActive] = useState(person?.active ?? true)
  const save = useMutation({
    mutationFn: () => call(putPerson, { params: { personId }, body: { name: name.trim(), telephone, source, active } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['persons'] })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t(person ? 'org.editPerson' : 'org.newPerson')}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: name.trim() === '', loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="lc-form">
        <label htmlFor={`${id}-name`}>{t('org.person')}</label>
        <Input id={`${id}-name`} maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
        <label htmlFor={`${id}-telephone`}>{t('org.workTelephone')}</label>
        <Input
          id={`${id}-telephone`}
          maxLength={30}
          value={telephone}
          onChange={(event) => setTelephone(event.target.value)}
        />
        <label htmlFor={`${id}-source`}>{t('org.source')}</label>
        <Select
          id={`${id}-source`}
          value={source}
          onChange={setSource}
          options={SOURCES.map((one) => ({ value: one, label: t(`source.${one}`) }))}
        />
        <label className="lc-inline">
          <Switch checked={active} onChange={setActive} /> {t('org.active')}
        </label>
        <Refused error={save.error} />
      </div>
    </Modal>
  )
}
