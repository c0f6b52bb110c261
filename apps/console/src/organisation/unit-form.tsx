import { newId } from '@lianxin/client'
import { putUnit, type UnitView } from '@lianxin/contract'
import { UNIT_KINDS } from '@lianxin/domain'
import { App, Input, Radio, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'
import { GridPicker } from '../grids/grid-picker.tsx'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { useCarefulSave } from '../settings/use-careful-save.ts'
import { UnitPicker } from '../ticket/unit-picker.tsx'
import { UnitRobots } from './unit-robots.tsx'

/** A new unit belongs to the one on whose row it was asked for. */
function blank(above: UnitView | null) {
  return {
    name: '',
    nameEn: '',
    kind: 'department' as UnitView['kind'],
    code: '',
    parentId: above?.id ?? null,
    gridId: above?.gridId ?? null,
    telephone: '',
    active: true,
  }
}

/** Creates or changes a unit; what follows is said before it is saved. */
export function UnitForm({ unit, onClose }: { readonly unit: UnitView | null; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [unitId] = useState(() => unit?.id ?? newId())
  const [form, setForm] = useState(() => unit ?? blank(null))
  const [heirId, setHeirId] = useState<string | null>(null)
  const saving = useCarefulSave({
    save: (dryRun) => {
      const { name, nameEn, kind, code, parentId, gridId, telephone, active } = form
      const texts = { name: name.trim(), nameEn: nameEn.trim(), code: code.trim(), telephone: telephone.trim() }
      const body = { ...texts, kind, parentId, gridId: gridId ?? '', active }
      const heir = heirId === null ? {} : { heirId }
      return call(putUnit, { params: { unitId }, query: { dryRun }, body: { ...body, ...heir } })
    },
    onSaved: async ({ name }) => {
      await queryClient.invalidateQueries({ queryKey: ['units'] })
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
  const needsHeir = saving.must || heirId !== null
  return (
    <CarefulModal
      title={t(unit ? 'org.editUnit' : 'org.newUnit')}
      width={640}
      saving={saving}
      ready={form.name.trim() !== '' && form.code.trim() !== '' && form.gridId !== null}
      onClose={onClose}
    >
      <div className="lc-pair">
        <Field label={t('org.name')} error={error} pointer="/name" required>
          <Input
            maxLength={100}
            autoFocus
            value={form.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        </Field>
        <Field label={t('org.nameEn')} error={error} pointer="/nameEn">
          <Input maxLength={100} value={form.nameEn} onChange={(event) => change({ nameEn: event.target.value })} />
        </Field>
      </div>
      <span className="lc-label" id="unit-kind">
        {t('org.kind')}
      </span>
      <Radio.Group
        aria-labelledby="unit-kind"
        value={form.kind}
        onChange={(event) => {
          const kind = event.target.value as UnitView['kind']
          change(kind === 'superior' ? { kind, parentId: null } : { kind })
        }}
        options={UNIT_KINDS.map((one) => ({ value: one, label: t(`unit.kind.${one}`) }))}
      />
      <p className="lc-help">{t(`org.kindHelp.${form.kind}`)}</p>
      <div className="lc-pair">
        <Field label={t('org.code')} error={error} pointer="/code" help={t('org.codeHelp')} required>
          <Input maxLength={40} value={form.code} onChange={(event) => change({ code: event.target.value })} />
        </Field>
        <Field label={t('org.dutyTelephone')} error={error} pointer="/telephone" help={t('org.dutyTelephoneHelp')}>
          <Input
            maxLength={30}
            inputMode="tel"
            value={form.telephone}
            onChange={(event) => change({ telephone: event.target.value })}
          />
        </Field>
      </div>
      {form.kind !== 'superior' && (
        <Field label={t('org.parent')} error={error} pointer="/parentId" help={t('org.parentHelp')}>
          <UnitPicker
            placeholder={t('org.parent')}
            value={form.parentId}
            onChange={(parentId) => change({ parentId })}
          />
        </Field>
      )}
      <Field
        label={t(form.kind === 'superior' ? 'org.gridAbove' : 'org.grid')}
        error={error}
        pointer="/gridId"
        help={t(form.kind === 'superior' ? 'org.gridAboveHelp' : 'org.gridHelp')}
        required
      >
        <GridPicker value={form.gridId} onChange={(gridId) => change({ gridId })} />
      </Field>
      {unit && (
        <>
          <label className="lc-inline">
            <Switch checked={form.active} onChange={(active) => change({ active })} /> {t('org.active')}
          </label>
          {!form.active && <p className="lc-help">{t('org.closeHelp')}</p>}
          <UnitRobots unitId={unitId} />
        </>
      )}
      {needsHeir && (
        <Field label={t('settings.heir')} error={error} pointer="/heirId" help={t('settings.heirHint')} required>
          <UnitPicker
            value={heirId}
            placeholder={t('settings.heir')}
            near={unit?.gridPath ?? ''}
            onChange={(chosen) => {
              saving.forget()
              setHeirId(chosen)
            }}
          />
        </Field>
      )}
    </CarefulModal>
  )
}
