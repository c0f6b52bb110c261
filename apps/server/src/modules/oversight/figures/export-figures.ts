import {
  figureGroupWord,
  figureRowName,
  figureWord,
  rateWord,
  type exportFigures,
  type FigureNumbers,
} from '@lianxin/contract'
import { FIGURES, RATES, type Rate } from '@lianxin/domain'
import { stringify } from 'csv-stringify/sync'

import type { Call, Download } from '../../../platform/serve.ts'
import { writeXlsxLines, XLSX } from '../../../platform/sheets/xlsx.ts'
import type { OversightDeps } from '../deps.ts'
import { figuresFor } from './read-figures.ts'

const RATE_NAMES = Object.keys(RATES) as Rate[]
/** Spreadsheet programs take a file without it for the local code page, and Chinese is lost. */
const BYTE_ORDER_MARK = '\uFEFF'

const percent = (rate: number | null): string => (rate === null ? '' : `${(rate * 100).toFixed(2)}%`)

/** `figure.export`: a heading, a line for each row, the total last. */
export async function exportToFile(call: Call<typeof exportFigures>, deps: OversightDeps): Promise<Download> {
  const { lang } = call
  const { format, ...question } = call.query
  const { groupBy = 'none', from, to } = question
  const { rows, total } = await figuresFor(call, question, deps)
  const cells = (name: string, { counts, rates }: FigureNumbers): string[] => [
    name,
    ...FIGURES.map((figure) => String(counts[figure])),
    ...RATE_NAMES.map((rate) => percent(rates[rate].rate)),
  ]
  const head = [
    figureGroupWord(groupBy, lang),
    ...FIGURES.map((figure) => figureWord(figure, lang)),
    ...RATE_NAMES.map((rate) => rateWord(rate, lang)),
  ]
  const table = [
    head,
    ...rows.map((row) => cells(figureRowName(row, groupBy, lang), row)),
    cells(figureGroupWord('none', lang), total),
  ]
  const filename = `${lang === 'zh' ? '统计' : 'figures'}-${from}-${to}.${format}`
  if (format === 'csv') return { bytes: Buffer.from(BYTE_ORDER_MARK + stringify(table)), filename, type: 'text/csv' }
  return { bytes: Buffer.from(await writeXlsxLines(lang === 'zh' ? '统计' : 'Figures', table)), filename, type: XLSX }
}
