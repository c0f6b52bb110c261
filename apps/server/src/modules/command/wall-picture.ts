import type { WallPicture } from '@lianxin/contract'
import { addWorkingTime, DAY_MS, type Instant } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import type { GridIndex } from '../grid/index.ts'
import { wallFigures, type OpenCount } from '../ticket/index.ts'
import type { CommandDeps } from './deps.ts'
import type { Wall } from './store.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const HOURS_SHOWN = 24
const NEWEST_SHOWN = 14
const UNITS_SHOWN = 12
const CLASSES_SHOWN = 10
/** The time over which the share on time is told. */
const LAST_DAYS = 30
/** More areas than this cannot be told apart on a wall. */
const AREAS_SHOWN = 400

/** The lowest level whose areas under a path a wall can still show; micro grids need not cover the ground. */
export function levelShown(index: GridIndex, under: string): number {
  const counts = new Map<number, number>()
  for (const { level, path, kind } of index.grids)
    if (path.startsWith(under) && kind !== 'micro') counts.set(level, (counts.get(level) ?? 0) + 1)
  const levels = [...counts].filter(([, count]) => count <= AREAS_SHOWN).map(([level]) => level)
  return Math.max(...levels, 0)
}

const sum = <T>(rows: readonly T[], value: (row: T) => number): number =>
  rows.reduce((total, row) => total + value(row), 0)

function grouped<K>(
  rows: readonly OpenCount[],
  keyOf: (row: OpenCount) => K,
): Map<K, { open: number; overdue: number }> {
  const groups = new Map<K, { open: number; overdue: number }>()
  for (const row of rows) {
    const group = groups.get(keyOf(row)) ?? { open: 0, overdue: 0 }
    groups.set(keyOf(row), { open: group.open + row.open, overdue: group.overdue + row.overdue })
  }
  return groups
}

/** Everything a wall shows of its territory: counts over open tickets and the last month, and nothing a resident wrote. */
export async function readPicture(
  tx: Tx,
  districtId: number,
  wall: Wall,
  { grids, places, books, settings }: CommandDeps,
  now: Instant,
): Promise<WallPicture> {
  const under = wall.grid_path
  const around = await places.open(tx, districtId)
  const classes = await books.classesOf(tx, districtId)
  const calendar = await books.calendarOf(tx, districtId)
  const { districtName, nearDue } = await settings.of(tx, districtId)
  const near = addWorkingTime(calendar, now, nearDue)
  const offset_ms = calendar.utcOffsetMinutes * MINUTE_MS
  const midnight = Math.floor((now + offset_ms) / DAY_MS) * DAY_MS - offset_ms

  const open = await wallFigures.countOpen(tx, districtId, under, { now, nearUntil: near.ok ? near.value : now })
  const received = await wallFigures.countReceived(tx, districtId, under, {
    from: now - HOURS_SHOWN * HOUR_MS,
    midnight,
    to: now,
  })
  const today = await wallFigures.countSettled(tx, districtId, under, midnight)
  const month = await wallFigures.countSettled(tx, districtId, under, now - LAST_DAYS * DAY_MS)
  const newest = await wallFigures.listNewest(tx, districtId, under, NEWEST_SHOWN)
  const index = await grids.of(districtId)

  const nameOf = (code: string | null) => (code === null ? undefined : classes.find(code)?.entry)
  const className = (code: string | null) => {
    const entry = nameOf(code)
    return entry ? { zh: entry.minor, en: entry.minorEn } : null
  }
  const byUnit = grouped(open, (row) => row.holder_unit_id)
  const byClass = grouped(open, (row) => row.class_code)
  const level = levelShown(index, under)
  const areas = index.grids.filter((grid) => grid.level === level && grid.path.startsWith(under))
  // A path of level n has n + 1 numbers: what lies deeper counts for the area above it.
  const byArea = grouped(
    open,
    ({ grid_path: path }) =>
      `${path
        .split('.')
        .slice(0, level + 1)
        .join('.')}.`,
  )
  const todayOf = (code: string | null): number =>
    sum(
      received.filter((row) => row.class_code === code),
      (row) => row.today,
    )

  return {
    name: wall.name,
    views: [...wall.views],
    secondsPerView: wall.seconds_per_view,
    districtName,
    gridName: around.gridsOf(under).at(-1)?.name ?? districtName,
    gridPath: under,
    asOf: new Date(now).toISOString(),
    figures: {
      receivedToday: sum(received, (row) => row.today),
      settledToday: today.settled,
      open: sum(open, (row) => row.open),
      overdue: sum(open, (row) => row.overdue),
      nearDue: sum(open, (row) => row.near),
      urgent: sum(open, (row) => row.urgent),
      unlocated: sum(open, (row) => row.unlocated),
      suspended: sum(open, (row) => row.suspended),
      lastDays: { days: LAST_DAYS, onTime: month.onTime, of: month.settled },
    },
    hours: Array.from({ length: HOURS_SHOWN }, (_, hour) =>
      sum(
        received.filter(({ hours_ago }) => hours_ago === HOURS_SHOWN - 1 - hour),
        (row) => row.received,
      ),
    ),
    newest: newest.map((row) => ({
      id: row.id,
      number: row.number,
      className: className(row.class_code),
      channel: row.channel,
      urgency: row.urgency,
      state: row.state,
      gridName: (row.grid_id && around.gridById(row.grid_id)?.name) || null,
      holderName: around.unitById(row.holder_unit_id)?.name ?? '',
      reportedAt: new Date(row.reported_at).toISOString(),
    })),
    units: [...byUnit]
      .map(([id, counts]) => ({ id, unit: around.unitById(id), ...counts }))
      .toSorted((a, b) => b.overdue - a.overdue || b.open - a.open || a.id.localeCompare(b.id))
      .slice(0, UNITS_SHOWN)
      .map(({ id, unit, ...counts }) => ({ id, name: unit?.name ?? '', nameEn: unit?.nameEn ?? '', ...counts })),
    classes: [...byClass]
      .map(([code, counts]) => ({ className: className(code), open: counts.open, today: todayOf(code) }))
      .toSorted((a, b) => b.open - a.open)
      .slice(0, CLASSES_SHOWN),
    grids: areas.map(({ id, name, path }) => ({ id, name, ...(byArea.get(path) ?? { open: 0, overdue: 0 }) })),
  }
}
