import type { BodyOf, reportPublic } from '@lianxin/contract'
import { parse } from 'csv-parse/sync'
import { createHash } from 'node:crypto'

import { findMoment } from './moment.ts'

export type ReportBody = BodyOf<typeof reportPublic>

/** A row of a file of earlier messages, as the report it becomes. */
export interface MessageRow {
  /** Counts from 1 below the heading. */
  readonly row: number
  readonly body: ReportBody
}

/** What is wrong with a row, in the two languages. */
export interface RowFault {
  readonly row: number
  readonly field: string
  readonly detail: string
}

/** Headings that are understood, in English and as Chinese systems export them. */
const COLUMNS = {
  number: ['id', 'number', '留言编号', '工单编号', '编号'],
  title: ['title', '留言主题', '标题'],
  at: ['createdAt', 'created_at', '留言时间', '反映时间', '时间'],
  text: ['detail', 'description', '留言详情', '内容'],
  address: ['address', '地址'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** As in the contract. */
const TITLE_LENGTH = 100
const NUMBER_LENGTH = 60

/** A UUID (version 8) that follows from district and number, so that a row sent again is the same report. */
export function messageId(districtId: number, number: string): string {
  const hex = createHash('sha256').update(`message ${districtId} ${number}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * Reads a CSV of messages from before: number, title, time, text, address. Times may be written in any usual form.
 * @returns every good row as a report; rows that cannot be one with what is wrong about them
 */
export function readMessages(
  csv: string | Buffer,
  { districtId, utcOffset_minutes }: { readonly districtId: number; readonly utcOffset_minutes: number },
): { readonly rows: readonly MessageRow[]; readonly faults: readonly RowFault[] } {
  const records = parse<Record<string, string>>(csv, { columns: true, bom: true, skip_empty_lines: true })
  const rows: MessageRow[] = []
  const faults: RowFault[] = []
  const seen = new Set<string>()
  for (const [index, record] of records.entries()) {
    const row = index + 1
    const pick = (field: keyof typeof COLUMNS): string =>
      (COLUMNS[field] as readonly string[]).map((name) => record[name]).find((text) => text !== undefined) ?? ''
    const number = pick('number').trim()
    const fail = (field: keyof typeof COLUMNS, zh: string, en: string): void =>
      void faults.push({ row, field: COLUMNS[field][0], detail: `${zh} / ${en}` })
    if (number === '' || number.length > NUMBER_LENGTH) {
      fail(
        'number',
        `应有不超过 ${NUMBER_LENGTH} 字的编号`,
        `a number of at most ${NUMBER_LENGTH} characters is needed`,
      )
      continue
    }
    if (seen.has(number)) {
      fail('number', `编号 ${number} 重复`, `${number} comes twice`)
      continue
    }
    seen.add(number)
    const text = pick('text')
    if (text.trim() === '') {
      fail('text', '内容为空', 'the text is empty')
      continue
    }
    const written = pick('at')
    const at = findMoment(written, utcOffset_minutes)
    if (at === undefined) {
      fail('at', `“${written}”不是日期时间，如 2019-02-14 20:00`, 'write a date and time such as 2019-02-14 20:00')
      continue
    }
    const [title, address] = [pick('title').trim().slice(0, TITLE_LENGTH), pick('address').trim()]
    rows.push({
      row,
      body: {
        id: messageId(districtId, number),
        channel: 'api',
        description: text,
        originallyAt: new Date(at).toISOString(),
        externalNumber: number,
        ...(title === '' ? {} : { title }),
        ...(address === '' ? {} : { address }),
      },
    })
  }
  return { rows, faults }
}
