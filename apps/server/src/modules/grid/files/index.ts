import { readGeoJson, writeGeoJson, type ExportRow } from './geojson.ts'
import type { FileRow, Format } from './rows.ts'
import { readCsv, readXlsx, writeCsv, writeXlsx } from './table.ts'

export { FIELDS, FORMATS, UnreadableFile, type Field, type FileRow, type Format } from './rows.ts'
export type { ExportRow } from './geojson.ts'

/** Reads a grid file. @throws UnreadableFile when it is not of that format */
export async function readGridFile(format: Format, bytes: Buffer): Promise<FileRow[]> {
  switch (format) {
    case 'geojson':
      return readGeoJson(bytes)
    case 'csv':
      return readCsv(bytes)
    case 'xlsx':
      return readXlsx(bytes)
  }
}

/** Writes a grid file that `readGridFile` reads back to the same grids. */
export async function writeGridFile(format: Format, rows: readonly ExportRow[]): Promise<Buffer> {
  switch (format) {
    case 'geojson':
      return writeGeoJson(rows)
    case 'csv':
      return writeCsv(rows)
    case 'xlsx':
      return writeXlsx(rows)
  }
}

export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  geojson: 'application/geo+json',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
