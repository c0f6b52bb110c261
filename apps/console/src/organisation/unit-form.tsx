import { newId } from '@lianxin/client'
import { putUnit, type UnitView } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { Input, Modal, Radio, Switch } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { GridPicker } from '../grids/grid-picker.tsx'
import { UnitPicker } from '../ticket/unit-picker.tsx'

/** Creates or changes a unit. */
export function UnitForm({ unit, onClose }: { readonly unit: UnitView | null; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [unitId] = useState(() => unit?.id ?? newId())
  const [name, setName] = useState(unit?.name ?? '')
  const [nameEn, setNameEn] = useState(unit?.nameEn ?? '')
  const [kind, setKind] = useState<UnitView['kind']>(unit?.kind ?? 'department')
  const [code, setCode] = useState(unit?.code ?? '')
  const [parentId, setParentId] = useState(unit?.parentId ?? null)
  const [gridId, setGridId] = useState(unit?.gridId ?? null)
  const [telephone, setTelephone] = useState(unit?.telephone ?? '')
  const [active, setActive] = useState(unit?.active ?? true)
  const save = useMutation({
    mutationFn: () =>
      call(putUnit, {
        params: { unitId },
        body: {
          name: name.trim(),
          nameEn: nameEn.trim(),
          kind,
          code: code.trim(),
          parentId,
          gridId: gridId ?? '',
          telephone,
          active,
        },
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['units'] })
      onClose()
    },
  })
  const complete = name.trim() !== '' && code.trim() !== '' && gridId !== null
  return (
    <Modal
      open
      title={t(unit ? 'org.editUnit' : 'org.newUnit')}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !complete, loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="lc-form">
        <label htmlFor={`${id}-name`}>{t('org.name')}</label>
        <Input id={`${id}-name`} maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
        <label htmlFor={`${id}-en`}>{t('org.nameEn')}</label>
        <Input id={`${id}-en`} maxLength={100} value={nameEn} onChange={(event) => setNameEn(event.target.value)} />
        <span className="lc-label" id={`${id}-kind`}>
          {t('org.kind')}
        </span>
        <Radio.Group
          aria-labelledby={`${id}-kind`}
          value={kind}
          onChange={(event) => setKind(event.target.value as UnitView['kind'])}
          options={(['territorial', 'department', 'desk'] as const).map((one) => ({
            value: one,
            label: t(`unit.kind.${one}`),
          }))}
        />
        <label htmlFor={`${id}-code`}>{t('org.code')}</label>
        <Input id={`${id}-code`} maxLength={40} value={code} onChange={(event) => setCode(event.target.value)} />
        <label htmlFor={`${id}-parent`}>{t('org.parent')}</label>
        <UnitPicker id={`${id}-parent`} value={parentId} onChange={setParentId} />
        <label htmlFor={`${id}-grid`}>{t('org.grid')}</label>
        <GridPicker id={`${id}-grid`} value={gridId} onChange={setGridId} />
        <label htmlFor={`${id}-telephone`}>{t('org.telephone')}</label>
        <Input
          id={`${id}-telephone`}
          maxLength={30}
          value={telephone}
          onChange={(event) => setTelephone(event.target.value)}
        />
        <label className="lc-inline">
          <Switch checked={active} onChange={setActive} /> {t('org.active')}
        </label>
        <Refused error={save.error} />
      </div>
    </Modal>
  )
}
