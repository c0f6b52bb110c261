import { parse } from 'csv-parse/sync'

import type { ExportRow } from './geojson.ts'
import { FIELDS, UnreadableFile, fieldOf, isGeometryPiece, type Field, type FileRow } from './rows.ts'
import { withoutApostrophe, writeCsv as writeCsvRows } from '../../../platform/sheets/csv.ts'
import { MAX_CELL, readXlsxLines, writeXlsxLines } from '../../../platform/sheets/xlsx.ts'
import { readGeometryText, writeWkt } from './wkt.ts'

interface Line {
  readonly row: number
  readonly cells: readonly string[]
}

/** Tables are read by their headings; the geometry may go on in columns `geometry_2` and so on. */
function rowsOf(lines: readonly Line[]): FileRow[] {
  const [heading, ...body] = lines
  if (!heading) return []
  const fields = heading.cells.map(fieldOf)
  for (const needed of ['code', 'name'] as const) if (!fields.includes(needed)) throw new UnreadableFile('', needed)
  const pieces = heading.cells.map((name, i) => fields[i] === 'geometry' || isGeometryPiece(name))
  return body.flatMap(({ row, cells }) => {
    if (cells.every((cell) => cell.trim() === '')) return []
    const values: Partial<Record<Field, string>> = {}
    fields.forEach((field, i) => {
      const text = withoutApostrophe((cells[i] ?? '').trim())
      if (field !== undefined && field !== 'geometry' && text !== '') values[field] ??= text
    })
    const geometry = readGeometryText(cells.filter((_cell, i) => pieces[i]).join(''))
    return [{ row, values, geometry }]
  })
}

/** GB 18030 is what office programs in China write; UTF-8 is tried first and must fit exactly. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** Reads comma-separated values with a heading line. @throws UnreadableFile */
export function readCsv(bytes: Buffer): FileRow[] {
  try {
    const records = parse(decode(bytes), { bom: true, info: true, relax_column_count: true }) as unknown as {
      record: string[]
      info: { lines: number }
    }[]
    return rowsOf(records.map(({ record, info }) => ({ row: info.lines, cells: record })))
  } catch (cause) {
    if (cause instanceof UnreadableFile) throw cause
    throw new UnreadableFile(cause instanceof Error ? cause.message : 'CSV')
  }
}

/** Reads the first sheet of a workbook. @throws UnreadableFile */
export async function readXlsx(bytes: Buffer): Promise<FileRow[]> {
  try {
    return rowsOf(await readXlsxLines(bytes))
  } catch (cause) {
    if (cause instanceof UnreadableFile) throw cause
    throw new UnreadableFile(cause instanceof Error ? cause.message : 'XLSX')
  }
}

function linesOf(rows: readonly ExportRow[], cellLimit: number): string[][] {
  const wkts = rows.map(({ polygon }) => (polygon ? writeWkt(polygon) : ''))
  const pieces = Math.max(1, ...wkts.map((wkt) => Math.ceil(wkt.length / cellLimit)))
  const geometryNames = Array.from({ length: pieces }, (_, i) => (i === 0 ? 'geometry' : `geometry_${i + 1}`))
  const body = rows.map(({ values }, r) => [
    ...FIELDS.map((field) => values[field]),
    ...geometryNames.map((_, i) => wkts[r]!.slice(i * cellLimit, (i + 1) * cellLimit)),
  ])
  return [[...FIELDS, ...geometryNames], ...body]
}

/** Writes comma-separated values. */
export function writeCsv(rows: readonly ExportRow[]): Buffer {
  return writeCsvRows(linesOf(rows, Number.MAX_SAFE_INTEGER))
}

/** Writes a workbook with one sheet. */
export async function writeXlsx(rows: readonly ExportRow[]): Promise<Buffer> {
  return Buffer.from(await writeXlsxLines('网格', linesOf(rows, MAX_CELL)))
}
