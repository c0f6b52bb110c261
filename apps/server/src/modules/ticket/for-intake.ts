export { bigrams } from './bigrams.ts'
export { contentHash } from './canonical.ts'
export { hashOfCommand } from './command-ticket.ts'
export { maskTelephone, reporterLabel } from './mask.ts'
export {
  contextOf,
  decideAll,
  findRepeated,
  pathOf,
  receiptOf,
  ruleCommandId,
  surroundingsOf,
  writeDecided,
  type Deciding,
  type Surroundings,
} from './perform.ts'
export { insertCoReporter, openCoFollowed } from './co-reporters.ts'
export { gridRef, unitRef, type Places } from './places.ts'
export { listHistories, listIdsAfter } from './histories.ts'
export { claimPhotos, type ClaimedPhoto } from './photos.ts'
export { publicTitle } from './public-title.ts'
export { toRefusal } from './refusal.ts'
export { openPhoto } from './read-reporter.ts'
export { actsForUnits, staffActor } from './standing.ts'
export { unitBrief } from './view.ts'
export {
  findByNumber,
  findPersonNames,
  findTicket,
  involveUnit,
  listPhotos,
  listSteps,
  lockTicket,
  type OpenTicket,
} from './store.ts'
export { toDomain } from './to-domain.ts'
export { insertReports } from './insert-reports.ts'
export type { WrittenReport } from './write.ts'
export { claimVoices, insertVoices, type ClaimedVoice } from './voices.ts'
