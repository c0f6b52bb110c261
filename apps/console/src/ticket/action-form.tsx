import type { TicketDetail, TicketReceipt, WireCommandKind } from '@lianxin/contract'
import { isNetworkError, ProblemView } from '@lianxin/ui'
import { usePhotos } from '@lianxin/ui/upload'
import { Button } from 'antd'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { keepDraft, readDraft } from '../app/drafts.ts'
import { isoToLocal, localToIso } from '../app/time.ts'
import { gridIdOf, NO_PLACE } from '../map/place-picker.tsx'
import { ActionInput, type Values } from './action-inputs.tsx'
import { inputsOf, type InputName } from './action-fields.ts'
import { isStale, useCommand } from './use-command.ts'

const TEXTS = ['publicReply', 'reason', 'text', 'comment'] as const
/** In a text Enter begins a new line. */
const isLongText = (name: InputName): boolean => (TEXTS as readonly InputName[]).includes(name)
const OPTIONAL: readonly InputName[] = ['limit', 'urgency', 'comment', 'evidence']
/** Commands at whose end the matter is done: only there do the standard replies of a class fit. */
const FINISHES: readonly WireCommandKind[] = ['resolve', 'selfResolve']
/** A pause is usually asked for until the end of the next week. */
const WEEK_ms = 7 * 86_400_000

const draftKey = (ticketId: string, kind: string, name: string): string => `${ticketId}.${kind}.${name}`

function firstValues(kind: WireCommandKind, ticket: TicketDetail): Values {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, readDraft(draftKey(ticket.id, kind, name))]))
  const unit =
    kind === 'dispatch'
      ? (ticket.suggestedUnit?.id ?? null)
      : kind === 'escalate'
        ? (ticket.upperUnit?.id ?? null)
        : null
  return {
    ...texts,
    unit,
    class: ticket.classCode,
    urgency: ticket.urgency,
    place: { address: ticket.address, position: ticket.position, placeCode: null, grid: null },
    ...(kind === 'requestExtension' ? { extra: { amount: 2, unit: 'workDay' as const } } : {}),
    ...(kind === 'requestSuspend' ? { until: isoToLocal(Date.now() + WEEK_ms) } : {}),
  }
}

/** The fields of the contract from what the form holds. */
function fieldsOf(kind: WireCommandKind, inputs: readonly InputName[], values: Values, uploadIds: readonly string[]) {
  const fields: Record<string, unknown> = {}
  for (const input of inputs) {
    const value = values[input as keyof Values]
    if (input === 'place') {
      const place = values.place ?? NO_PLACE
      const { address, position } = place
      const gridId = gridIdOf(place)
      if (gridId && !position) fields['gridId'] = gridId
      if (address !== '') fields['address'] = address
      if (position) fields['position'] = position
    } else if (input === 'class') {
      if (values.class) fields['classCode'] = values.class
    } else if (input === 'unit') {
      if (values.unit) fields['unitId'] = values.unit
    } else if (input === 'until') fields['until'] = localToIso(values.until ?? '')
    else if (input === 'evidence') {
      if (uploadIds.length > 0) fields['uploadIds'] = uploadIds
    } else if (input === 'comment') fields['comment'] = values.comment ?? ''
    else if (value !== undefined && value !== null && value !== '') fields[input] = value
  }
  return { kind, fields }
}

function missingIn(kind: WireCommandKind, inputs: readonly InputName[], values: Values): InputName | undefined {
  return inputs.find((input) => {
    if (OPTIONAL.includes(input) || (input === 'unit' && (kind === 'dispatch' || kind === 'escalate'))) return false
    if (input === 'place') return !values.place?.position && !values.place?.address
    if (input === 'score') return !values.score
    const value = values[input as keyof Values]
    return value === undefined || value === null || value === '' || (typeof value === 'string' && value.trim() === '')
  })
}

interface ActionFormProps {
  readonly kind: WireCommandKind
  readonly ticket: TicketDetail
  readonly onDone: (receipt: TicketReceipt) => void
  readonly onCancel: () => void
}

/**
 * The form of one command, in place under the buttons. Texts are kept as drafts; a refusal or somebody else's change
 * leaves everything typed. Enter sends (Ctrl+Enter from a text), Escape leaves.
 */
export function ActionForm({ kind, ticket, onDone, onCancel }: ActionFormProps) {
  const { t } = useTranslation()
  const id = useId()
  const inputs = inputsOf(kind)
  const [values, setValues] = useState<Values>(() => firstValues(kind, ticket))
  const [missing, setMissing] = useState<InputName | null>(null)
  const photos = usePhotos()
  const send = useRef<HTMLButtonElement>(null)
  const command = useCommand(ticket, (receipt) => {
    for (const name of TEXTS) keepDraft(draftKey(ticket.id, kind, name), '')
    onDone(receipt)
  })
  const complete = missingIn(kind, inputs, values) === undefined
  const focusFirst = !complete ? missingIn(kind, inputs, values) : undefined
  const [startFocus] = useState(() =>
    kind === 'dispatch' || !complete ? (focusFirst ?? 'send') : (inputs[0] ?? 'send'),
  )

  useEffect(() => {
    if (startFocus === 'send') send.current?.focus()
  }, [startFocus])

  const change = (part: Values) => {
    for (const name of TEXTS) {
      const text = part[name]
      if (text !== undefined) keepDraft(draftKey(ticket.id, kind, name), text)
    }
    setMissing(null)
    setValues((before) => ({ ...before, ...part }))
  }
  const submit = () => {
    const first = missingIn(kind, inputs, values)
    if (first) {
      setMissing(first)
      document.getElementById(`${id}-${first}`)?.focus()
    } else if (!command.isPending && !photos.busy) command.mutate(fieldsOf(kind, inputs, values, photos.uploadIds))
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onCancel()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      submit()
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
      {inputs.map((name) => (
        <div className="lc-field" key={name} data-missing={missing === name}>
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
              replies={FINISHES.includes(kind) ? ticket.standardReplies : []}
              values={values}
              photos={photos}
              focus={startFocus === name}
              change={change}
              onChosen={() => setTimeout(() => send.current?.focus(), 0)}
            />
            {missing === name && (
              <p className="lc-bad" role="alert">
                {t('input.missing')}
              </p>
            )}
          </div>
        </div>
      ))}
      {command.error && isStale(command.error) && (
        <div className="lx-notice lx-notice-warn" role="alert">
          <p className="lx-notice-title">{t('ticket.changedByOther')}</p>
          <p>{t('ticket.changedByOtherHint')}</p>
        </div>
      )}
      {command.error && !isStale(command.error) && (
        <ProblemView error={command.error} onRetry={isNetworkError(command.error) ? submit : undefined} />
      )}
      <div className="lc-form-buttons">
        <Button ref={send} type="primary" htmlType="submit" loading={command.isPending} disabled={photos.busy}>
          {t('action.confirm', { command: t(`command.${kind}`) })} <kbd>{inputs.some(isLongText) ? 'Ctrl ↵' : '↵'}</kbd>
        </Button>
        <Button onClick={onCancel}>
          {t('action.cancel')} <kbd>Esc</kbd>
        </Button>
      </div>
    </form>
  )
}
