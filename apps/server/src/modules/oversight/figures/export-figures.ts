import {
  figureGroupWord,
  figureRowName,
  figureWord,
  percent,
  rateWord,
  toldRate,
  type exportFigures,
  type FigureNumbers,
} from '@lianxin/contract'
import { FIGURES, RATES, type Rate } from '@lianxin/domain'

import type { Call, Download } from '../../../platform/serve.ts'
import { CSV, writeCsv } from '../../../platform/sheets/csv.ts'
import { writeXlsxSheets, XLSX } from '../../../platform/sheets/xlsx.ts'
import type { OversightDeps } from '../deps.ts'
import { figuresFor } from './read-figures.ts'

const RATE_NAMES = Object.keys(RATES) as Rate[]
/** Widths of the columns, in characters. */
const NAME_WIDTH = 24
const NUMBER_WIDTH = 14

/** `figure.export`: a heading, a line for each row, the total last. Numbers a spreadsheet calculates with. */
export async function exportToFile(call: Call<typeof exportFigures>, deps: OversightDeps): Promise<Download> {
  const { format, lang = call.lang, ...question } = call.query
  const { groupBy = 'none', from, to } = question
  const { rows, total } = await figuresFor(call, question, deps)
  const shown = (rate: number | null): string | number => {
    if (rate === null) return ''
    return format === 'csv' ? percent(rate) : toldRate(rate)
  }
  const cells = (name: string, { counts, rates }: FigureNumbers): (string | number)[] => [
    name,
    ...FIGURES.map((figure) => counts[figure]),
    ...RATE_NAMES.map((rate) => shown(rates[rate].rate)),
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
  if (format === 'csv') return { bytes: writeCsv(table), filename, type: CSV }
  const book = await writeXlsxSheets([
    {
      name: lang === 'zh' ? '统计' : 'Figures',
      rows: table,
      widths: head.map((_, nth) => (nth === 0 ? NAME_WIDTH : NUMBER_WIDTH)),
      formats: head.map((_, nth) => (nth > FIGURES.length ? '0.0%' : undefined)),
      hasHead: true,
    },
  ])
  return { bytes: Buffer.from(book), filename, type: XLSX }
}
