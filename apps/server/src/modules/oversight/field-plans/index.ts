import {
  listClinics,
  listFieldPlans,
  listPublicClinics,
  planClinic,
  planFieldDays,
  recordClinic,
  recordFieldDays,
} from '@lianxin/contract'

import type { Platform } from '../../../platform/platform.ts'
import type { OversightDeps } from '../deps.ts'
import { listForResidents, listForStaff, planForStaff, recordForStaff } from './clinics.ts'
import { listPlansForStaff, planDaysForStaff, recordDaysForStaff } from './plans.ts'

/** Serves department clinics (部门坐诊) and field-work plans (三个三分之一): what units plan and keep, never persons. */
export function registerFieldPlans(platform: Platform, deps: OversightDeps): void {
  const { route } = platform
  route(listClinics, (call) => listForStaff(call, deps))
  route(listPublicClinics, (call) => listForResidents(call, deps, platform))
  route(planClinic, (call) => planForStaff(call, deps))
  route(recordClinic, (call) => recordForStaff(call, deps))
  route(listFieldPlans, (call) => listPlansForStaff(call, deps))
  route(planFieldDays, (call) => planDaysForStaff(call, deps))
  route(recordFieldDays, (call) => recordDaysForStaff(call, deps))
}
