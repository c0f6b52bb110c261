import {
  endClinic,
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
import { endForStaff } from './end-clinic.ts'
import { listForStaff } from './list-clinics.ts'
import { listForResidents } from './list-public-clinics.ts'
import { planForStaff } from './plan-clinic.ts'
import { listPlansForStaff, planDaysForStaff, recordDaysForStaff } from './plans.ts'
import { recordForStaff } from './record-clinic.ts'

/** Serves department clinics (部门坐诊) and field-work plans (三个三分之一): what units plan and keep, never persons. */
export function registerFieldPlans(platform: Platform, deps: OversightDeps): void {
  const { route } = platform
  route(listClinics, (call) => listForStaff(call, deps))
  route(listPublicClinics, (call) => listForResidents(call, deps, platform))
  route(planClinic, (call) => planForStaff(call, deps))
  route(endClinic, (call) => endForStaff(call, deps))
  route(recordClinic, (call) => recordForStaff(call, deps))
  route(listFieldPlans, (call) => listPlansForStaff(call, deps))
  route(planFieldDays, (call) => planDaysForStaff(call, deps))
  route(recordFieldDays, (call) => recordDaysForStaff(call, deps))
}
