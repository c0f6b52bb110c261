import type { BulkCommand } from '@lianxin/contract'
import { Input } from 'antd'
import type { ReactNode } from 'react'

import { isoToLocal, localToIso } from '../app/time.ts'
import { AmountInput, type TimeAmount } from '../ticket/amount-input.tsx'
import { ClassPicker } from '../ticket/class-picker.tsx'
import { UnitPicker } from '../ticket/unit-picker.tsx'
import { inputsOf, isOptional, type BulkInputName, type OfferedKind } from './inputs-of.ts'

/** What a form of a bulk change or of a macro holds. */
export interface BulkValues {
  readonly classCode?: string | null
  readonly unitId?: string | null
  /** As the control of the browser has it, local time. */
  readonly until?: string
  readonly extra?: TimeAmount
  readonly publicReply?: string
  readonly reason?: string
  readonly text?: string
}

const WEEK_ms = 7 * 86_400_000
const TWO_DAYS: TimeAmount = { amount: 2, unit: 'workDay' }
const TEXTS: readonly BulkInputName[] = ['publicReply', 'reason', 'text']
export const isText = (name: BulkInputName): boolean => TEXTS.includes(name)

/** What stands in an untouched form. */
export function firstValues(kind: OfferedKind): BulkValues {
  if (kind === 'requestSuspend') return { until: isoToLocal(Date.now() + WEEK_ms) }
  return kind === 'requestExtension' ? { extra: TWO_DAYS } : {}
}

/** The values of a command that is there already. */
export function valuesOf(command: BulkCommand): BulkValues {
  const until = 'until' in command ? { until: isoToLocal(Date.parse(command.until)) } : {}
  return { ...(command as BulkValues), ...until }
}

/** The first input that is missing. */
export function missingIn(kind: OfferedKind, values: BulkValues): BulkInputName | undefined {
  return inputsOf(kind).find((name) => {
    const value = values[name]
    return (
      !isOptional(kind, name) &&
      (value === undefined || value === null || (typeof value === 'string' && value.trim() === ''))
    )
  })
}

/** The command that complete values make. */
export function commandFrom(kind: OfferedKind, values: BulkValues): BulkCommand {
  const entries = inputsOf(kind).flatMap((name): [string, unknown][] => {
    const value = values[name]
    if (value === undefined || value === null || value === '') return []
    return [[name, name === 'until' && typeof value === 'string' ? localToIso(value) : value]]
  })
  return { kind, ...Object.fromEntries(entries) } as BulkCommand
}

interface InputProps {
  readonly name: BulkInputName
  readonly id: string
  readonly values: BulkValues
  readonly focus: boolean
  readonly change: (part: BulkValues) => void
  /** After a choice that completes the form. */
  readonly onChosen: () => void
}

/** The control of one input. */
export function BulkInput({ name, id, values, focus, change, onChosen }: InputProps): ReactNode {
  switch (name) {
    case 'classCode':
      return (
        <ClassPicker
          id={id}
          autoFocus={focus}
          value={values.classCode ?? null}
          onChange={(classCode) => {
            change({ classCode })
            if (classCode) onChosen()
          }}
        />
      )
    case 'unitId':
      return (
        <UnitPicker
          id={id}
          value={values.unitId ?? null}
          onChange={(unitId) => {
            change({ unitId })
            if (unitId) onChosen()
          }}
        />
      )
    case 'until':
      return (
        <Input
          id={id}
          autoFocus={focus}
          type="datetime-local"
          value={values.until ?? ''}
          onChange={(event) => change({ until: event.target.value })}
        />
      )
    case 'extra':
      return <AmountInput id={id} value={values.extra ?? TWO_DAYS} onChange={(extra) => change({ extra })} />
    case 'publicReply':
    case 'reason':
    case 'text':
      return (
        <Input.TextArea
          id={id}
          autoFocus={focus}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={name === 'reason' ? 2000 : 4000}
          value={values[name] ?? ''}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      )
  }
}
