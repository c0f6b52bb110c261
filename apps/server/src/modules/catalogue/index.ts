import {
  activateCatalogue,
  computeDue,
  draftCatalogue,
  importCatalogue,
  putCalendarYear,
  putClass,
  putWorkingHours,
  readCalendar,
  readCatalogue,
} from '@lianxin/contract'

import { route, type Serving } from '../../platform/serve.ts'
import type { CatalogueBooks } from './book.ts'
import { changeHours, changeYear, showCalendar, showDue, type ReplanWaiting } from './change-calendar.ts'
import { activate, changeClass, copyToDraft, importAsDraft, showCatalogue } from './change-catalogue.ts'

export { CatalogueBooks, ClassBook } from './book.ts'
export type { ReplanWaiting } from './change-calendar.ts'
export { readCatalogueCsv } from './csv.ts'
export { DistrictCache } from './district-cache.ts'
export { seedCalendarYears } from './seed-calendar.ts'
export { activateVersion, insertClasses, insertDraft } from './store.ts'

/** Serves catalogue and calendar. */
export function registerCatalogue(serving: Serving, books: CatalogueBooks, replan: ReplanWaiting): void {
  route(serving, readCatalogue, (call) => showCatalogue(call, call.session?.districtId ?? serving.config.districtId))
  route(serving, importCatalogue, importAsDraft)
  route(serving, draftCatalogue, copyToDraft)
  route(serving, putClass, changeClass)
  route(serving, activateCatalogue, (call) => activate(call, books))
  route(serving, readCalendar, showCalendar)
  route(serving, putCalendarYear, (call) => changeYear(call, books, replan), { scope: 'none' })
  route(serving, putWorkingHours, (call) => changeHours(call, books))
  route(serving, computeDue, (call) => showDue(call, books))
}
