import * as account from './access/account.ts'
import * as organisation from './access/organisation.ts'
import * as session from './access/session.ts'
import * as wall from './command/wall.ts'
import * as settings from './access/settings.ts'
import * as sheets from './access/sheets.ts'
import * as visits from './care/visits.ts'
import * as catalogue from './catalogue/catalogue.ts'
import * as texts from './catalogue/texts.ts'
import * as gridChanges from './grid/changes.ts'
import * as gridEdit from './grid/edit.ts'
import * as gridFigures from './grid/figures.ts'
import * as grids from './grid/grids.ts'
import * as publicMap from './grid/public-map.ts'
import * as assessments from './oversight/assessments.ts'
import * as briefs from './oversight/briefs.ts'
import * as intake from './intake/intake.ts'
import * as join from './intake/join.ts'
import * as messaging from './messaging/messaging.ts'
import * as inquiries from './oversight/inquiries.ts'
import * as fieldPlans from './oversight/field-plans.ts'
import * as inspections from './oversight/inspections.ts'
import * as figures from './oversight/figures.ts'
import * as alarms from './oversight/alarms.ts'
import * as orders from './oversight/orders.ts'
import * as whistles from './oversight/whistles.ts'
import * as traces from './oversight/trace.ts'
import * as responsibility from './oversight/responsibility.ts'
import * as commendations from './oversight/commendations.ts'
import type { OperationShape } from './operation.ts'
import * as suggestions from './ticket/suggestions.ts'
import * as around from './ticket/around.ts'
import * as bulk from './ticket/bulk.ts'
import * as limits from './ticket/limits.ts'
import * as lists from './ticket/lists.ts'
import * as similar from './ticket/similar.ts'
import * as tickets from './ticket/tickets.ts'
import * as views from './ticket/views.ts'

const isOperation = (value: unknown): value is OperationShape =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value

/** Every operation of the API, for the document, the authorisation matrix and the tests. */
export const OPERATIONS: readonly OperationShape[] = [
  session,
  account,
  organisation,
  grids,
  gridChanges,
  gridEdit,
  gridFigures,
  publicMap,
  catalogue,
  limits,
  lists,
  settings,
  sheets,
  texts,
  tickets,
  similar,
  around,
  suggestions,
  bulk,
  views,
  intake,
  join,
  messaging,
  figures,
  visits,
  inquiries,
  alarms,
  orders,
  whistles,
  traces,
  responsibility,
  commendations,
  inspections,
  fieldPlans,
  assessments,
  briefs,
  wall,
]
  .flatMap((module) => Object.values(module) as unknown[])
  .filter(isOperation)
