import { newId } from '@lianxin/client'
import { putPerson, type PersonView } from '@lianxin/contract'
import { App, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { useCarefulSave } from '../settings/use-careful-save.ts'

const SOURCES = ['staff', 'publicOfficial', 'seconded', 'department', 'volunteer'] as const

/** Creates or changes a member of staff; who leaves is asked after first. */
export function PersonForm({ person, onClose }: { readonly person: PersonView | null; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [personId] = useState(() => person?.id ?? newId())
  const [form, setForm] = useState(() => ({
    name: person?.name ?? '',
    telephone: person?.telephone ?? '',
    source: person?.source ?? 'staff',
    active: person?.active ?? true,
  }))
  const saving = useCarefulSave({
    save: (dryRun) => {
      const body = { ...form, name: form.name.trim(), telephone: form.telephone.trim() }
      return call(putPerson, { params: { personId }, query: { dryRun }, body })
    },
    onSaved: async ({ name }) => {
      await queryClient.invalidateQueries({ queryKey: ['persons'] })
      await queryClient.invalidateQueries({ queryKey: ['setting-changes'] })
      void message.success(t('org.saved', { name }))
      onClose()
    },
  })
  const change = (part: Partial<typeof form>) => {
    saving.forget()
    setForm((before) => ({ ...before, ...part }))
  }
  const { error } = saving
  return (
    <CarefulModal
      title={t(person ? 'org.editPerson' : 'org.newPerson')}
      saving={saving}
      ready={form.name.trim() !== ''}
      onClose={onClose}
    >
      <Field label={t('org.personName')} error={error} pointer="/name" required>
        <Input maxLength={100} autoFocus value={form.name} onChange={(event) => change({ name: event.target.value })} />
      </Field>
      <Field label={t('org.workTelephone')} error={error} pointer="/telephone" help={t('org.workTelephoneHelp')}>
        <Input
          maxLength={30}
          inputMode="tel"
          value={form.telephone}
          onChange={(event) => change({ telephone: event.target.value })}
        />
      </Field>
      <Field label={t('org.source')} error={error} pointer="/source" help={t('org.sourceHelp')}>
        <Select<PersonView['source']>
          value={form.source}
          onChange={(source) => change({ source })}
          options={SOURCES.map((one) => ({ value: one, label: t(`source.${one}`) }))}
        />
      </Field>
      {person && (
        <>
          <label className="lc-inline">
            <Switch checked={form.active} onChange={(active) => change({ active })} /> {t('org.working')}
          </label>
          {!form.active && <p className="lc-help">{t('org.leaveHelp')}</p>}
        </>
      )}
    </CarefulModal>
  )
}
