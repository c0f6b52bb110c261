import { settingWord } from '@lianxin/contract'
import type { WorkSpan } from '@lianxin/domain'

import { settings, sheets } from '../../access/index.ts'
import { saveHours, saveYear, yearOf } from '../change-calendar.ts'
import type { RuleDeps } from '../dependants.ts'
import { readCalendarRows, type YearData } from '../store.ts'

const COLUMNS: sheets.SheetKind['columns'] = [
  { field: 'dayKind', required: true, values: 'dayKind', help: ['放假、调休上班，或每天的工作时间。', 'A holiday, a make-up workday, or the hours of a working day.'], example: '放假' },
  { field: 'day', help: ['放假和调休必填。写了某一年，就以表中这一年的各行为准。', 'Needed for days. The rows of a year replace that year.'], example: '2027-01-01' },
  { field: 'dayName', help: ['节日名称。', 'Name of the holiday.'], example: '元旦' },
  { field: 'from', width: 10, help: ['工作时间从几点。', 'Begin of working hours.'], example: '08:30' },
  { field: 'to', width: 10, help: ['工作时间到几点。', 'End of working hours.'], example: '12:00' },
  { field: 'basis', width: 40, help: ['通知文号或出处，同一年写一行即可。', 'The notice it stands in; one row of the year is enough.'], example: '国务院办公厅关于 2027 年部分节假日安排的通知' },
] // oxfmt-ignore

type Day = YearData['exceptions'][number]

function minuteCell(
  faults: sheets.Faults,
  row: number,
  cells: sheets.SheetCells,
  field: 'from' | 'to',
): number | undefined {
  const [, hour, minute] = /^(\d{1,2})[:：](\d{2})(?::\d{2})?$/.exec(cells[field] ?? '') ?? []
  const at = Number(hour) * 60 + Number(minute)
  if (hour !== undefined && at <= 1440 && Number(minute) < 60) return at
  faults.add(row, field, '应为几点几分，如 08:30。', 'Write a time such as 08:30.')
  return undefined
}

interface Read {
  readonly years: ReadonlyMap<number, { readonly rows: ReadonlyMap<string, number>; readonly data: YearData }>
  readonly hours: readonly { readonly row: number; readonly span: WorkSpan }[]
}

/** Days by their years, and the hours. */
function readRows(rows: readonly sheets.SheetRow[], faults: sheets.Faults): Read {
  const years = new Map<number, { rows: Map<string, number>; data: YearData & { exceptions: Day[] } }>()
  const hours: { row: number; span: WorkSpan }[] = []
  for (const { row, cells } of rows) {
    const kind = sheets.wordCell(faults, row, cells, 'dayKind', 'dayKind')
    if ((cells.dayKind ?? '') === '') faults.required(row, 'dayKind')
    if (kind === 'hours') {
      const [fromMinute, toMinute] = [minuteCell(faults, row, cells, 'from'), minuteCell(faults, row, cells, 'to')]
      if (fromMinute !== undefined && toMinute !== undefined) hours.push({ row, span: { fromMinute, toMinute } })
    } else if (kind !== undefined) {
      const day = sheets.dayCell(faults, row, cells, 'day')
      if ((cells.day ?? '') === '') faults.required(row, 'day')
      if (day === undefined) continue
      const year = Number(day.slice(0, 4))
      if (year < 1990 || year > 2200) faults.add(row, 'day', '年份不合理。', 'Not a sensible year.')
      const entry = years.get(year) ?? { rows: new Map<string, number>(), data: { year, source: '', exceptions: [] } }
      const other = entry.rows.get(day)
      if (other !== undefined) faults.add(row, 'day', `与第 ${other} 行是同一天。`, `The same day as in row ${other}.`)
      entry.rows.set(day, row)
      entry.data.exceptions.push({ day, working: kind === 'makeUp', name: (cells.dayName ?? '').slice(0, 60) })
      const source = entry.data.source || (cells.basis ?? '').slice(0, 200)
      years.set(year, { ...entry, data: { ...entry.data, source } })
    }
  }
  hours.sort((a, b) => a.span.fromMinute - b.span.fromMinute)
  let end = 0
  for (const { row, span } of hours) {
    if (span.fromMinute < end || span.toMinute <= span.fromMinute)
      faults.add(row, 'from', '工作时间重叠，或结束早于开始。', 'The hours overlap, or end before they begin.')
    end = span.toMinute
  }
  if (hours.length > 6) faults.add(hours[6]?.row ?? 0, 'dayKind', '一天最多 6 段。', 'At most six spans a day.')
  return { years, hours }
}

