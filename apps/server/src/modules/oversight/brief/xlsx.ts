import type { BriefDocument } from '@lianxin/contract'

import { writeXlsxSheets, type PlainSheet } from '../../../platform/sheets/xlsx.ts'

/** Sheet names: at most 31 characters, none of these. */
const sheetName = (text: string): string =>
  text
    .replace(/[[\]*?:/\\]/g, ' ')
    .trim()
    .slice(0, 31)
const WIDTH_PER_WEIGHT = 5
const NARROWEST = 9

/** A number that people calculate with; everything else stays as it is read. */
const valueOf = (text: string): string | number => (/^\d[\d,]*$/.test(text) ? Number(text.replaceAll(',', '')) : text)

/** A brief as tables: one sheet each, the particulars and the definitions first. */
export function briefXlsx({ title, subtitle, facts, blocks }: BriefDocument, about: string): Promise<Uint8Array> {
  const texts = blocks.flatMap((block) => (block.kind === 'text' && !block.soft ? [[block.text]] : []))
  const head: PlainSheet = {
    name: sheetName(about),
    rows: [[title], [subtitle], ...facts.map((fact) => [...fact]), [], ...texts],
    widths: [16, 60],
  }
  const tables = blocks.flatMap((block): PlainSheet[] => {
    if (block.kind !== 'table') return []
    // A number of a matter is a name.
    const isLedger = block.id === 'overdue' || block.id === 'pending'
    return [
      {
        name: sheetName(block.title.replace(/\s*\(.*\)$/, '')),
        rows: [
          block.columns.map((column) => column.title),
          ...block.rows.map((row) => row.map(({ text }, column) => (isLedger && column === 0 ? text : valueOf(text)))),
        ],
        widths: block.columns.map(({ weight }) => Math.max(NARROWEST, weight * WIDTH_PER_WEIGHT)),
        hasHead: true,
      },
    ]
  })
  return writeXlsxSheets([head, ...tables])
}
