import type { GridDetail, StaffingBreach, listBreaches } from '@lianxin/contract'
import {
  DEFAULT_STAFFING_RULES,
  STAFF_ROLES,
  checkStaffing,
  type StaffAssignment,
  type StaffSource,
  type StaffingFinding,
  type StaffingRule,
} from '@lianxin/domain'

import type { DistrictSettings } from '../../platform/db/schema.ts'
import type { Lang } from '../../platform/language.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { dayOf, type GridDeps } from './context.ts'
import { getDistrict, type StoredGrid } from './store.ts'
import { listStaff, type StoredStaff } from './store-staff.ts'

type Rule = StaffingBreach['rule']

/** The domain's rules by the words of the contract. */
const RULE_WORDS: Readonly<Record<string, Rule>> = {
  worker: 'fullTimeWorkerMissing',
  leader: 'leaderMissing',
  leaderIsOfficial: 'leaderNotOfficial',
  fivePeople: 'tooFewStaff',
  load: 'loadOutsideRange',
}

/** Where people come from, in the domain's words: seconded staff and department staff are public officials. */
const SOURCES: Readonly<Record<string, StaffSource>> = {
  publicOfficial: 'publicOfficial',
  seconded: 'publicOfficial',
  department: 'publicOfficial',
  staff: 'hired',
  volunteer: 'resident',
}

/** The rules of the reports with the numbers the district set. */
export function rulesOf({ staffing = {} }: DistrictSettings): StaffingRule[] {
  return DEFAULT_STAFFING_RULES.map((rule): StaffingRule => {
    if (rule.check === 'peopleAtLeast') return { ...rule, minimum: staffing.minimumStaff ?? rule.minimum }
    if (rule.check !== 'householdsWithin') return rule
    return { ...rule, least: staffing.householdsFrom ?? rule.least, most: staffing.householdsTo ?? rule.most }
  })
}

function wantedOf(finding: StaffingFinding, rules: readonly StaffingRule[], lang: Lang): string {
  const rule = rules.find(({ id }) => id === finding.ruleId)
  if (rule?.check === 'householdsWithin') return `${rule.least}–${rule.most}`
  if (finding.check === 'roleFrom') return lang === 'zh' ? '公职人员' : 'a public official'
  return `≥ ${finding.required}`
}

function assignmentOf(staff: StoredStaff): StaffAssignment[] {
  const role = STAFF_ROLES.find((known) => known === staff.duty)
  const source = SOURCES[staff.source]
  if (role === undefined || source === undefined) throw new RangeError(`unknown duty or source of ${staff.id}`)
  return [{ gridId: staff.gridId, personId: staff.personId, role, source, from: staff.validFrom, to: staff.validTo }]
}

/** Which staffing rules a grid breaks on a day. The range of households is one of towns and not applied to villages. */
export function breachesOf(
  grid: StoredGrid,
  staff: readonly StoredStaff[],
  settings: DistrictSettings,
  day: string,
  lang: Lang,
): StaffingBreach[] {
  const rules = rulesOf(settings).filter((rule) => rule.check !== 'householdsWithin' || grid.setting === 'urban')
  const staffed = { id: grid.id, kind: grid.kind, householdCount: grid.households }
  return checkStaffing(staffed, staff.flatMap(assignmentOf), rules, day).map((finding) => ({
    gridId: grid.id,
    gridCode: grid.code,
    gridName: grid.name,
    rule: RULE_WORDS[finding.ruleId] ?? 'tooFewStaff',
    found: finding.actual,
    wanted: wantedOf(finding, rules, lang),
  }))
}

/** An assignment with the person's name and work telephone. */
export function viewStaff(staff: StoredStaff): GridDetail['staff'][number] {
  const { gridId: _gridId, duty, ...rest } = staff
  return { ...rest, duty: duty as GridDetail['staff'][number]['duty'] }
}

/** `grid.listBreaches`: grids in force that break a rule on a day, in the order of their codes. */
export async function listRuleBreaches(call: Call<typeof listBreaches>, { grids }: GridDeps) {
  const { districtId } = sessionOf(call)
  const { offset_minutes, settings } = await getDistrict(call.tx, districtId)
  const { under = '', on = dayOf(call.now, offset_minutes) } = call.query
  const index = await grids.of(districtId)
  const inForce = index.grids.filter((grid) => grid.active && grid.path.startsWith(under))
  const ruled = inForce.filter((grid) => grid.kind === 'base' || grid.kind === 'dedicated')
  const byGrid = new Map<string, StoredStaff[]>()
  for (const staff of await listStaff(call.tx, districtId, { under, on })) {
    const list = byGrid.get(staff.gridId)
    if (list) list.push(staff)
    else byGrid.set(staff.gridId, [staff])
  }
  const items = ruled.flatMap((grid) => breachesOf(grid, byGrid.get(grid.id) ?? [], settings, on, call.lang))
  return { items, grids: ruled.length }
}
