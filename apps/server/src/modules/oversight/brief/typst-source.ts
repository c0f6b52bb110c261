import type { BriefBlock, BriefDocument, BriefTable } from '@lianxin/contract'

import { chartSvg } from './chart-svg.ts'

/** Families of official papers first, then what Debian, Windows and macOS have. */
const SERIF = [
  'FZXiaoBiaoSong-B05S',
  'Noto Serif CJK SC',
  'Source Han Serif SC',
  'SimSun',
  'Songti SC',
  'WenQuanYi Zen Hei',
]
const SANS = ['SimHei', 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', 'WenQuanYi Zen Hei']

/** A text as a literal of typst: nothing in it is read as a command. */
const literal = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
const families = (all: readonly string[]): string => `(${all.map(literal).join(', ')})`

const HEAD = `
#let song = ${families(SERIF)}
#let hei = ${families(SANS)}
#set text(font: song, size: 10.5pt, lang: "zh", region: "cn")
#set page(paper: "a4", margin: (top: 28mm, bottom: 26mm, x: 23mm), numbering: "— 1 —")
#set par(leading: 0.75em, justify: true)
#show heading: set block(above: 1.8em, below: 1em)
#show table.cell.where(y: 0): set text(font: hei, weight: "medium")
#let brieftable(columns, aligns, size, head, cells) = {
  set text(size: size)
  set par(leading: 0.5em, justify: false)
  table(columns: columns, align: aligns, stroke: 0.5pt + rgb("#9AA3AE"), inset: (x: 4pt, y: 4pt),
    fill: (_, y) => if y == 0 { rgb("#E9EEF5") }, table.header(..head), ..cells)
}
`

function tableSource(table: BriefTable): string {
  const title = `#block(above: 1.4em, below: 0.7em, sticky: true, text(font: hei, size: 11pt, ${literal(table.title)}))`
  if (table.rows.length === 0) return `${title}\n#text(fill: rgb("#57606A"), ${literal(table.empty)})`
  const size = table.columns.length > 6 ? '8.2pt' : '9.5pt'
  const columns = table.columns.map(({ weight }) => `${weight}fr`).join(', ')
  const aligns = table.columns.map(({ align }) => `${align} + horizon`).join(', ')
  const head = table.columns.map((column) => literal(column.title)).join(', ')
  const cells = table.rows.flatMap((row) => row.map(({ text }) => literal(text))).join(', ')
  return `${title}\n#brieftable((${columns},), (${aligns},), ${size}, (${head},), (${cells},))`
}

function blockSource(block: BriefBlock): string {
  switch (block.kind) {
    case 'heading':
      return `#heading(level: 1, text(font: hei, size: 14pt, weight: "medium", ${literal(block.text)}))`
    case 'text':
      return block.soft
        ? `#block(above: 1.4em, below: 0.7em, sticky: true, text(font: hei, size: 11pt, ${literal(block.text)}))`
        : `#par(${literal(block.text)})`
    case 'chart':
      return `#block(breakable: false, image(bytes(${literal(chartSvg(block.chart))}), format: "svg", width: 100%, alt: ${literal(block.chart.label)}))`
    case 'table':
      return tableSource(block)
  }
}

/** A brief in the language of typst. */
export function typstSource({ title, subtitle, facts, blocks }: BriefDocument): string {
  const particulars = facts
    .map(([label, value]) => `box[#text(fill: rgb("#57606A"), ${literal(`${label} `)})#text(${literal(value)})#h(1em)]`)
    .map((one) => `#${one}`)
    .join(' ')
  return [
    HEAD,
    `#set document(title: ${literal(`${title} ${subtitle}`)})`,
    `#align(center, text(size: 20pt, weight: "bold", ${literal(title)}))`,
    `#align(center, text(size: 14pt, ${literal(subtitle)}))`,
    '#line(length: 100%, stroke: 1.5pt + rgb("#C00000"))',
    `#text(size: 9.5pt)[${particulars}]`,
    ...blocks.map(blockSource),
  ].join('\n\n')
}
