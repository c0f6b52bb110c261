import { streamXlsxRows, writeXlsx, writeXlsxStream, type CellValue, type WriteSheet } from 'hucre/xlsx'

/** Most characters of a cell (a limit of the format itself). */
export const MAX_CELL = 32_767
/** Media type of a workbook. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A row of a sheet with its number from 1. Cells are text. */
export interface SheetLine {
  readonly row: number
  readonly cells: readonly string[]
}

/** A column of a table that people fill in. */
export interface BookColumn {
  readonly heading: string
  readonly width: number
  /** What may stand in it, offered as a list; free where left out. */
  readonly choices?: readonly string[]
}

/** A workbook with one table, and a sheet that explains it. */
export interface Book {
  readonly name: string
  readonly columns: readonly BookColumn[]
  readonly rows: readonly (readonly string[])[]
  readonly help: { readonly name: string; readonly rows: readonly (readonly string[])[] }
}

/** Rows between two moments in which other work of the process may run. */
const BATCH = 200
/** Larger tables are written row by row, without the sheet of explanations. */
const WHOLE_ROWS = 2_000
/** Rows of a table beyond those it holds in which the lists of choices work. */
const ROOM = 1_000

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function cellText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return value instanceof Date ? value.toISOString().slice(0, 10) : ''
}

/** Rows of the first sheet of a workbook; other work goes on meanwhile. @throws Error for something that is no workbook */
export async function readXlsxLines(
  bytes: Uint8Array,
  onRow: (rows: number) => void = () => undefined,
): Promise<SheetLine[]> {
  const lines: SheetLine[] = []
  for await (const row of streamXlsxRows(bytes)) {
    lines.push({ row: row.index + 1, cells: row.values.map(cellText) })
    if (lines.length % BATCH === 0) {
      onRow(lines.length)
      await breathe()
    }
  }
  return lines
}

/** A sheet of text cells as the bytes of a workbook. */
export function writeXlsxLines(name: string, rows: readonly (readonly string[])[]): Promise<Uint8Array> {
  return writeXlsx({ sheets: [{ name, rows: rows.map((row) => [...row]) }] })
}

const letterOf = (index: number): string => String.fromCharCode(65 + index)

function sheetOf(book: Book): WriteSheet {
  const last = book.rows.length + ROOM
  return {
    name: book.name,
    // Text, so that codes and telephones keep their noughts.
    columns: book.columns.map(({ width }) => ({ width, numFmt: '@' })),
    rows: [book.columns.map(({ heading }) => heading), ...book.rows.map((row) => [...row])],
    freezePane: { rows: 1 },
    dataValidations: book.columns.flatMap(({ choices }, i) =>
      choices
        ? [
            {
              type: 'list' as const,
              values: [...choices],
              allowBlank: true,
              range: `${letterOf(i)}2:${letterOf(i)}${last}`,
            },
          ]
        : [],
    ),
  }
}

async function* breathing(rows: readonly (readonly string[])[]): AsyncGenerator<CellValue[]> {
  for (const [i, row] of rows.entries()) {
    if (i % BATCH === 0) await breathe()
    yield [...row]
  }
}

/** A table with its explanations as the bytes of a workbook; of a very long one the table alone. */
export async function writeBook(book: Book): Promise<Uint8Array> {
  if (book.rows.length <= WHOLE_ROWS) {
    const help = {
      name: book.help.name,
      rows: book.help.rows.map((row) => [...row]),
      columns: [{ width: 20 }, { width: 70 }, { width: 24 }],
    }
    return writeXlsx({ sheets: [sheetOf(book), help] })
  }
  const columns = book.columns.map(({ heading, width }) => ({ header: heading, width, numFmt: '@' }))
  const stream = writeXlsxStream(breathing(book.rows), { name: book.name, columns, freezePane: { rows: 1 } })
  const parts: Uint8Array[] = []
  for await (const part of stream as unknown as AsyncIterable<Uint8Array>) parts.push(part)
  return Buffer.concat(parts)
}

/** A sheet of a workbook of several. */
export interface PlainSheet {
  readonly name: string
  readonly rows: readonly (readonly (string | number)[])[]
  /** In characters. */
  readonly widths: readonly number[]
  /** How the numbers of each column are shown, as spreadsheets write it; plainly where left out. */
  readonly formats?: readonly (string | undefined)[]
  /** The first row stays in sight. */
  readonly hasHead?: boolean
}

/** Sheets of texts and numbers as the bytes of a workbook. */
export function writeXlsxSheets(sheets: readonly PlainSheet[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(({ name, rows, widths, formats, hasHead }) => ({
      name,
      rows: rows.map((row) => [...row]),
      columns: widths.map((width, nth) => {
        const numFmt = formats?.[nth]
        return numFmt === undefined ? { width } : { width, numFmt }
      }),
      ...(hasHead ? { freezePane: { rows: 1 } } : {}),
    })),
  })
}
