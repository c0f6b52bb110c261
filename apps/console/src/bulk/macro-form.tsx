import { MACRO_MOST, putMacro, type MacroView } from '@lianxin/contract'
import { isNetworkError, ProblemView } from '@lianxin/ui'
import { useMutation } from '@tanstack/react-query'
import { Button, Input, Radio, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { BulkInput, commandFrom, firstValues, missingIn, valuesOf, type BulkValues } from './bulk-inputs.tsx'
import { inputsOf, isOptional, OFFERED, type OfferedKind } from './inputs-of.ts'

interface FormProps {
  readonly macro: MacroView
  readonly mayShare: boolean
  readonly onDone: () => void
  readonly onCancel: () => void
}

interface Line {
  readonly key: number
  readonly kind: OfferedKind
  readonly values: BulkValues
}

const isOffered = (kind: string): kind is OfferedKind => (OFFERED as readonly string[]).includes(kind)

function linesOf(macro: MacroView): readonly Line[] {
  const lines = macro.commands.flatMap((command, key) =>
    isOffered(command.kind) ? [{ key, kind: command.kind, values: valuesOf(command) }] : [],
  )
  return lines.length > 0 ? lines : [{ key: 0, kind: 'classify', values: {} }]
}

/** Makes or changes a macro: its name, for whom, and its commands with what each is given. */
export function MacroForm({ macro, mayShare, onDone, onCancel }: FormProps) {
  const { t } = useTranslation()
  const id = useId()
  const [name, setName] = useState(macro.name)
  const [nameEn, setNameEn] = useState(macro.nameEn)
  const [shared, setShared] = useState(macro.unitId === null)
  const [lines, setLines] = useState(() => linesOf(macro))
  const [asked, setAsked] = useState(false)
  const put = (key: number, part: Partial<Line>) =>
    setLines((before) => before.map((line) => (line.key === key ? { ...line, ...part } : line)))
  const add = () =>
    setLines((before) => [
      ...before,
      { key: Math.max(-1, ...before.map(({ key }) => key)) + 1, kind: 'dispatch', values: {} },
    ])
  const isMissing =
    name.trim() === '' || lines.length === 0 || lines.some(({ kind, values }) => missingIn(kind, values))
  const save = useMutation({
    mutationFn: () => {
      const commands = lines.map(({ kind, values }) => commandFrom(kind, values))
      const body = { name: name.trim(), nameEn: nameEn.trim(), shared, commands }
      return call(putMacro, { params: { macroId: macro.id }, body })
    },
    onSuccess: onDone,
  })
  return (
    <form
      className="lc-macro-form"
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (!isMissing && !save.isPending) save.mutate()
      }}
    >
      <div className="lc-field">
        <label htmlFor={`${id}-name`}>{t('macro.name')}</label>
        <Input
          id={`${id}-name`}
          autoFocus
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <div className="lc-field">
        <label htmlFor={`${id}-en`}>
          {t('macro.nameEn')}
          <small> {t('input.optional')}</small>
        </label>
        <Input id={`${id}-en`} maxLength={80} value={nameEn} onChange={(event) => setNameEn(event.target.value)} />
      </div>
      {mayShare && (
        <div className="lc-field">
          <span id={`${id}-for`}>{t('macro.forWhom')}</span>
          <Radio.Group
            aria-labelledby={`${id}-for`}
            value={shared}
            onChange={(event) => setShared(event.target.value as boolean)}
            options={[
              { value: true, label: t('macro.shared') },
              { value: false, label: t('macro.own') },
            ]}
          />
        </div>
      )}
      <h3>{t('macro.commands')}</h3>
      <ol className="lc-macro-lines">
        {lines.map(({ key, kind, values }, index) => (
          <li key={key}>
            <Select
              aria-label={t('macro.commandNumber', { n: index + 1 })}
              value={kind}
              onChange={(next: OfferedKind) => put(key, { kind: next, values: firstValues(next) })}
              options={OFFERED.map((one) => ({ value: one, label: t(`command.${one}`) }))}
            />
            <div className="lc-macro-inputs">
              {inputsOf(kind).map((input) => (
                <div className="lc-field" key={input}>
                  <label htmlFor={`${id}-${key}-${input}`}>
                    {t(`bulkInput.${input}`)}
                    {isOptional(kind, input) && <small> {t('input.optional')}</small>}
                  </label>
                  <BulkInput
                    name={input}
                    id={`${id}-${key}-${input}`}
                    values={values}
                    focus={false}
                    change={(part) => put(key, { values: { ...values, ...part } })}
                    onChosen={() => undefined}
                  />
                </div>
              ))}
            </div>
            <Button
              size="small"
              disabled={lines.length === 1}
              aria-label={t('macro.dropCommand', { n: index + 1 })}
              onClick={() => setLines((before) => before.filter((line) => line.key !== key))}
            >
              {t('macro.remove')}
            </Button>
          </li>
        ))}
      </ol>
      {lines.length < MACRO_MOST && (
        <Button size="small" onClick={add}>
          {t('macro.addCommand')}
        </Button>
      )}
      {asked && isMissing && (
        <p className="lc-bad" role="alert">
          {t('macro.missing')}
        </p>
      )}
      {save.error !== null && (
        <ProblemView error={save.error} onRetry={isNetworkError(save.error) ? () => save.mutate() : undefined} />
      )}
      <div className="lc-form-buttons">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('action.save')}
        </Button>
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
      </div>
    </form>
  )
}
