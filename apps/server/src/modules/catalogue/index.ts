import {
  activateCatalogue,
  computeDue,
  draftCatalogue,
  importCatalogue,
  listTexts,
  putCalendarYear,
  putClass,
  putText,
  putWorkingHours,
  readCalendar,
  readCatalogue,
  removeClass,
} from '@lianxin/contract'

import { publicDistrict } from '../../platform/district.ts'
import type { Platform } from '../../platform/platform.ts'
import { changeHours, changeYear, showCalendar, showDue } from './change-calendar.ts'
import { activate, changeClass, copyToDraft, dropClass, importAsDraft, showCatalogue } from './change-catalogue.ts'
import type { RuleDeps } from './dependants.ts'
import { changeText, showTexts } from './texts/keep-texts.ts'

export { CatalogueBooks, ClassBook } from './book.ts'
export { importCatalogueCsv } from './change-catalogue.ts'
export type { RuleDeps, RuleDependants } from './dependants.ts'
export { ruleKinds } from './restore-rules.ts'
export { ruleSheets } from './sheets/index.ts'
export { readCatalogueCsv } from './csv.ts'
export { DistrictCache } from './district-cache.ts'
export { fillText, NOTICE_TEXT } from './texts/definitions.ts'
export { LAST_KNOWN_YEAR, seedCalendarYears } from './seed-calendar.ts'
export { activateVersion, findReplan, insertClasses, insertDraft, listClassesNaming, replanDone } from './store.ts'

/** Serves catalogue and calendar. */
export function registerCatalogue(platform: Platform, deps: RuleDeps): void {
  platform.route(readCatalogue, (call) =>
    showCatalogue(call, publicDistrict(call.request, call.session, platform.config)),
  )
  platform.route(importCatalogue, importAsDraft)
  platform.route(draftCatalogue, copyToDraft)
  platform.route(putClass, (call) => changeClass(call, deps))
  platform.route(removeClass, (call) => dropClass(call, deps))
  platform.route(activateCatalogue, (call) => activate(call, deps))
  platform.route(listTexts, showTexts)
  platform.route(putText, (call) => changeText(call, deps.books))
  platform.route(readCalendar, showCalendar)
  platform.route(putCalendarYear, (call) => changeYear(call, deps), { scope: 'none' })
  platform.route(putWorkingHours, (call) => changeHours(call, deps))
  platform.route(computeDue, (call) => showDue(call, deps.books))
}
