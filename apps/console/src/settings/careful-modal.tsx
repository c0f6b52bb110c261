import { problemIn } from '@lianxin/ui'
import { Modal } from 'antd'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { Refused } from '../app/problem.tsx'
import { Consequences } from './consequences.tsx'
import type { Careful } from './use-careful-save.ts'

interface CarefulModalProps {
  readonly title: string
  readonly width?: number
  /** What the button says where it is more than saving. */
  readonly okText?: string
  readonly saving: Careful
  /** Everything needed is filled in. */
  readonly ready: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A form in a dialog whose consequences are shown under it before it is saved. Enter in a field saves too. */
export function CarefulModal({ title, width = 560, okText, saving, ready, onClose, children }: CarefulModalProps) {
  const { t } = useTranslation()
  const { follows, must } = saving
  const told = useRef<HTMLElement>(null)
  useEffect(() => {
    if (follows) told.current?.scrollIntoView({ block: 'nearest' })
  }, [follows])
  const confirms = follows !== null && !must
  // What is said at a field is not said again above the buttons.
  const atFields = (problemIn(saving.error)?.errors?.length ?? 0) > 0
  return (
    <Modal
      open
      width={width}
      title={title}
      okText={confirms ? t('settings.confirmSave') : (okText ?? t('action.save'))}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !ready, loading: saving.isPending }}
      onOk={saving.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <form
        className="lc-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !saving.isPending) saving.submit()
        }}
      >
        {children}
        <input type="submit" hidden />
      </form>
      {follows && (
        <section ref={told} aria-live="polite" className="lc-follows">
          <h3>{t('settings.follows')}</h3>
          <Consequences items={follows} />
        </section>
      )}
      {saving.error !== null && !atFields && <Refused error={saving.error} />}
      {atFields && (
        <p className="lc-bad" role="alert">
          {problemIn(saving.error)?.title}
        </p>
      )}
    </Modal>
  )
}