/** The days of a year that differ from those there are. */
function daysChanged(
  known: YearData | undefined,
  read: { rows: ReadonlyMap<string, number>; data: YearData },
): sheets.PlannedRow[] {
  const before = new Map((known?.exceptions ?? []).map((one) => [one.day, one]))
  const after = new Map(read.data.exceptions.map((one) => [one.day, one]))
  const told = (one: Day | undefined) => (one ? { exceptions: [one] } : null)
  const rows = [...after.values()].flatMap((one): sheets.PlannedRow[] => {
    const [was, is] = [told(before.get(one.day)), told(one)]
    if (settings.sameSnapshot(was, is)) return []
    return [
      { row: read.rows.get(one.day) ?? 0, action: was ? 'changed' : 'created', name: one.day, before: was, after: is },
    ]
  })
  const gone = [...before.values()].filter(({ day }) => !after.has(day))
  const removed = gone.map((one): sheets.PlannedRow => ({
    row: 0,
    action: 'removed',
    name: one.day,
    before: told(one),
    after: null,
  }))
  const year = String(read.data.year)
  const moved = known !== undefined && read.data.source !== known.source
  const basis: sheets.PlannedRow = {
    row: 0,
    action: 'changed',
    name: year,
    before: { basis: known?.source ?? '' },
    after: { basis: read.data.source },
  }
  return [...rows, ...removed, ...(moved ? [basis] : [])]
}

/** Days of the calendar and working hours as one table. */
export function calendarSheet(deps: RuleDeps, now: () => number): sheets.SheetKind {
  return {
    right: 'calendar.write',
    columns: COLUMNS,
    current: async (tx, districtId, lang) => {
      const rows = await readCalendarRows(tx, districtId)
      const sources = new Map(rows.years.map(({ year, source }) => [year, source]))
      const days = rows.exceptions.map(({ day, working, name }): sheets.SheetCells => ({
        dayKind: settingWord('dayKind', working ? 'makeUp' : 'holiday', lang),
        day,
        dayName: name,
        basis: sources.get(Number(day.slice(0, 4))) ?? '',
      }))
      const hours = rows.spans.map(({ fromMinute, toMinute }): sheets.SheetCells => ({
        dayKind: settingWord('dayKind', 'hours', lang),
        from: settings.clockText(fromMinute),
        to: settings.clockText(toMinute),
      }))
      return [...hours, ...days]
    },
    plan: async ({ admin, importId }, sheetRows) => {
      const { tx, by } = admin
      const faults = new sheets.Faults()
      const { years, hours } = readRows(sheetRows, faults)
      const rows = await readCalendarRows(tx, by.districtId)
      const spans = hours.map(({ span }) => span)
      const [before, after] = [{ hours: rows.spans }, { hours: spans }]
      const hoursChange = spans.length > 0 && !settings.sameSnapshot(before, after)
      const changed = [...years.values()].map((read) => ({
        read,
        days: daysChanged(yearOf(rows, read.data.year), read),
      }))
      const planned: sheets.PlannedRow[] = [
        ...(hoursChange ? [{ row: hours[0]?.row ?? 0, action: 'changed' as const, name: '', before, after }] : []),
        ...changed.flatMap(({ days }) => days),
      ]
      const inFile = planned.filter(({ row }) => row > 0).length
      return {
        rows: planned,
        unchanged: Math.max(0, sheetRows.length - inFile),
        faults: faults.found,
        write: async () => {
          const how = { batch: importId }
          for (const { read, days } of changed) if (days.length > 0) await saveYear(admin, deps, read.data, how)
          if (hoursChange) await saveHours(admin, deps, spans, how)
          return {}
        },
      }
    },
    afterwards: async (districtId) => {
      deps.books.forget(districtId)
      await deps.dependants.replan(districtId, now())
    },
  }
}
