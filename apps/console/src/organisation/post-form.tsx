import { newId } from '@lianxin/client'
import { putPost, ROLES, type PersonView, type Role } from '@lianxin/contract'
import { App, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'
import { dayText } from '../app/time.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { useCarefulSave } from '../settings/use-careful-save.ts'
import { UnitPicker } from '../ticket/unit-picker.tsx'

type Post = PersonView['posts'][number]

const changed = async (): Promise<void> => {
  await queryClient.invalidateQueries({ queryKey: ['persons'] })
  await queryClient.invalidateQueries({ queryKey: ['setting-changes'] })
}

/** Gives a person a post: a role in a unit, from a day on. */
export function PostForm({ person, onClose }: { readonly person: PersonView; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [postId] = useState(newId)
  const [unitId, setUnitId] = useState<string | null>(null)
  const [role, setRole] = useState<Role>('gridWorker')
  const [from, setFrom] = useState(() => dayText(Date.now()))
  const saving = useCarefulSave({
    save: (dryRun) =>
      call(putPost, {
        params: { postId },
        query: { dryRun },
        body: { personId: person.id, unitId: unitId ?? '', role, validFrom: from, validTo: null },
      }),
    onSaved: async () => {
      await changed()
      void message.success(t('org.saved', { name: person.name }))
      onClose()
    },
  })
  const { error } = saving
  return (
    <CarefulModal
      title={t('org.givePostTo', { name: person.name })}
      saving={saving}
      ready={unitId !== null && from !== ''}
      onClose={onClose}
    >
      <Field label={t('org.unit')} error={error} pointer="/unitId" required>
        <UnitPicker
          value={unitId}
          onChange={(chosen) => {
            saving.forget()
            setUnitId(chosen)
          }}
        />
      </Field>
      <Field label={t('org.role')} error={error} pointer="/role" help={t(`org.roleHelp.${role}`)}>
        <Select<Role>
          value={role}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(chosen) => {
            saving.forget()
            setRole(chosen)
          }}
          options={(Object.keys(ROLES) as Role[]).map((one) => ({ value: one, label: t(`role.${one}`) }))}
        />
      </Field>
      <Field label={t('org.firstDay')} error={error} pointer="/validFrom" required>
        <Input type="date" className="lc-date" value={from} onChange={(event) => setFrom(event.target.value)} />
      </Field>
    </CarefulModal>
  )
}

interface EndPostProps {
  readonly person: PersonView
  readonly post: Post
  readonly onClose: () => void
}

/** Ends a post on a day; what the unit and its tickets are left with is said first. */
export function EndPost({ person, post, onClose }: EndPostProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [to, setTo] = useState(() => dayText(Date.now()))
  const { id: postId, unitId, role, validFrom } = post
  const saving = useCarefulSave({
    save: (dryRun) =>
      call(putPost, {
        params: { postId },
        query: { dryRun },
        body: { personId: person.id, unitId, role, validFrom, validTo: to },
      }),
    onSaved: async () => {
      await changed()
      void message.success(t('org.ended', { name: person.name }))
      onClose()
    },
  })
  return (
    <CarefulModal title={t('org.endPostOf', { name: person.name })} saving={saving} ready={to !== ''} onClose={onClose}>
      <p>
        {post.unitName} · <strong>{t(`role.${role}`)}</strong>
      </p>
      <Field label={t('org.lastDay')} error={saving.error} pointer="/validTo" help={t('org.lastDayHelp')} required>
        <Input
          type="date"
          className="lc-date"
          min={validFrom}
          value={to}
          onChange={(event) => {
            saving.forget()
            setTo(event.target.value)
          }}
        />
      </Field>
    </CarefulModal>
  )
}
