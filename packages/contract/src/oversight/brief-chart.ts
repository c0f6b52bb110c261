import type { BriefContent } from './briefs.ts'
import { briefWord, type BriefLang } from './brief-words.ts'
import { figureWord } from './figure-words.ts'

/** Part of a chart. The page draws them with its own colours, files in black and blue. */
export type ChartMark =
  | {
      readonly kind: 'bar'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      /** Filled and empty, so that the two differ without their colour. */
      readonly look: 'full' | 'empty'
    }
  | { readonly kind: 'line'; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }
  | {
      readonly kind: 'text'
      readonly x: number
      readonly y: number
      readonly text: string
      readonly anchor: 'start' | 'middle' | 'end'
    }

/** A small chart in its own units; text is 13 high. What it shows stands in a table beside it. */
export interface BriefChart {
  readonly width: number
  readonly height: number
  readonly label: string
  readonly marks: readonly ChartMark[]
}

const WIDTH = 720
const HEAD = 26
const round = (value: number): number => Math.round(value * 10) / 10

/** What full and empty bars stand for. */
function legend(full: string, empty: string): ChartMark[] {
  const second = 40 + widthOf(full)
  return [
    { kind: 'bar', x: 0, y: 3, width: 12, height: 12, look: 'full' },
    { kind: 'text', x: 18, y: 14, text: full, anchor: 'start' },
    { kind: 'bar', x: second, y: 3, width: 12, height: 12, look: 'empty' },
    { kind: 'text', x: second + 18, y: 14, text: empty, anchor: 'start' },
  ]
}

/** About how wide a text is: Chinese is as wide as high, Latin about half. */
function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > '\u2E7F' ? 13 : 7.3), 0)
}

/** A text that fits, its end left out where it does not. */
function fitting(text: string, most: number): string {
  if (widthOf(text) <= most) return text
  const letters = [...text]
  while (letters.length > 1 && widthOf(`${letters.join('')}…`) > most) letters.pop()
  return `${letters.join('')}…`
}

/** A round number not below the largest, for the axis. */
function topOf(most: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, most)))
  return [1, 2, 5, 10].map((times) => times * step).find((top) => top >= most) ?? most
}

/** Received and settled day by day. */
export function chartOfDays(days: BriefContent['days'], lang: BriefLang): BriefChart {
  const [left, height, foot] = [44, 230, 24]
  const ground = height - foot
  const top = topOf(Math.max(1, ...days.flatMap(({ received, settled }) => [received, settled])))
  const step = (WIDTH - left) / Math.max(1, days.length)
  const bar = Math.min(14, step * 0.4)
  const yOf = (value: number): number => ground - (value / top) * (ground - HEAD - 8)
  const marks: ChartMark[] = legend(figureWord('received', lang), figureWord('settled', lang))
  for (const value of top % 2 === 1 ? [0, top] : [0, top / 2, top]) {
    marks.push({ kind: 'line', x1: left, x2: WIDTH, y1: round(yOf(value)), y2: round(yOf(value)) })
    marks.push({ kind: 'text', x: left - 6, y: round(yOf(value) + 4), text: String(value), anchor: 'end' })
  }
  for (const [nth, { day, received, settled }] of days.entries()) {
    const middle = left + (nth + 0.5) * step
    for (const [place, value] of [received, settled].entries())
      if (value > 0)
        marks.push({
          kind: 'bar',
          x: round(middle + (place - 1) * bar),
          y: round(yOf(value)),
          width: round(bar),
          height: round(ground - yOf(value)),
          look: place === 0 ? 'full' : 'empty',
        })
    const nthOfMonth = Number(day.slice(8))
    if (nthOfMonth === 1 || nthOfMonth % 5 === 0)
      marks.push({ kind: 'text', x: round(middle), y: height - 6, text: String(nthOfMonth), anchor: 'middle' })
  }
  return { width: WIDTH, height, label: briefWord('days', lang), marks }
}

/** One row of bars lying on their side. */
export interface ChartRow {
  readonly name: string
  readonly value: number
  readonly before: number
}

/** Bars of now and before, one row each. */
export function chartOfRows(label: string, rows: readonly ChartRow[], lang: BriefLang): BriefChart {
  const [left, right, row] = [190, 56, 32]
  const top = Math.max(1, ...rows.flatMap(({ value, before }) => [value, before]))
  const lengthOf = (value: number): number => round((value / top) * (WIDTH - left - right))
  const marks: ChartMark[] = legend(briefWord('now', lang), briefWord('before', lang))
  for (const [nth, { name, value, before }] of rows.entries()) {
    const y = HEAD + nth * row
    marks.push({ kind: 'text', x: left - 10, y: y + 17, text: fitting(name, left - 12), anchor: 'end' })
    if (value > 0) marks.push({ kind: 'bar', x: left, y: y + 3, width: lengthOf(value), height: 13, look: 'full' })
    if (before > 0) marks.push({ kind: 'bar', x: left, y: y + 18, width: lengthOf(before), height: 7, look: 'empty' })
    const text = value.toLocaleString('en')
    marks.push({ kind: 'text', x: left + lengthOf(value) + 6, y: y + 14, text, anchor: 'start' })
  }
  const height = HEAD + rows.length * row + 4
  marks.push({ kind: 'line', x1: left, x2: left, y1: HEAD - 2, y2: height - 4 })
  return { width: WIDTH, height, label, marks }
}
