import { CHANNELS, FIGURES, type Channel, type Figure, type LocalDate } from '@lianxin/domain'

/** Which tickets stand behind a number of the statistics screen. */
export interface FigureFilter {
  readonly figure: Figure
  /** First and last local day. */
  readonly from: LocalDate
  readonly to: LocalDate
  readonly unitId?: string
  /** Level of the unit, 0 district. */
  readonly level?: number
  /** A class, or the beginning of its code up to a dot; empty: not classified. */
  readonly classCode?: string
  readonly channel?: Channel
  /** Grid path prefix. */
  readonly under?: string
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(text))

/** How the parts that may be left out are checked and read. */
const PARTS: Readonly<Record<string, (text: string) => Partial<FigureFilter> | null>> = {
  unit: (unitId) => (UUID.test(unitId) ? { unitId } : null),
  level: (text) => (/^(-1|\d)$/.test(text) ? { level: Number(text) } : null),
  class: (classCode) => (/^[\w.-]*$/.test(classCode) ? { classCode } : null),
  channel: (text) => ((CHANNELS as readonly string[]).includes(text) ? { channel: text as Channel } : null),
  under: (under) => (/^(\d+\.)+$/.test(under) ? { under } : null),
}

/** The filter as one word of an address: `settled,2026-11-01,2026-11-30,unit:…,class:…`. */
export function figureFilterText({ figure, from, to, unitId, level, classCode, channel, under }: FigureFilter): string {
  const parts = [
    ['unit', unitId],
    ['level', level],
    ['class', classCode],
    ['channel', channel],
    ['under', under],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}:${value}`]))
  return [figure, from, to, ...parts].join(',')
}

/** Reads what `figureFilterText` wrote; null for anything else. */
export function parseFigureFilter(text: string): FigureFilter | null {
  const [figure = '', from = '', to = '', ...rest] = text.split(',')
  if (!(FIGURES as readonly string[]).includes(figure) || !isDay(from) || !isDay(to)) return null
  let filter: FigureFilter = { figure: figure as Figure, from, to }
  for (const part of rest) {
    const colon = part.indexOf(':')
    const read = PARTS[part.slice(0, colon)]?.(part.slice(colon + 1))
    if (!read) return null
    filter = { ...filter, ...read }
  }
  return filter
}
