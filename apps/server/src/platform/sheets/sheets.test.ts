import JSZip from 'jszip'
import { expect, test } from 'vitest'

import { withoutApostrophe, writeCsv } from './csv.ts'
import { writeXlsxLines, writeXlsxSheets } from './xlsx.ts'

const COMMANDS = ['=HYPERLINK("http://x","y")', '+1', '-2', '@SUM(A1)', '＝1', '\t=1']

async function partsOf(book: Uint8Array): Promise<{ sheet: string; texts: string }> {
  const zip = await JSZip.loadAsync(book)
  const text = async (name: string): Promise<string> => (await zip.file(name)?.async('string')) ?? ''
  return { sheet: await text('xl/worksheets/sheet1.xml'), texts: await text('xl/sharedStrings.xml') }
}

test('a text is a text in CSV, whatever it begins with; a number stays a number', () => {
  const csv = writeCsv([['名称', '数量'], ...COMMANDS.map((text) => [text, -3])]).toString()
  expect(csv.startsWith('\uFEFF名称,数量\n')).toBe(true)
  for (const text of COMMANDS) expect(csv).toContain(`'${text.replaceAll('"', '""')}`)
  expect(csv.match(/,-3$/gm)).toHaveLength(COMMANDS.length)
  expect(withoutApostrophe("'=1")).toBe('=1')
  expect(withoutApostrophe("'s-Gravenhage")).toBe("'s-Gravenhage")
})

test('a text is a text in workbooks, a number a number in its form', async () => {
  const sheets = [{ name: 'A', rows: [COMMANDS, [0.999, 7]], widths: [9, 9], formats: ['0.0%'] }]
  for (const book of [await writeXlsxLines('A', [COMMANDS]), await writeXlsxSheets(sheets)]) {
    const { sheet, texts } = await partsOf(book)
    expect(sheet).not.toContain('<f')
    expect(sheet.match(/<c r="[A-F]1"[^>]* t="s"/g)).toHaveLength(COMMANDS.length)
    expect(texts).toContain('=HYPERLINK')
  }
  const { sheet } = await partsOf(await writeXlsxSheets(sheets))
  const [, style] = /<c r="A2" s="(\d+)"><v>0\.999<\/v>/.exec(sheet) ?? []
  expect(Number(style)).toBeGreaterThan(0)
  expect(sheet).toMatch(/<c r="B2"[^>]*><v>7<\/v>/)
})
