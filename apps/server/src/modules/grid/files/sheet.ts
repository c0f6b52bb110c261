import { streamXlsxRows, writeXlsx } from 'hucre/xlsx'

/** Reading and writing spreadsheets, so that the library behind can be exchanged. Cells are text. */
export interface Sheets {
  /** Rows of the first sheet, with their numbers from 1. */
  read(bytes: Uint8Array): Promise<{ readonly row: number; readonly cells: readonly string[] }[]>
  write(name: string, rows: readonly (readonly string[])[]): Promise<Uint8Array>
}

/** Most characters of a cell (a limit of the format itself). */
export const MAX_CELL = 32_767

function cellText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return value instanceof Date ? value.toISOString().slice(0, 10) : ''
}

/** XLSX by hucre. */
export const xlsxSheets: Sheets = {
  async read(bytes) {
    const rows: { row: number; cells: string[] }[] = []
    for await (const row of streamXlsxRows(bytes)) rows.push({ row: row.index + 1, cells: row.values.map(cellText) })
    return rows
  },
  async write(name, rows) {
    return writeXlsx({ sheets: [{ name, rows: rows.map((row) => [...row]) }] })
  },
}
