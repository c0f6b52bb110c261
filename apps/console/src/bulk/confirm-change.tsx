import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { type Change } from './change.ts'
import { useDescribe } from './use-describe.ts'

interface ConfirmProps {
  readonly change: Change
  readonly count: number
  readonly onSend: () => void
  readonly onCancel: () => void
}

/** Asks before a macro, or a repeated change, whose effect reaches people outside and cannot be taken back. */
export function ConfirmChange({ change, count, onSend, onCancel }: ConfirmProps) {
  const { t } = useTranslation()
  const describe = useDescribe()
  const send = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    send.current?.focus()
  }, [])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves it
    <form
      className="lc-bulk-form"
      aria-label={t('bulk.formOf', { command: describe.change(change), count })}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onCancel()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
    >
      <h3>{t('bulk.formOf', { command: describe.change(change), count })}</h3>
      <p className="lc-warn">{t('bulk.final')}</p>
      <div className="lc-form-buttons">
        <Button ref={send} type="primary" htmlType="submit">
          {t('bulk.confirm', { command: describe.change(change), count })} <kbd>↵</kbd>
        </Button>
        <Button onClick={onCancel}>
          {t('action.cancel')} <kbd>Esc</kbd>
        </Button>
      </div>
    </form>
  )
}
