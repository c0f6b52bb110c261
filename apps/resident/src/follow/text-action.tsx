import { ProblemView, useTranslation } from '@lianxin/ui'
import { useState, type FormEvent, type ReactElement } from 'react'

/** A few words with a command: more details, or a reminder. Kept when sending fails. */
export function TextAction({
  kind,
  first,
  send,
  onSent,
}: {
  readonly kind: 'supplement' | 'remind'
  /** Words to begin with; they may be sent as they are. */
  readonly first: string
  readonly send: (text: string) => Promise<void>
  readonly onSent: () => void
}): ReactElement {
  const { t } = useTranslation()
  const [text, setText] = useState(first)
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<unknown>(undefined)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setSending(true)
    setError(undefined)
    try {
      await send(text.trim())
      onSent()
    } catch (failure) {
      setError(failure)
      setSending(false)
    }
  }
  return (
    <form className="text-action" onSubmit={(event) => void submit(event)}>
      <label>
        <span className="field-title">{t(`act.${kind}.label`)}</span>
        <textarea
          rows={3}
          value={text}
          maxLength={2000}
          placeholder={t(`act.${kind}.example`)}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {error !== undefined && <ProblemView error={error} />}
      <button type="submit" className="lx-button lx-button-primary" disabled={sending || text.trim() === ''}>
        {t(sending ? 'act.sending' : 'act.send')}
      </button>
    </form>
  )
}
