import type { TicketDetail } from '@lianxin/contract'
import { ProblemView, useTranslation } from '@lianxin/ui'
import { PhotoPicker, usePhotos } from '@lianxin/ui/upload'
import { useState, type FormEvent, type ReactElement } from 'react'

import { asks, type FieldAction } from './actions.ts'
import { ReplyField } from './reply-field.tsx'
import type { Wish } from './use-command.ts'

type ExtraUnit = 'workHour' | 'workDay'

/** The form of an action that needs words, photos or a time. */
export function ActionForm({
  action,
  ticket,
  sending,
  error,
  onSend,
}: {
  readonly action: FieldAction
  readonly ticket: TicketDetail
  readonly sending: boolean
  readonly error: unknown
  readonly onSend: (wish: Wish) => void
}): ReactElement {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [amount, setAmount] = useState(1)
  const [unit, setUnit] = useState<ExtraUnit>('workDay')
  const [until, setUntil] = useState('')
  const photos = usePhotos()
  const words = text.trim()
  const evidenceMissing = asks(action, 'photos') && ticket.evidenceRequired && photos.uploadIds.length === 0
  const ready =
    words !== '' &&
    !evidenceMissing &&
    !photos.busy &&
    (!asks(action, 'until') || (until !== '' && !Number.isNaN(Date.parse(until))))

  const wish = (): Wish | null => {
    const uploadIds = [...photos.uploadIds]
    switch (action) {
      case 'acknowledge':
      case 'start':
        return { kind: action }
      case 'resolve':
      case 'selfResolve':
        return { kind: action, publicReply: words, ...(uploadIds.length > 0 ? { uploadIds } : {}) }
      case 'coUnitResult':
      case 'note':
        return { kind: action, text: words }
      case 'escalate':
      case 'returnToDispatcher':
        return { kind: action, reason: words }
      case 'requestExtension':
        return { kind: action, reason: words, extra: { amount, unit } }
      case 'requestSuspend':
        return { kind: action, reason: words, until: new Date(until).toISOString() }
    }
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const made = wish()
    if (made && ready) onSend(made)
  }
  return (
    <form className="form" onSubmit={submit}>
      <p className="lx-hint">
        {action === 'escalate' && ticket.upperUnit
          ? t('actText.escalateTo', { name: ticket.upperUnit.name })
          : t(`actText.${action}`)}
      </p>
      {asks(action, 'photos') && (
        <div>
          <PhotoPicker photos={photos} />
          {evidenceMissing && <p className="lx-hint">{t('form.evidence')}</p>}
        </div>
      )}
      {asks(action, 'publicReply') ? (
        <ReplyField value={text} replies={ticket.standardReplies} onChange={setText} />
      ) : (
        <label>
          {t(asks(action, 'reason') ? 'form.reason' : 'form.text')}
          <textarea rows={4} value={text} maxLength={2000} onChange={(event) => setText(event.target.value)} />
        </label>
      )}
      {asks(action, 'extra') && (
        <div className="pair">
          <label>
            {t('form.amount')}
            <input
              type="number"
              inputMode="numeric"
              min={1}
              max={60}
              value={amount}
              onChange={(event) => setAmount(Math.max(1, Number(event.target.value)))}
            />
          </label>
          <label>
            {t('form.unit')}
            <select value={unit} onChange={(event) => setUnit(event.target.value as ExtraUnit)}>
              <option value="workDay">{t('form.workDay')}</option>
              <option value="workHour">{t('form.workHour')}</option>
            </select>
          </label>
        </div>
      )}
      {asks(action, 'until') && (
        <label>
          {t('form.until')}
          <input type="datetime-local" value={until} onChange={(event) => setUntil(event.target.value)} />
        </label>
      )}
      {error !== undefined && <ProblemView error={error} />}
      <button type="submit" className="lx-button lx-button-primary" disabled={!ready || sending}>
        {t(sending ? 'act.sending' : photos.busy ? 'form.uploading' : 'act.send')}
      </button>
    </form>
  )
}
