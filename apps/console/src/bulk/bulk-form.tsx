import type { BulkCommand } from '@lianxin/contract'
import { Button } from 'antd'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { keepDraft, readDraft } from '../app/drafts.ts'
import { BulkInput, commandFrom, firstValues, isText, missingIn, type BulkValues } from './bulk-inputs.tsx'
import { canBeUndone } from './change.ts'
import { inputsOf, isOptional, type BulkInputName, type OfferedKind } from './inputs-of.ts'

interface FormProps {
  readonly kind: OfferedKind
  readonly count: number
  /** How many of them it fits now. */
  readonly fits: number
  readonly onSend: (command: BulkCommand) => void
  readonly onCancel: () => void
}

const draftKey = (kind: OfferedKind): string => `bulk.${kind}`

function begun(kind: OfferedKind): BulkValues {
  const text = readDraft(draftKey(kind))
  return text === '' ? firstValues(kind) : { ...firstValues(kind), ...(JSON.parse(text) as BulkValues) }
}

/**
 * What a change of many asks for, or, where it cannot be taken back, whether it is meant. Typed texts stay as a draft
 * until the change was sent.
 */
export function BulkForm({ kind, count, fits, onSend, onCancel }: FormProps) {
  const { t } = useTranslation()
  const id = useId()
  const inputs = inputsOf(kind)
  const [values, setValues] = useState(() => begun(kind))
  const [missing, setMissing] = useState<string | null>(null)
  const send = useRef<HTMLButtonElement>(null)
  const [startFocus] = useState(() => missingIn(kind, values) ?? 'send')
  useEffect(() => {
    if (startFocus === 'send') send.current?.focus()
    else document.getElementById(`${id}-${startFocus}`)?.focus()
  }, [startFocus, id])

  const change = (part: BulkValues) => {
    const next = { ...values, ...part }
    setMissing(null)
    setValues(next)
    keepDraft(draftKey(kind), inputs.some(isText) ? JSON.stringify(next) : '')
  }
  /** On to what comes after a choice: a text that is still needed, else the button. */
  const next = (after: BulkInputName) => {
    const following = inputs.slice(inputs.indexOf(after) + 1).find((name) => !isOptional(kind, name))
    const field = following && document.getElementById(`${id}-${following}`)
    if (field) field.focus()
    else send.current?.focus()
  }
  const submit = () => {
    const first = missingIn(kind, values)
    if (first) {
      setMissing(first)
      document.getElementById(`${id}-${first}`)?.focus()
      return
    }
    keepDraft(draftKey(kind), '')
    onSend(commandFrom(kind, values))
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
  const undoable = canBeUndone({ type: 'command', command: { kind } as BulkCommand })
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Enter and Escape within its fields
    <form
      className="lc-bulk-form"
      aria-label={t('bulk.formOf', { command: t(`command.${kind}`), count })}
      onKeyDown={press}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h3>{t('bulk.formOf', { command: t(`command.${kind}`), count })}</h3>
      {kind === 'dispatch' && <p className="lc-soft">{t('bulk.dispatchHint')}</p>}
      {fits < count && <p className="lc-warn">{t('bulk.fitsHint', { n: fits, rest: count - fits })}</p>}
      {!undoable && <p className="lc-warn">{t('bulk.final')}</p>}
      {inputs.map((name) => (
        <div className="lc-field" key={name} data-missing={missing === name}>
          <label htmlFor={`${id}-${name}`}>
            {t(`bulkInput.${name}`)}
            {isOptional(kind, name) && <small> {t('input.optional')}</small>}
          </label>
          <div>
            <BulkInput
              name={name}
              id={`${id}-${name}`}
              values={values}
              focus={startFocus === name}
              change={change}
              onChosen={() => setTimeout(() => next(name), 0)}
            />
            {missing === name && (
              <p className="lc-bad" role="alert">
                {t('input.missing')}
              </p>
            )}
          </div>
        </div>
      ))}
      <div className="lc-form-buttons">
        <Button ref={send} type="primary" htmlType="submit">
          {t('bulk.confirm', { command: t(`command.${kind}`), count })}{' '}
          <kbd>{inputs.some(isText) ? 'Ctrl ↵' : '↵'}</kbd>
        </Button>
        <Button onClick={onCancel}>
          {t('action.cancel')} <kbd>Esc</kbd>
        </Button>
      </div>
    </form>
  )
}
