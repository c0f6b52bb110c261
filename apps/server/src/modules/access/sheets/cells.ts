import { createHash } from 'node:crypto'

import { readSettingWord, SETTING_VALUES, settingWord, type SettingField, type SettingValues } from '@lianxin/contract'

import type { RowFault, SheetCells } from './kind.ts'

/** Collects what is wrong with the rows of a file. */
export class Faults {
  readonly found: RowFault[] = []

  /** @returns undefined, so that a reader of cells can end with it */
  add(row: number, field: SettingField | '', zh: string, en: string): undefined {
    this.found.push({ row, field, zh, en })
  }

  required(row: number, field: SettingField): undefined {
    return this.add(row, field, '此项必填。', 'This is needed.')
  }
}

/** A word of a closed set; undefined where the cell is absent or empty, with a fault where it is no such word. */
export function wordCell(
  faults: Faults,
  row: number,
  cells: SheetCells,
  field: SettingField,
  set: SettingValues,
): string | undefined {
  const text = cells[field]
  if (text === undefined || text === '') return undefined
  const value = readSettingWord(set, text)
  if (value !== undefined) return value
  const list = (lang: 'zh' | 'en', join: string): string =>
    Object.keys(SETTING_VALUES[set]).map((one) => settingWord(set, one, lang)).join(join) // oxfmt-ignore
  faults.add(row, field, `“${text}”不在可选范围：${list('zh', '、')}。`, `“${text}” is none of: ${list('en', ', ')}.`)
  return undefined
}

/** 是 or 否; undefined where the cell is absent or empty. */
export function flagCell(faults: Faults, row: number, cells: SheetCells, field: SettingField): boolean | undefined {
  const word = wordCell(faults, row, cells, field, 'flag')
  return word === undefined ? undefined : word === 'true'
}

const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/

/** A day as people write it (2027-01-01, 2027/1/1, 2027年1月1日); undefined where the cell is absent or empty. */
export function dayCell(faults: Faults, row: number, cells: SheetCells, field: SettingField): string | undefined {
  const text = cells[field]
  if (text === undefined || text === '') return undefined
  const [, year = '', month = '', day = ''] = DAY.exec(text) ?? []
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${iso}T00:00:00Z`)
  if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(iso)) return iso
  faults.add(row, field, `“${text}”不是日期，应如 2027-01-01。`, `“${text}” is no day; write 2027-01-01.`)
  return undefined
}

/** An id that follows from import and row: the same file sent again makes the same rows. */
export function idOfRow(importId: string, what: string, row: number): string {
  const hex = createHash('sha256').update(`${importId} ${what} ${row}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
