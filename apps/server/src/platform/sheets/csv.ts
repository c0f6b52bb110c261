import { stringify } from 'csv-stringify/sync'

/** Media type of comma-separated values. */
export const CSV = 'text/csv'

/**
 * Rows as comma-separated values: UTF-8 with a byte order mark, without which spreadsheet programs take it for the local
 * code page and lose Chinese. A text that such a program would run as a formula gets an apostrophe in front
 * (OWASP, CSV injection); a number below nought stays one.
 */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): Buffer {
  return Buffer.from(stringify([...rows], { bom: true, escape_formulas: true }))
}

/** A text as it was before `writeCsv` kept it from being a formula. */
export const withoutApostrophe = (text: string): string => text.replace(/^'(?=[-=+@＝＋－＠])/, '')
