import {
  bulkCommand,
  commandTicket,
  countTickets,
  listMacros,
  findCount,
  findTickets,
  listPoints,
  listReporterTickets,
  listTickets,
  listViews,
  mapTickets,
  nearbyTickets,
  putMacro,
  putLimits,
  putView,
  readLimits,
  readPhoto,
  readReporter,
  readTicket,
  readVoice,
  removeMacro,
  removeView,
  similarTickets,
  suggestClasses,
  tellPresence,
  undoBulk,
} from '@lianxin/contract'

import type { Platform } from '../../platform/platform.ts'
import { commandManyAsStaff } from './bulk-command.ts'
import { commandTicketAsStaff } from './command-ticket.ts'
import type { RuleDependants } from '../catalogue/index.ts'
import type { TicketDeps } from './deps.ts'
import { nearbyForStaff } from './nearby.ts'
import { createPresence } from './presence.ts'
import { listMacrosForStaff, putMacroAsStaff, removeMacroAsStaff } from './macro-keep.ts'
import { countForStaff, countFoundForStaff, listForStaff, mapForStaff, pointsForStaff } from './list-tickets.ts'
import { readPhotoForStaff, readReporterForStaff } from './read-reporter.ts'
import { readTicketForStaff } from './read-ticket.ts'
import { reporterTicketsForStaff } from './reporter-tickets.ts'
import { listViewsForStaff, putViewForStaff, removeViewForStaff } from './saved-views.ts'
import { countDue, countNaming, countOfClasses, countSigned, handDissolved, handOver } from './hand-over.ts'
import { changeLimits, limitKinds, showLimits } from './limits.ts'
import { countReplanned, eraseReporters, replanMoved, replanWaiting, resumeOver } from './rules-by-time.ts'
import { findForStaff } from './find-tickets.ts'
import { similarForStaff } from './similar-tickets.ts'
import { suggestForStaff } from './suggest-classes.ts'
import { readVoiceForStaff } from './voices.ts'
import { undoManyAsStaff } from './undo-bulk.ts'

/** A command of a person in a post, within a transaction of the caller: for the replay of a flow. */
export { actOnTicket } from './command-ticket.ts'
export type { TicketDeps } from './deps.ts'
export { createPlaces } from './directory.ts'
export type { CodedPlace, GridPlace, Places, PlaceSource, UnitPlace } from './places.ts'
export { SettingsBook, type Settings } from './settings.ts'
export { limitKinds }
export { replanMoved, replanWaiting } from './rules-by-time.ts'
export { writeHistories } from './write-bulk.ts'
/** For the command centre: counts without a word of the matter. */
export * as wallFigures from './wall-figures.ts'
export type { OpenCount } from './wall-figures.ts'
/** For intake, which reports and follows tickets by the same rules. */
export * as tickets from './for-intake.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/** What hangs on units and people in tickets, for the administration of both (see `Dependants` of the access module). */
export function ticketDependants(deps: TicketDeps) {
  return { countTickets: countNaming, countSigned, handOver: handOver.bind(undefined, deps) }
}

/** What tickets hang on catalogue and calendar, for their administration (see `RuleDependants` of that module). */
export function ruleDependants(deps: TicketDeps): RuleDependants {
  return {
    replan: (districtId, now) => replanWaiting(deps, districtId, now),
    countReplanned: (tx, districtId, calendar, now) => countReplanned(deps, tx, districtId, calendar, now),
    countDue,
    countOfClasses,
  }
}

/** Serves tickets, and lets time do its part: pauses end, dates that waited for the calendar come. */
export function registerTicket(platform: Platform, deps: TicketDeps): void {
  platform.route(listTickets, (call) => listForStaff(call, deps))
  platform.route(countTickets, (call) => countForStaff(call, deps))
  platform.route(findCount, (call) => countFoundForStaff(call, deps))
  platform.route(listPoints, (call) => pointsForStaff(call, deps))
  platform.route(mapTickets, (call) => mapForStaff(call, deps))
  platform.route(listViews, listViewsForStaff)
  platform.route(putView, putViewForStaff)
  platform.route(removeView, removeViewForStaff)
  platform.route(readTicket, (call) => readTicketForStaff(call, deps))
  platform.route(commandTicket, (call) => commandTicketAsStaff(call, deps))
  platform.route(bulkCommand, (call) => commandManyAsStaff(call, deps), { scope: 'none' })
  platform.route(undoBulk, (call) => undoManyAsStaff(call, deps), { scope: 'none' })
  platform.route(listMacros, (call) => listMacrosForStaff(call, deps))
  platform.route(putMacro, (call) => putMacroAsStaff(call, deps))
  platform.route(removeMacro, (call) => removeMacroAsStaff(call, deps))
  platform.route(readReporter, readReporterForStaff, { scope: 'none' })
  platform.route(similarTickets, (call) => similarForStaff(call, deps))
  platform.route(findTickets, (call) => findForStaff(call, deps))
  platform.route(suggestClasses, (call) => suggestForStaff(call, deps))
  platform.route(nearbyTickets, (call) => nearbyForStaff(call, deps))
  platform.route(listReporterTickets, (call) => reporterTicketsForStaff(call, deps), { scope: 'none' })
  platform.route(tellPresence, createPresence(platform, deps))
  platform.route(readPhoto, (call) => readPhotoForStaff(call, deps))
  platform.route(readLimits, showLimits)
  platform.route(putLimits, (call) => changeLimits(call, deps.settings))
  platform.route(readVoice, (call) => readVoiceForStaff(call, deps))

  const everyDistrict = (pause_ms: number, name: string, rule: typeof resumeOver): void =>
    platform.jobs.everyDistrict(pause_ms, name, (districtId) => rule(deps, districtId, deps.clock.now()))
  everyDistrict(MINUTE_MS, 'ticket.resumeOver', resumeOver)
  everyDistrict(MINUTE_MS, 'ticket.handDissolved', handDissolved)
  everyDistrict(HOUR_MS, 'ticket.eraseReporters', eraseReporters)
  everyDistrict(HOUR_MS, 'ticket.replanWaiting', replanWaiting)
  everyDistrict(MINUTE_MS, 'ticket.replanMoved', replanMoved)
}
