import { Button, Input } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { Refused } from '../app/problem.tsx'
import { useDraft } from '../app/use-draft.ts'

const MIN_PURPOSE = 4

interface PurposeProps {
  readonly ticketId: string
  readonly busy: boolean
  readonly error: unknown
  readonly onGive: (purpose: string) => void
  readonly onCancel: () => void
}

/** What personal data is needed for, in the words of the person. It becomes part of the trace. */
export function PurposeForm({ ticketId, busy, error, onGive, onCancel }: PurposeProps) {
  const { t } = useTranslation()
  const id = useId()
  const { values, change } = useDraft(`ticket.${ticketId}.purpose`, () => ({ purpose: '' }))
  const purpose = values.purpose.trim()
  return (
    <form
      className="lc-reveal"
      onSubmit={(event) => {
        event.preventDefault()
        if (purpose.length >= MIN_PURPOSE) onGive(purpose)
      }}
    >
      <label htmlFor={id}>{t('reporter.purpose')}</label>
      <span className="lc-inline">
        <Input
          id={id}
          autoFocus
          maxLength={200}
          value={values.purpose}
          placeholder={t('reporter.purposeExample')}
          onChange={(event) => change({ purpose: event.target.value })}
        />
        <Button htmlType="submit" type="primary" loading={busy} disabled={purpose.length < MIN_PURPOSE}>
          {t('reporter.show')}
        </Button>
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
      </span>
      <small>{t('reporter.purposeHint')}</small>
      <Refused error={error} />
    </form>
  )
}
