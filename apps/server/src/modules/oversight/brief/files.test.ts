import { briefDocument, type BriefFormat } from '@lianxin/contract'
import JSZip from 'jszip'
import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { readXlsxLines } from '../../../platform/sheets/xlsx.ts'
import { DISTRICT } from '../../../testing/fixture.ts'
import { chartSvg } from './chart-svg.ts'
import { MARCH, openMarch, type March } from './march.ts'
import { PaperMaker } from './paper.ts'
import { produceDue } from './produce.ts'

/** Where files are put to be looked at; nowhere unless it is said. */
const KEPT = process.env['BRIEF_FILES_TO']
const FIRST_MS = 120_000

let d: March['d']
let file: March['file']
let listed: March['listed']
let contentOf: March['contentOf']
beforeAll(async () => {
  ;({ d, file, listed, contentOf } = await openMarch())
  // Where there never was one, the month before alone.
  d.setTime('2026-04-01T09:00:00+08:00')
  await produceDue(d.oversight, DISTRICT)
}, FIRST_MS)
afterAll(() => d.end())

describe('files', () => {
  const bytesOf = async (format: BriefFormat, lang: 'zh' | 'en' = 'zh'): Promise<Buffer> => {
    const { items } = await listed('Zhou', { ...MARCH, unitId: d.units.district })
    const { body, status } = await file(items[0]?.id ?? '', format, 'Zhou', lang)
    expect(status).toBe(200)
    const bytes = Buffer.from(body as unknown as Uint8Array)
    if (KEPT) await writeFile(`${KEPT}/brief-${lang}.${format}`, bytes)
    return bytes
  }

  test('a document of Word: its parts are XML, its charts drawings with a picture', async () => {
    const zip = await JSZip.loadAsync(await bytesOf('docx'))
    const text = (await zip.file('word/document.xml')?.async('string')) ?? ''
    expect(text).toContain('太白湖新区网格治理每月简报')
    expect(text).toContain('本简报统计单位，不统计个人')
    expect(text.match(/<w:tblHeader/g)?.length).toBeGreaterThan(5)
    const parts = Object.keys(zip.files)
    for (const name of parts.filter((part) => /\.(xml|rels)$/.test(part))) {
      const xml = Buffer.from((await zip.file(name)?.async('nodebuffer')) ?? '')
      await expect(wellFormed(xml.toString())).resolves.toBe(true)
    }
    const pictures = parts.filter((part) => part.endsWith('.png'))
    expect(pictures.length).toBe(2)
    expect(parts.filter((part) => part.endsWith('.svg'))).toHaveLength(2)
    const english = await JSZip.loadAsync(await bytesOf('docx', 'en'))
    expect(await english.file('word/document.xml')?.async('string')).toContain('Monthly brief of grid governance')
  })

  test('a PDF, set with Chinese fonts; without one a refusal that says what to install', async () => {
    const bytes = await bytesOf('pdf')
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const source = briefDocument(await contentOf('district'), 1, 'zh')
    const papers = new PaperMaker()
    const drawn = await papers.pdf(source, { drawing: true })
    expect(drawn.pages).toBeGreaterThan(1)
    if (KEPT) await writeFile(`${KEPT}/brief-zh.svg`, drawn.bytes)
    await bytesOf('pdf', 'en')
    await expect(papers.pdf(source, { fontPlaces: ['/nowhere'] })).rejects.toMatchObject({ code: 'brief.font_missing' })
    await papers.close()
  })

  test('a thread that ends fails what it was given, and nothing that was given to the next one', async () => {
    const source = briefDocument(await contentOf('district'), 1, 'zh')
    const papers = new PaperMaker()
    const first = papers.docx(source, '')
    const ended = expect(first).rejects.toThrow('has ended')
    const closing = papers.close()
    const second = papers.docx(source, '')
    await Promise.all([closing, ended])
    expect((await second).subarray(0, 2).toString()).toBe('PK')
    await papers.close()
  })

  test('nothing written in a brief is read as a command of the papers', async () => {
    const content = await contentOf('district')
    const name = '"#panic()\\ $x$ [a] *b* <c>'
    const papers = new PaperMaker()
    const evil = { ...content, unit: { ...content.unit, name }, district: name }
    expect((await papers.pdf(briefDocument(evil, 1, 'zh'))).pages).toBeGreaterThan(1)
    await papers.close()
  })

  test('a workbook: a sheet for each table, numbers as numbers', async () => {
    const lines = await readXlsxLines(await bytesOf('xlsx'))
    expect(lines[0]?.cells[0]).toBe('太白湖新区网格治理每月简报')
    const zip = await JSZip.loadAsync(await bytesOf('xlsx'))
    const book = (await zip.file('xl/workbook.xml')?.async('string')) ?? ''
    for (const sheet of ['数量', '按来源渠道', '按事项类别', '各层级解决情况', '部门', '超期台账', '挂账台账'])
      expect(book).toContain(`name="${sheet}"`)
    const sheet = (await zip.file('xl/worksheets/sheet2.xml')?.async('string')) ?? ''
    expect(sheet).toMatch(/<c r="B2"[^>]*><v>\d+<\/v>/)
  })

  test('charts show their letters', async () => {
    const chart = briefDocument(await contentOf('district'), 1, 'zh').blocks.flatMap((block) =>
      block.kind === 'chart' ? [block.chart] : [],
    )[0]
    if (!chart) throw new Error('no chart')
    if (KEPT) await writeFile(`${KEPT}/chart.svg`, chartSvg(chart))
    const text = { left: 18, top: 2, width: 26, height: 14 }
    const darkest = async (svg: string): Promise<number> => {
      const { data } = await sharp(Buffer.from(svg), { density: 72 })
        .extract(text)
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true })
      return data.filter((level) => level < 128).length
    }
    const marks = chart.marks.filter(({ kind }) => kind !== 'text')
    expect(await darkest(chartSvg({ ...chart, marks }))).toBe(0)
    expect(await darkest(chartSvg(chart))).toBeGreaterThan(30)
  })
})

/** Whether a text is XML: every element closed in its order, no stray sign. */
async function wellFormed(xml: string): Promise<boolean> {
  const open: string[] = []
  for (const [, close, name = '', alone] of xml.matchAll(
    /<(\/?)([A-Za-z][\w:.-]*)(?:\s+[\w:.-]+="[^"<]*")*\s*(\/?)>/g,
  )) {
    if (close) {
      if (open.pop() !== name) return Promise.reject(new Error(`</${name}> closes another element`))
    } else if (!alone) open.push(name)
  }
  return open.length === 0
}
