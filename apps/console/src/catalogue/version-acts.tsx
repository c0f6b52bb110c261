import { activateCatalogue, removeClass, type ClassView } from '@lianxin/contract'
import { Modal } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { Consequences } from '../settings/consequences.tsx'
import { useCarefulSave } from '../settings/use-careful-save.ts'

interface AskProps {
  readonly title: string
  readonly hint: string
  readonly okText: string
  readonly danger?: boolean
  readonly save: (dryRun: boolean) => ReturnType<typeof activate>
  readonly onSaved: () => void | Promise<void>
  readonly onClose: () => void
}

const activate = (version: number, dryRun: boolean) =>
  call(activateCatalogue, { params: { version }, query: { dryRun } })

/** A question whose consequences are worked out while it is asked. */
function Ask({ title, hint, okText, danger = false, save, onSaved, onClose }: AskProps) {
  const { t } = useTranslation()
  const saving = useCarefulSave({
    save,
    onSaved: async () => {
      await onSaved()
      onClose()
    },
    asksFirst: true,
  })
  const { submit } = saving
  // Asked once, when the question appears.
  // oxlint-disable-next-line react/exhaustive-deps
  useEffect(submit, [])
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText={t('action.cancel')}
      okButtonProps={{ danger, loading: saving.isPending, disabled: saving.follows === null }}
      onOk={submit}
      onCancel={onClose}
    >
      <p>{hint}</p>
      {saving.follows && <Consequences items={saving.follows} />}
      <Refused error={saving.error} />
    </Modal>
  )
}

interface ActivateProps {
  readonly version: number
  readonly onSaved: () => void | Promise<void>
  readonly onClose: () => void
}

/** Puts a draft in force, after saying which classes and open tickets it touches. */
export function Activate({ version, onSaved, onClose }: ActivateProps) {
  const { t } = useTranslation()
  return (
    <Ask
      title={t('catalogue.activateAsk', { n: version })}
      hint={t('catalogue.activateHint')}
      okText={t('catalogue.activate')}
      save={(dryRun) => activate(version, dryRun)}
      onSaved={onSaved}
      onClose={onClose}
    />
  )
}

/** Leaves a class out of a draft. */
export function RemoveClass({ version, entry, ...rest }: ActivateProps & { readonly entry: ClassView }) {
  const { t } = useTranslation()
  return (
    <Ask
      danger
      title={t('catalogue.removeAsk', { name: entry.minor })}
      hint={t('catalogue.removeHint')}
      okText={t('catalogue.remove')}
      save={(dryRun) => call(removeClass, { params: { version, code: entry.code }, query: { dryRun } })}
      {...rest}
    />
  )
}
