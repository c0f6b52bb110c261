import { newId } from '@lianxin/client'
import type { Act } from '@lianxin/client/offline'
import type { TicketDetail } from '@lianxin/contract'
import { ProblemView, useTranslation } from '@lianxin/ui'
import { PhotoPicker } from '@lianxin/ui/upload'
import { useState, type FormEvent, type ReactElement } from 'react'

import { useKeptFiles } from '../outbox/kept-files.ts'
import { TalkButton, VoiceNotes } from '../outbox/voice-notes.tsx'
import { asks, type FieldAction } from './actions.ts'
import { ReplyField } from './reply-field.tsx'
import type { Wish } from './use-command.ts'

type ExtraUnit = 'workHour' | 'workDay'

const textIn = (body: Readonly<Record<string, unknown>> | undefined): string => {
  const found = body?.['publicReply'] ?? body?.['text'] ?? body?.['reason']
  return typeof found === 'string' ? found : ''
}

/** The form of an action that needs words, photos, voice or a time. Opened for a refused act, it holds what that held. */
export function ActionForm({
  action,
  ticket,
  before,
  sending,
  error,
  onSend,
}: {
  readonly action: FieldAction
  readonly ticket: TicketDetail
  readonly before: Act | null
  readonly sending: boolean
  readonly error: unknown
  readonly onSend: (wish: Wish, actId: string) => void
}): ReactElement {
  const { t } = useTranslation()
  const [actId] = useState(() => before?.id ?? newId())
  const [text, setText] = useState(() => textIn(before?.body))
  const [amount, setAmount] = useState(1)
  const [unit, setUnit] = useState<ExtraUnit>('workDay')
  const [until, setUntil] = useState('')
  const files = useKeptFiles(actId)
  const hasVoice = asks(action, 'voices') && files.voices.length > 0
  // What was said need not be written too, where only staff read it.
  const words = text.trim() || (hasVoice && asks(action, 'text') ? t('form.spoken') : '')
  const evidenceMissing = asks(action, 'photos') && ticket.evidenceRequired && files.photos.items.length === 0
  const ready =
    words !== '' &&
    files.preparing === 0 &&
    !evidenceMissing &&
    (!asks(action, 'until') || (until !== '' && !Number.isNaN(Date.parse(until))))

  const wish = (): Wish => {
    switch (action) {
      case 'acknowledge':
      case 'start':
        return { kind: action }
      case 'resolve':
      case 'selfResolve':
        return { kind: action, publicReply: words }
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
    if (ready) onSend(wish(), actId)
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
          <PhotoPicker photos={files.photos} />
          {evidenceMissing && <p className="lx-hint">{t('form.evidence')}</p>}
        </div>
      )}
      {asks(action, 'publicReply') ? (
        <ReplyField value={text} replies={ticket.standardReplies} onChange={setText} />
      ) : (
        <label>
          {t(asks(action, 'reason') ? 'form.reason' : 'form.text')}
          <textarea rows={3} value={text} maxLength={2000} onChange={(event) => setText(event.target.value)} />
        </label>
      )}
      {asks(action, 'voices') && <VoiceNotes files={files} />}
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
      <div className="actions-row">
        {asks(action, 'voices') && <TalkButton files={files} />}
        <button type="submit" className="lx-button lx-button-primary submit" disabled={!ready || sending}>
          {t('act.send')}
        </button>
      </div>
    </form>
  )
}
