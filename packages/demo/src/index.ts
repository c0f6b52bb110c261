export { DEMO_CATALOGUE, type DemoClass } from './city/catalogue.ts'
export { generateFlow, type FlowOptions } from './city/flow.ts'
export type { DemoTicket } from './city/life.ts'
export {
  buildOrganisation,
  type DemoOrganisation,
  type DemoPerson,
  type DemoPost,
  type DemoStaff,
  type DemoUnit,
  type Staffing,
} from './city/organisation.ts'
export { type DemoPlace, makeRegister } from './city/register.ts'
export { pointInside as pointInGrid } from './city/place.ts'
export { drawnUuid, seeded } from './city/random.ts'
export { type DemoGrid, plantTree } from './city/tree.ts'
export { type DemoVisit, type DemoVisitPlan, makeVisits } from './city/visits.ts'
export {
  CITY_COUNTS,
  CITY_DISTRICT_ID,
  cityPartition,
  type Partition,
  TAIBAI_DISTRICT_ID,
  taibaiPartition,
} from './partition/index.ts'
export { expectedCounts, REPLAY_FLOWS, type ReplayFlow, type ReplayFlowName, scaledFlow } from './replay/flows.ts'
export { type ReplayAct, replayEnd, type ReplayMatter, replayMatters } from './replay/matters.ts'
