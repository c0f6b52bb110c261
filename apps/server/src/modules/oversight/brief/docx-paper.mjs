import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import sharp from 'sharp'

/** @typedef {import('./paper.ts').DrawnDocument} DrawnDocument */
/** @typedef {DrawnDocument['blocks'][number]} DrawnBlock */
/** @typedef {Extract<DrawnBlock, { kind: 'table' }>} BriefTable */
/** @typedef {Extract<DrawnBlock, { kind: 'drawing' }>} Drawing */

/** Typefaces of official papers (GB/T 9704); programs without them take their own song, hei and fangsong. */
const SONG = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '方正小标宋简体' }
const HEI = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: '黑体' }
const FANGSONG = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋' }

/** A4 with the margins of official papers, twentieths of a point. */
const [PAGE_WIDTH, PAGE_HEIGHT] = [11_906, 16_838]
const MARGIN = { top: 1_600, bottom: 1_500, left: 1_300, right: 1_300 }
const TEXT_WIDTH = PAGE_WIDTH - MARGIN.left - MARGIN.right
/** Pixels of a chart on the page, at 96 to the inch; twice as many are drawn. */
const CHART_WIDTH_px = 600
const SHARPNESS = 2

/** Particulars of the head in one line. */
const PER_LINE = 2

const line = { style: BorderStyle.SINGLE, size: 4, color: '9AA3AE' }
const BORDERS = { top: line, bottom: line, left: line, right: line }
/** @param {BriefTable} table */
const isWide = (table) => table.columns.length > 6

/** @param {Drawing} drawing */
async function drawingOf({ svg: text, width, height, label }) {
  const svg = Buffer.from(text)
  const png = await sharp(svg, { density: 72 * SHARPNESS })
    .png()
    .toBuffer()
  const transformation = { width: CHART_WIDTH_px, height: Math.round((CHART_WIDTH_px * height) / width) }
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 120, after: 120 },
    children: [
      new ImageRun({
        type: /** @type {const} */ ('svg'),
        data: svg,
        transformation,
        fallback: { type: /** @type {const} */ ('png'), data: png },
        altText: { name: label, title: label, description: label },
      }),
    ],
  })
}

/**
 * @param {string} text
 * @param {number} width
 * @param {{ align: 'start' | 'end', isHead: boolean, size: number }} of
 */
function cellOf(text, width, of) {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    borders: BORDERS,
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 40, bottom: 40, left: 70, right: 70 },
    ...(of.isHead ? { shading: { fill: 'E9EEF5' } } : {}),
    children: [
      new Paragraph({
        alignment: of.align === 'end' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        children: [new TextRun({ text, size: of.size, bold: of.isHead, font: of.isHead ? HEI : FANGSONG })],
      }),
    ],
  })
}

/**
 * @param {BriefTable} table
 * @returns {(Paragraph | Table)[]}
 */
function tableOf(table) {
  const size = isWide(table) ? 18 : 20
  const whole = table.columns.reduce((sum, { weight }) => sum + weight, 0)
  const widths = table.columns.map(({ weight }) => Math.floor((TEXT_WIDTH * weight) / whole))
  const title = new Paragraph({
    keepNext: true,
    spacing: { before: 200, after: 80 },
    children: [new TextRun({ text: table.title, font: HEI, size: 22 })],
  })
  if (table.rows.length === 0) return [title, textOf(table.empty, true)]
  /** @param {readonly string[]} texts @param {boolean} isHead */
  const rowOf = (texts, isHead) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: texts.map((text, column) =>
        cellOf(text, widths[column] ?? 0, { align: table.columns[column]?.align ?? 'start', isHead, size }),
      ),
    })
  return [
    title,
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
      columnWidths: widths,
      rows: [
        rowOf(
          table.columns.map((column) => column.title),
          true,
        ),
        ...table.rows.map((cells) =>
          rowOf(
            cells.map(({ text }) => text),
            false,
          ),
        ),
      ],
    }),
  ]
}

/** @param {string} text @param {boolean} isSoft */
function textOf(text, isSoft) {
  return new Paragraph({
    spacing: { line: 340, before: isSoft ? 200 : 0, after: 60 },
    keepNext: isSoft,
    children: [new TextRun({ text, font: FANGSONG, size: 22, ...(isSoft ? { color: '57606A' } : {}) })],
  })
}

/**
 * @param {DrawnBlock} block
 * @returns {Promise<(Paragraph | Table)[]>}
 */
async function blockOf(block) {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: HeadingLevel.HEADING_1,
          keepNext: true,
          spacing: { before: 320, after: 120 },
          children: [new TextRun({ text: block.text, font: HEI, size: 30, color: '000000' })],
        }),
      ]
    case 'text':
      return [textOf(block.text, block.soft)]
    case 'drawing':
      return [await drawingOf(block)]
    case 'table':
      return tableOf(block)
  }
}

/**
 * Head of the paper: title, whom it is about, a red line under it as official papers have, then its particulars.
 * @param {DrawnDocument} document
 */
function headOf({ title, subtitle, facts }) {
  /** @param {string} text @param {number} size @param {number} after */
  const centred = (text, size, after) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after },
      children: [new TextRun({ text, font: SONG, size })],
    })
  return [
    centred(title, 40, 120),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 160 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: 'C00000', space: 8 } },
      children: [new TextRun({ text: subtitle, font: FANGSONG, size: 28 })],
    }),
    new Paragraph({
      spacing: { line: 320, after: 120 },
      children: facts.flatMap(([label, value], nth) => [
        new TextRun({
          text: `${label} `,
          font: FANGSONG,
          size: 20,
          color: '57606A',
          ...(nth > 0 && nth % PER_LINE === 0 ? { break: 1 } : {}),
        }),
        new TextRun({ text: value + (nth === facts.length - 1 ? '' : '    '), font: FANGSONG, size: 20 }),
      ]),
    }),
  ]
}

/**
 * A brief as a document of Word: A4, page numbers below, heads of tables on every page, charts as drawings.
 * @param {DrawnDocument} brief
 * @param {string} creator
 */
export async function briefDocx(brief, creator) {
  /** @type {(Paragraph | Table)[]} */
  const blocks = []
  for (const block of brief.blocks) blocks.push(...(await blockOf(block)))
  const number = new TextRun({ font: FANGSONG, size: 20, children: ['— ', PageNumber.CURRENT, ' —'] })
  const document = new Document({
    title: `${brief.title} ${brief.subtitle}`,
    creator,
    styles: { default: { document: { run: { language: { value: 'en-US', eastAsia: 'zh-CN' } } } } },
    sections: [
      {
        properties: { page: { size: { width: PAGE_WIDTH, height: PAGE_HEIGHT }, margin: MARGIN } },
        footers: {
          default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [number] })] }),
        },
        children: [...headOf(brief), ...blocks],
      },
    ],
  })
  return Packer.toBuffer(document)
}
