import {
  fieldWord,
  SETTING_VALUES,
  settingWord,
  SHEET_NAMES,
  type SettingField,
  type SheetName,
} from '@lianxin/contract'

import type { Lang } from '../../../platform/language.ts'
import { readXlsxLines, writeBook, type Book } from '../../../platform/sheets/xlsx.ts'
import type { RowFault, SheetCells, SheetColumn, SheetKind, SheetRow } from './kind.ts'

/** Longer files are for the command line. */
const MOST_ROWS = 100_000
const WIDTH = 16

const at = (lang: Lang): 0 | 1 => (lang === 'zh' ? 0 : 1)
const headingOf = ({ field, required }: SheetColumn, lang: Lang): string =>
  `${fieldWord(field, lang)}${required ? ' *' : ''}`

/** The field a heading stands for: its word in either language or its code, with or without the star. */
function fieldOf(heading: string, columns: readonly SheetColumn[]): SettingField | undefined {
  const wanted = heading.replace(/\*/g, '').trim().toLowerCase()
  return columns.find(({ field }) =>
    [field, fieldWord(field, 'zh'), fieldWord(field, 'en')].some((word) => word.toLowerCase() === wanted),
  )?.field
}

const fileFault = (zh: string, en: string): { rows: SheetRow[]; faults: RowFault[] } => ({
  rows: [],
  faults: [{ row: 0, field: '', zh, en }],
})

/** The rows of a workbook by the headings of a table; what cannot be read at all is a fault of the file. */
export async function readRows(
  bytes: Uint8Array,
  { columns }: Pick<SheetKind, 'columns'>,
  onRow: (rows: number) => void,
): Promise<{ rows: SheetRow[]; faults: RowFault[] }> {
  let lines
  try {
    lines = await readXlsxLines(bytes, onRow)
  } catch {
    return fileFault(
      '文件打不开。请用本页下载的模板，另存为 .xlsx 后上传。',
      'The file cannot be opened. Use the template of this page and save it as .xlsx.',
    )
  }
  const [heading, ...body] = lines
  const fields = (heading?.cells ?? []).map((name) => fieldOf(name, columns))
  const missing = columns.filter(({ field, required }) => required && !fields.includes(field))
  if (missing.length > 0) {
    const names = (lang: Lang, join: string): string => missing.map(({ field }) => fieldWord(field, lang)).join(join)
    return fileFault(
      `第一行缺少这些列：${names('zh', '、')}。请对照模板补上表头。`,
      `The first line lacks: ${names('en', ', ')}. Compare it with the template.`,
    )
  }
  const rows = body.flatMap(({ row, cells }): SheetRow[] => {
    if (cells.every((cell) => cell.trim() === '')) return []
    const values: Partial<Record<SettingField, string>> = {}
    fields.forEach((field, i) => {
      if (field !== undefined) values[field] = (cells[i] ?? '').trim()
    })
    return [{ row, cells: values }]
  })
  if (rows.length === 0) return fileFault('文件里没有数据行。', 'The file has no rows.')
  if (rows.length > MOST_ROWS)
    return fileFault(`一次最多导入 ${MOST_ROWS} 行。`, `At most ${MOST_ROWS} rows in one import.`)
  return { rows, faults: [] }
}

function helpOf({ columns }: SheetKind, lang: Lang): string[][] {
  const zh = lang === 'zh'
  const head = zh ? ['列', '怎么填', '示例'] : ['Column', 'How to fill it', 'Example']
  const choices = ({ values }: SheetColumn): string =>
    values === undefined
      ? ''
      : ` ${zh ? '可选' : 'One of'}：${Object.keys(SETTING_VALUES[values])
          .map((one) => settingWord(values, one, lang))
          .join(zh ? '、' : ', ')}`
  const rows = columns.map((column) => [
    headingOf(column, lang),
    column.help[at(lang)] + choices(column),
    column.example,
  ])
  const rules = zh
    ? [
        ['规则', '带 * 的列必填。导入前先预览，确认后才写入；有一处错误就都不写入。', ''],
        ['', '删掉整列表示“不改这一项”；单元格留空表示“清空”。不在表里的行保持不变（目录和日历除外）。', ''],
      ]
    : [
        ['Rules', 'Columns with * are needed. You see a preview first; with one fault nothing is written.', ''],
        ['', 'A column that is left out stays as it is; an empty cell empties. Rows that are not in the file stay (except catalogue and calendar).', ''], // oxfmt-ignore
      ]
  return [head, ...rows, ...rules]
}

const NO_NAME_CHARACTERS = /[:\\/?*[\]]/g

/** A table as a workbook in one language; without rows it is the template. */
export async function bookOf(
  sheet: SheetName,
  kind: SheetKind,
  rows: readonly SheetCells[],
  lang: Lang,
): Promise<Buffer> {
  const book: Book = {
    name: SHEET_NAMES[sheet][at(lang)].replace(NO_NAME_CHARACTERS, ' '),
    columns: kind.columns.map((column) => ({
      heading: headingOf(column, lang),
      width: column.width ?? WIDTH,
      ...(column.values === undefined
        ? {}
        : { choices: Object.keys(SETTING_VALUES[column.values]).map((one) => settingWord(column.values!, one, lang)) }),
    })),
    rows: rows.map((cells) => kind.columns.map(({ field }) => cells[field] ?? '')),
    help: { name: lang === 'zh' ? '填写说明' : 'How to', rows: helpOf(kind, lang) },
  }
  return Buffer.from(await writeBook(book))
}
