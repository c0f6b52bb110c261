import type { Instant } from '../time.ts'
import type { DutyShift, Post, Unit } from './types.ts'
import type { LocalDate } from '../time.ts'

/**
 * Who is on duty at a moment, first call first. A roster replaces being reachable around the clock (function 71): a
 * person without a shift is never returned.
 */
export function onDuty(roster: readonly DutyShift[], at: Instant, unitId?: string): DutyShift[] {
  return roster
    .filter((shift) => shift.from <= at && at < shift.to && (unitId === undefined || shift.unitId === unitId))
    .sort((a, b) => a.rank - b.rank || a.from - b.from || (a.id < b.id ? -1 : 1))
}

/** A stretch of time in which nobody is on duty. */
export interface DutyGap {
  readonly from: Instant
  readonly to: Instant
}

/** The stretches between two moments in which no shift of the roster runs; empty for a complete roster. */
export function findDutyGaps(roster: readonly DutyShift[], from: Instant, to: Instant): DutyGap[] {
  const gaps: DutyGap[] = []
  let covered = from
  for (const shift of [...roster].sort((a, b) => a.from - b.from)) {
    if (shift.to <= covered) continue
    if (shift.from >= to) break
    if (shift.from > covered) gaps.push({ from: covered, to: shift.from })
    covered = shift.to
  }
  if (covered < to) gaps.push({ from: covered, to })
  return gaps
}

/** Whether a post is held on a day. */
export function isHeld(post: Post, day: LocalDate): boolean {
  return post.from <= day && (post.to === null || day < post.to)
}

/**
 * The units above a unit, nearest first. A parent that is missing from the list ends the chain; a circle is refused
 * by ending it where it would begin again.
 */
export function unitsAbove(units: ReadonlyMap<string, Unit>, unitId: string): Unit[] {
  const above: Unit[] = []
  const seen = new Set([unitId])
  for (let id = units.get(unitId)?.parentId ?? null; id !== null && !seen.has(id);) {
    seen.add(id)
    const unit = units.get(id)
    if (unit === undefined) break
    above.push(unit)
    id = unit.parentId
  }
  return above
}
