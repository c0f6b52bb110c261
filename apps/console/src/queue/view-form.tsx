import type { SavedView, ViewQuery } from '@lianxin/contract'
import { Checkbox, Input, Modal, type InputRef } from 'antd'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Refused } from '../app/problem.tsx'
import { usePutView } from './use-views.ts'

interface FormProps {
  /** Of a new view, or of one's own that is changed. */
  readonly viewId: string
  readonly name: string
  readonly shared: boolean
  readonly query: ViewQuery
  readonly columns: readonly string[]
  readonly onClose: (saved?: SavedView) => void
}

const MOST_LETTERS = 40

/** Asks for the name of a view and whether the unit sees it. */
export function ViewForm({ viewId, query, columns, onClose, ...before }: FormProps) {
  const { t } = useTranslation()
  const id = useId()
  const [name, setName] = useState(before.name)
  const field = useRef<InputRef>(null)
  const [shared, setShared] = useState(before.shared)
  const put = usePutView()
  const save = () => {
    if (name.trim() === '' || put.isPending) return
    put.mutate(
      { viewId, body: { name, shared, query, columns: [...columns] } },
      { onSuccess: (saved) => onClose(saved) },
    )
  }
  return (
    <Modal
      open
      title={t('view.save')}
      okText={t('view.keep')}
      okButtonProps={{ disabled: name.trim() === '', loading: put.isPending }}
      onOk={save}
      onCancel={() => onClose()}
      // The dialog takes the focus when it opens; the name is what is asked for.
      afterOpenChange={(open) => open && field.current?.focus()}
      width={420}
    >
      <p className="lc-soft">{t('view.keeps')}</p>
      <p className="lc-filter-field">
        <label htmlFor={id}>{t('view.name')}</label>
        <Input
          id={id}
          ref={field}
          value={name}
          maxLength={MOST_LETTERS}
          placeholder={t('view.namePlaceholder')}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={save}
        />
      </p>
      <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
        {t('view.share')}
      </Checkbox>
      <p className="lc-soft">{t('view.shareHint')}</p>
      <Refused error={put.error} />
    </Modal>
  )
}
