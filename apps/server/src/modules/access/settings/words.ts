import {
  fieldWord,
  SETTING_FIELDS,
  SETTING_VALUES,
  settingWord,
  type FieldChange,
  type SettingField,
  type SettingValues,
} from '@lianxin/contract'

import type { Snapshot } from '../../../platform/db/schema-settings.ts'
import type { Lang } from '../../../platform/language.ts'

const FLAGS: readonly string[] = ['active', 'working', 'evidenceRequired', 'urgent', 'confidential']
const pad = (value: number): string => String(value).padStart(2, '0')

/** Minutes after midnight as 08:30. */
export const clockText = (minute: number): string => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`

interface Stage {
  readonly name: string
  readonly limit: { readonly amount: number; readonly unit: string }
}

/** Stages of a class: `停工 4 工作时 / 处罚 7 工作日`. */
export function stagesText(stages: readonly Stage[], lang: Lang): string {
  const one = ({ name, limit }: Stage): string =>
    [stages.length > 1 || name !== '处置' ? name : '', limit.amount, settingWord('limitUnit', limit.unit, lang)]
      .filter((part) => part !== '')
      .join(' ')
  return stages.map(one).join(' / ')
}

const isLimit = (value: object): value is Stage['limit'] => 'amount' in value && 'unit' in value

/** Responsible units by level: `0:CG 1:SW`. */
export function responsibleText(responsible: Readonly<Record<string, string>>): string {
  return Object.entries(responsible)
    .map(([level, code]) => `${level}:${code}`)
    .join(' ')
}

/** A value of a snapshot as people read it; null where there is nothing to say. */
export function valueText(field: string, value: unknown, lang: Lang): string | null {
  if (value === null || value === undefined || value === '') return null
  if (FLAGS.includes(field)) return settingWord('flag', value === true ? 'true' : 'false', lang)
  if (typeof value === 'string')
    return field in SETTING_VALUES ? settingWord(field as SettingValues, value, lang) : value
  if (typeof value === 'number') return String(value)
  if (field === 'hours')
    return (value as readonly { fromMinute: number; toMinute: number }[])
      .map((span) => `${clockText(span.fromMinute)}–${clockText(span.toMinute)}`)
      .join(' · ')
  if (field === 'stages') return stagesText(value as readonly Stage[], lang)
  if (Array.isArray(value)) return value.length === 0 ? null : value.join('\n')
  if (field === 'responsible') return responsibleText(value as Readonly<Record<string, string>>) || null
  if (isLimit(value)) return `${value.amount} ${settingWord('limitUnit', value.unit, lang)}`
  const { name } = value as { readonly name?: unknown }
  return typeof name === 'string' ? name : JSON.stringify(value)
}

interface Day {
  readonly day: string
  readonly working: boolean
  readonly name: string
}

/** Days of the calendar stand as fields of their own, so that only those that differ are shown. */
function flattened(snapshot: Snapshot | null): ReadonlyMap<string, unknown> {
  const flat = new Map<string, unknown>()
  for (const [field, value] of Object.entries(snapshot ?? {}))
    if (field === 'exceptions')
      for (const { day, working, name } of value as readonly Day[]) flat.set(day, { makeUp: working, day: name })
    else flat.set(field, value)
  return flat
}

const isDay = (field: string): boolean => /^\d{4}-\d\d-\d\d$/.test(field)

function textOf(field: string, value: unknown, lang: Lang): string | null {
  if (!isDay(field) || value === undefined) return valueText(field, value, lang)
  const { makeUp, day } = value as { readonly makeUp: boolean; readonly day: string }
  return `${settingWord('dayKind', makeUp ? 'makeUp' : 'holiday', lang)}${day ? ` · ${day}` : ''}`
}

const labelOf = (field: string, lang: Lang): string =>
  field in SETTING_FIELDS ? fieldWord(field as SettingField, lang) : field

/** Fields in the order of the forms, days after them in their own; the database keeps no order of members. */
function placeOf(field: string): number {
  if (isDay(field)) return Number(field.replaceAll('-', ''))
  const place = Object.keys(SETTING_FIELDS).indexOf(field)
  return place < 0 ? 1_000 : place
}

/** What differs between two snapshots, field by field, in words. */
export function fieldChanges(before: Snapshot | null, after: Snapshot | null, lang: Lang): FieldChange[] {
  const [old, young] = [flattened(before), flattened(after)]
  const fields = [...new Set([...old.keys(), ...young.keys()])].toSorted((a, b) => placeOf(a) - placeOf(b))
  return fields.flatMap((field) => {
    const change = { before: textOf(field, old.get(field), lang), after: textOf(field, young.get(field), lang) }
    return change.before === change.after ? [] : [{ label: labelOf(field, lang), ...change }]
  })
}
