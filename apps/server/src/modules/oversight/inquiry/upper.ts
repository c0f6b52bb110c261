import type { Inquiry, UnitRef } from '@lianxin/domain'

import { tickets } from '../../ticket/index.ts'

/**
 * The level a question goes on to: the nearest one above the unit asked last in which somebody works, leaving out who
 * asked and who was asked already. Null at the top.
 */
export function upperOf(inquiry: Inquiry, places: tickets.Places): UnitRef | null {
  const done = new Set([inquiry.askerUnitId, ...inquiry.rounds.map(({ asked }) => asked.unitId)])
  let unit = places.unitById(inquiry.rounds.at(-1)?.asked.unitId ?? '')
  // Each step leads up the tree, whose top has nothing above.
  while (unit) {
    unit = places.above(unit).unit
    if (unit && !done.has(unit.id)) return tickets.unitRef(unit)
  }
  return null
}
