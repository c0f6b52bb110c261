import {
  drawInspection,
  handCheck,
  listChecks,
  listInspections,
  listInspectors,
  readInspection,
  recordCheck,
} from '@lianxin/contract'

import type { Platform } from '../../../platform/platform.ts'
import type { OversightDeps } from '../deps.ts'
import { drawForStaff, handForStaff } from './draw-inspection.ts'
import { inspectorsForStaff, listForStaff, readForStaff } from './list-inspections.ts'
import { listForInspector, recordForInspector } from './record-check.ts'

/** Serves sampling re-checks (抽查复核) of closed matters. */
export function registerInspections({ route }: Platform, deps: OversightDeps): void {
  route(listInspections, (call) => listForStaff(call, deps))
  route(drawInspection, (call) => drawForStaff(call, deps))
  route(readInspection, (call) => readForStaff(call, deps))
  route(listInspectors, (call) => inspectorsForStaff(call, deps))
  route(handCheck, (call) => handForStaff(call, deps))
  // An inspector sees no tickets; the handler opens those of the own checks and no others.
  route(listChecks, (call) => listForInspector(call, deps), { scope: 'none' })
  route(recordCheck, (call) => recordForInspector(call, deps), { scope: 'none' })
}
