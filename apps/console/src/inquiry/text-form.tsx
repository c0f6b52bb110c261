import { formatInstant, isNetworkError, problemIn, ProblemView, useLang } from '@lianxin/ui'
import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useId, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { useDraft } from '../app/use-draft.ts'
import { DraftMark } from '../ticket/draft-mark.tsx'
import { FieldError } from '../ticket/field-error.tsx'
import { useIdFor } from './use-id-for.ts'

const LONGEST = 2000

interface TextFormProps {
  /** Under what the words are kept on this machine. */
  readonly draft: string
  readonly title: string
  readonly hint: string
  readonly label: string
  readonly submit: string
  readonly onSend: (words: string, id: string) => Promise<unknown>
  readonly onDone: () => void
  readonly onCancel: () => void
}

/**
 * One text and a button, in place. The words are a draft that survives the browser; a refusal leaves them as they are.
 * Ctrl+Enter sends, Escape leaves.
 */
export function TextForm({ draft, title, hint, label, submit, onSend, onDone, onCancel }: TextFormProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const id = useId()
  const idFor = useIdFor()
  const { values, change, clear, restoredAt } = useDraft(draft, () => ({ text: '' }))
  const [isMissing, setMissing] = useState(false)
  const words = values.text.trim()
  const send = useMutation({
    mutationFn: () => onSend(words, idFor(words)),
    onSuccess: () => {
      clear()
      onDone()
    },
  })
  const fault = isMissing ? t('input.missing') : (problemIn(send.error)?.errors?.[0]?.detail ?? null)
  const trySend = () => {
    if (words === '') {
      setMissing(true)
      document.getElementById(id)?.focus()
    } else if (!send.isPending) send.mutate()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onCancel()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      trySend()
    }
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl+Enter and Escape within its field
    <form
      className="lc-inquiry-form"
      aria-label={title}
      onKeyDown={press}
      onSubmit={(event) => {
        event.preventDefault()
        trySend()
      }}
    >
      <p className="lc-soft">{hint}</p>
      {restoredAt !== null && (
        <p className="lc-restored" role="status">
          {t('draft.restored', { time: formatInstant(restoredAt, language) })}{' '}
          <Button size="small" type="link" onClick={clear}>
            {t('draft.startAnew')}
          </Button>
        </p>
      )}
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        autoFocus
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={LONGEST}
        value={values.text}
        aria-invalid={fault !== null}
        onChange={(event) => {
          setMissing(false)
          change({ text: event.target.value })
        }}
      />
      <FieldError id={id} text={fault} />
      {send.error !== null && fault === null && (
        <ProblemView error={send.error} onRetry={isNetworkError(send.error) ? trySend : undefined} />
      )}
      <div className="lc-form-buttons">
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {submit} <kbd>Ctrl ↵</kbd>
        </Button>
        <Button onClick={onCancel}>
          {t('action.cancel')} <kbd>Esc</kbd>
        </Button>
        <DraftMark draft={draft} />
      </div>
    </form>
  )
}
