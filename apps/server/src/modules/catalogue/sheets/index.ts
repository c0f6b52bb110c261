import type { Clock } from '../../../platform/clock.ts'
import type { sheets } from '../../access/index.ts'
import type { RuleDeps } from '../dependants.ts'
import { calendarSheet } from './calendar-sheet.ts'
import { catalogueSheet } from './catalogue-sheet.ts'
import { textsSheet } from './texts-sheet.ts'

/** The tables of this module. */
export function ruleSheets(deps: RuleDeps, clock: Clock): sheets.SheetKinds {
  return { catalogue: catalogueSheet(deps), calendar: calendarSheet(deps, () => clock.now()), texts: textsSheet(deps) }
}
