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

import { publicDistrict } from '../../platform/district.ts'
import type { Platform } from '../../platform/platform.ts'
import type { CatalogueBooks } from './book.ts'
import { changeHours, changeYear, showCalendar, showDue, type ReplanWaiting } from './change-calendar.ts'
import { activate, changeClass, copyToDraft, importAsDraft, showCatalogue } from './change-catalogue.ts'

export { CatalogueBooks, ClassBook } from './book.ts'
export { importCatalogueCsv } from './change-catalogue.ts'
export type { ReplanWaiting } from './change-calendar.ts'
export { readCatalogueCsv } from './csv.ts'
export { DistrictCache } from './district-cache.ts'
export { LAST_KNOWN_YEAR, seedCalendarYears } from './seed-calendar.ts'
export { activateVersion, insertClasses, insertDraft } from './store.ts'

/** Serves catalogue and calendar. */
export function registerCatalogue(platform: Platform, books: CatalogueBooks, replan: ReplanWaiting): void {
  platform.route(readCatalogue, (call) =>
    showCatalogue(call, publicDistrict(call.request, call.session, platform.config)),
  )
  platform.route(importCatalogue, importAsDraft)
  platform.route(draftCatalogue, copyToDraft)
  platform.route(putClass, changeClass)
  platform.route(activateCatalogue, (call) => activate(call, books))
  platform.route(readCalendar, showCalendar)
  platform.route(putCalendarYear, (call) => changeYear(call, books, replan), { scope: 'none' })
  platform.route(putWorkingHours, (call) => changeHours(call, books))
  platform.route(computeDue, (call) => showDue(call, books))
}
