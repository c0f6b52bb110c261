import type { TicketDetail, TicketReceipt, WireCommandKind } from '@lianxin/contract'
import { formatInstant, isNetworkError, problemIn, ProblemView, useLang } from '@lianxin/ui'
import { usePhotos } from '@lianxin/ui/upload'
import { Button } from 'antd'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { useDraft } from '../app/use-draft.ts'
import { ActionInput } from './action-inputs.tsx'
import { inputOfPointer, inputsOf, offered, type InputName } from './action-fields.ts'
import { ComparePanel } from './compare-panel.tsx'
import { DraftMark } from './draft-mark.tsx'
import { draftKey } from './draft-key.ts'
import { FieldError } from './field-error.tsx'
import { insertReply } from './fill-reply.ts'
import { fieldsOf, firstValues, isLongText, missingIn, OPTIONAL } from './form-values.ts'
import { NoticePreview } from './notice-preview.tsx'
import { replyOfKey, useReplies } from './standard-replies.tsx'
import { isStale, useCommand } from './use-command.ts'
import { useRebase } from './use-rebase.ts'

/** Commands at whose end the matter is done: only there do the standard replies of a class fit. */
const FINISHES: readonly WireCommandKind[] = ['resolve', 'selfResolve']

interface ActionFormProps {
  readonly kind: WireCommandKind
  readonly ticket: TicketDetail
  readonly onDone: (receipt: TicketReceipt) => void
  readonly onCancel: () => void
}

/**
 * The form of one command, in place under the buttons. Everything typed is a draft that survives the browser; a refusal
 * or somebody else's change leaves it as it is. Enter sends (Ctrl+Enter from a text), Escape leaves.
 */
export function ActionForm({ kind, ticket, onDone, onCancel }: ActionFormProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const id = useId()
  const inputs = inputsOf(kind)
  const key = draftKey(ticket.id, kind)
  const { values, change, clear, restoredAt } = useDraft(key, () => firstValues(kind, ticket))
  const [missing, setMissing] = useState<InputName | null>(null)
  const photos = usePhotos()
  const replies = useReplies(ticket, FINISHES.includes(kind) ? ticket.standardReplies : [])
  const send = useRef<HTMLButtonElement>(null)
  const stale = useRebase(ticket, kind, inputs, values)
  const command = useCommand({ id: ticket.id, revision: stale.revision }, (receipt) => {
    clear()
    onDone(receipt)
  })
  const allowed = offered(ticket).includes(kind)
  const first = missingIn(kind, inputs, values)
  const [startFocus] = useState(() =>
    kind === 'dispatch' || first !== undefined ? (first ?? 'send') : (inputs[0] ?? 'send'),
  )
  const faults = problemIn(command.error)?.errors ?? []
  const faultOf = (name: InputName): string | null =>
    missing === name
      ? t('input.missing')
      : (faults.find(({ pointer }) => inputOfPointer(pointer) === name)?.detail ?? null)
  const shownAtFields =
    faults.length > 0 && faults.every(({ pointer }) => inputs.some((one) => inputOfPointer(pointer) === one))

  useEffect(() => {
    if (startFocus === 'send') send.current?.focus()
  }, [startFocus])

  // A choice made leads on to what is still missing, else to the button.
  const wanted = useRef(first)
  useEffect(() => {
    wanted.current = first
  })
  const goOn = () =>
    setTimeout(() => {
      const next = wanted.current ? document.getElementById(`${id}-${wanted.current}`) : send.current
      next?.focus()
    }, 0)

  const submit = () => {
    if (first) {
      setMissing(first)
      document.getElementById(`${id}-${first}`)?.focus()
    } else if (!command.isPending && !photos.busy && !stale.conflict)
      command.mutate(fieldsOf(kind, inputs, values, photos.uploadIds))
  }
  const sendOnTop = () => {
    if (first) setMissing(first)
    else command.mutate({ ...fieldsOf(kind, inputs, values, photos.uploadIds), revision: stale.accept() })
  }
  const drop = () => {
    clear()
    onCancel()
  }
  const press = (event: KeyboardEvent) => {
    const reply = replyOfKey(event, replies, values.publicReply ?? '')
    if (event.key === 'Escape') {
      event.stopPropagation()
      onCancel()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      submit()
    } else if (reply !== undefined) {
      event.preventDefault()
      change({ publicReply: insertReply(values.publicReply ?? '', reply, replies) })
    }
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Enter and Escape within its fields
    <form
      className="lc-action-form"
      aria-label={t(`command.${kind}`)}
      onKeyDown={press}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h3>{t(`command.${kind}`)}</h3>
      <p className="lc-soft">{t(`commandHint.${kind}`)}</p>
      {restoredAt !== null && (
        <p className="lc-restored" role="status">
          {t('draft.restored', { time: formatInstant(restoredAt, language) })}{' '}
          <Button size="small" type="link" onClick={clear}>
            {t('draft.startAnew')}
          </Button>
        </p>
      )}
      {inputs.map((name) => {
        const fault = faultOf(name)
        return (
          <div className="lc-field" key={name} data-missing={fault !== null}>
            <label htmlFor={`${id}-${name}`}>
              {t(`input.${name}`)}
              {OPTIONAL.includes(name) && !(name === 'evidence' && ticket.evidenceRequired) && (
                <small> {t('input.optional')}</small>
              )}
            </label>
            <div>
              <ActionInput
                name={name}
                id={`${id}-${name}`}
                ticket={ticket}
                replies={replies}
                values={values}
                photos={photos}
                focus={startFocus === name}
                change={(part) => {
                  setMissing(null)
                  change(part)
                }}
                onChosen={goOn}
              />
              <FieldError id={`${id}-${name}`} text={fault} />
            </div>
          </div>
        )
      })}
      {allowed && <NoticePreview kind={kind} ticket={ticket} values={values} />}
      {command.error && isStale(command.error) && !stale.conflict && (
        <div className="lx-notice lx-notice-warn" role="alert">
          <p className="lx-notice-title">{t('ticket.changedByOther')}</p>
          <p>{t('ticket.changedByOtherHint')}</p>
        </div>
      )}
      {command.error && !isStale(command.error) && !shownAtFields && (
        <ProblemView error={command.error} onRetry={isNetworkError(command.error) ? submit : undefined} />
      )}
      {stale.conflict || !allowed ? (
        <ComparePanel
          kind={kind}
          ticket={ticket}
          rows={stale.rows}
          allowed={allowed}
          busy={command.isPending}
          onSend={sendOnTop}
          onDrop={drop}
        />
      ) : (
        <div className="lc-form-buttons">
          <Button ref={send} type="primary" htmlType="submit" loading={command.isPending} disabled={photos.busy}>
            {t('action.confirm', { command: t(`command.${kind}`) })}{' '}
            <kbd>{inputs.some(isLongText) ? 'Ctrl ↵' : '↵'}</kbd>
          </Button>
          <Button onClick={onCancel}>
            {t('action.cancel')} <kbd>Esc</kbd>
          </Button>
          <DraftMark draft={key} />
        </div>
      )}
    </form>
  )
}
