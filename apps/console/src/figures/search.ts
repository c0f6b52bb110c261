import { FIGURE_GROUPS, type FigureGroup } from '@lianxin/contract'
import { CHANNELS, type Channel } from '@lianxin/domain'

import { dayText } from '../app/time.ts'

/** What the address of the statistics says; sharing it shows another the same, as far as they may see. */
export interface FigureSearch {
  /** Local days, both included. */
  readonly from?: string
  readonly to?: string
  readonly groupBy?: FigureGroup
  readonly unitId?: string
  readonly classCode?: string
  readonly channel?: Channel
  readonly gridId?: string
}
export type FigurePart = { readonly [K in keyof FigureSearch]?: FigureSearch[K] | undefined }
export interface Period {
  readonly from: string
  readonly to: string
}

/** Ways of telling figures apart, in the order of the screen. */
export const GROUPS = FIGURE_GROUPS.filter((group) => group !== 'none')
export const FIRST_GROUP: FigureGroup = 'unit'

const DAY = /^\d{4}-\d\d-\d\d$/
const TEXTS = ['unitId', 'classCode', 'gridId'] as const

/** Reads the address; what it does not know it leaves out, so that an old link still opens. */
export function readFigureSearch(raw: Record<string, unknown>): FigureSearch {
  const { from, to } = raw
  const isDay = (text: unknown): text is string =>
    typeof text === 'string' && DAY.test(text) && !Number.isNaN(Date.parse(text))
  const groupBy = GROUPS.find((one) => one === raw['groupBy'])
  const channel = CHANNELS.find((one) => one === raw['channel'])
  const texts = Object.fromEntries(
    TEXTS.flatMap((name) => {
      const value = raw[name]
      return typeof value === 'string' && value !== '' ? [[name, value]] : []
    }),
  )
  return {
    ...(isDay(from) && isDay(to) ? { from, to } : {}),
    ...(groupBy ? { groupBy } : {}),
    ...(channel ? { channel } : {}),
    ...texts,
  }
}

export const PRESETS = ['thisMonth', 'lastMonth', 'thisYear', 'own'] as const
export type Preset = (typeof PRESETS)[number]

/** The period a word stands for on a day. */
export function periodOf(preset: Exclude<Preset, 'own'>, today: Date): Period {
  const [year, month] = [today.getFullYear(), today.getMonth()]
  const days = {
    thisMonth: [new Date(year, month, 1), today],
    lastMonth: [new Date(year, month - 1, 1), new Date(year, month, 0)],
    thisYear: [new Date(year, 0, 1), today],
  }[preset]
  return { from: dayText(days[0] ?? today), to: dayText(days[1] ?? today) }
}

/** The word for a period; in January this month is this year too, and stays this month. */
export function presetOf({ from, to }: Period, today: Date): Preset {
  const same = (['thisMonth', 'lastMonth', 'thisYear'] as const).find((preset) => {
    const period = periodOf(preset, today)
    return period.from === from && period.to === to
  })
  return same ?? 'own'
}

/** The days of a row of days or months that lie within the period. */
export function daysOfRow(key: string, groupBy: FigureGroup, { from, to }: Period): Period {
  if (groupBy === 'day') return { from: key, to: key }
  if (groupBy !== 'month') return { from, to }
  const [year = 0, month = 1] = key.split('-').map(Number)
  const last = dayText(new Date(year, month, 0))
  return { from: key > from ? key : from, to: last < to ? last : to }
}

/** Every day or month from the first to the last one, so that a chart shows those without anything as well. */
export function keysBetween(first: string, last: string, groupBy: FigureGroup): readonly string[] {
  const keys: string[] = []
  const date = new Date(`${first}T00:00:00Z`)
  for (let key = first; key <= last; key = date.toISOString().slice(0, 10)) {
    keys.push(key)
    if (groupBy === 'month') date.setUTCMonth(date.getUTCMonth() + 1)
    else date.setUTCDate(date.getUTCDate() + 1)
  }
  return keys
}
