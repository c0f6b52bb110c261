import type { LocalDate } from '../time.ts'
import type { GridKind } from './types.ts'

/** What a person does in a grid (functions 8–13, 18, 19). Roles of an organisation; nothing about residents. */
export const STAFF_ROLES = [
  'gridLeader',
  'fullTimeGridWorker',
  'partTimeGridWorker',
  'liaisonOfficer',
  'gridPartyLead',
  'buildingLeader',
  'courtyardLeader',
  'assistant',
  'departmentStaff',
  'secondedStaff',
  'gridVolunteer',
] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

/** Where a person comes from (人员来源). */
export const STAFF_SOURCES = ['publicOfficial', 'community', 'hired', 'resident'] as const
export type StaffSource = (typeof STAFF_SOURCES)[number]

/** A person's task in a grid: from `from` up to, not including, `to`. One person may have several. */
export interface StaffAssignment {
  readonly gridId: string
  readonly personId: string
  readonly role: StaffRole
  readonly source: StaffSource
  readonly from: LocalDate
  readonly to: LocalDate | null
}

/** How grave it is: a `vacancy` asks for a person, a `breach` for a change, a `warning` for a look. */
export type StaffingSeverity = 'vacancy' | 'breach' | 'warning'

interface RuleBase {
  readonly id: string
  readonly kinds: readonly GridKind[]
  readonly severity: StaffingSeverity
}

/** A rule a tenant sets for its grids. Rules are data: another city has other numbers. */
export type StaffingRule =
  | (RuleBase & { readonly check: 'roleAtLeast'; readonly role: StaffRole; readonly minimum: number })
  | (RuleBase & { readonly check: 'roleFrom'; readonly role: StaffRole; readonly sources: readonly StaffSource[] })
  | (RuleBase & {
      readonly check: 'peopleAtLeast'
      readonly minimum: number
      /** Roles that do not count towards the number. */
      readonly except: readonly StaffRole[]
    })
  | (RuleBase & { readonly check: 'householdsWithin'; readonly least: number; readonly most: number })

/** The rules of the reports: functions 8 (一格一员), 9, 14 and 17 (load of a grid). */
export const DEFAULT_STAFFING_RULES: readonly StaffingRule[] = [
  {
    id: 'worker',
    kinds: ['base', 'dedicated'],
    severity: 'vacancy',
    check: 'roleAtLeast',
    role: 'fullTimeGridWorker',
    minimum: 1,
  },
  {
    id: 'leader',
    kinds: ['base', 'dedicated'],
    severity: 'vacancy',
    check: 'roleAtLeast',
    role: 'gridLeader',
    minimum: 1,
  },
  {
    id: 'leaderIsOfficial',
    kinds: ['base', 'dedicated'],
    severity: 'breach',
    check: 'roleFrom',
    role: 'gridLeader',
    sources: ['publicOfficial'],
  },
  {
    id: 'fivePeople',
    kinds: ['base'],
    severity: 'breach',
    check: 'peopleAtLeast',
    minimum: 5,
    except: ['gridVolunteer'],
  },
  { id: 'load', kinds: ['base'], severity: 'warning', check: 'householdsWithin', least: 300, most: 500 },
]

/** The grid the rules are applied to. */
export interface StaffedGrid {
  readonly id: string
  readonly kind: GridKind
  /** null where nobody has counted yet: no rule about load is applied then. */
  readonly householdCount: number | null
}

export interface StaffingFinding {
  readonly gridId: string
  readonly ruleId: string
  readonly severity: StaffingSeverity
  readonly check: StaffingRule['check']
  readonly role: StaffRole | null
  /** What the rule asks: the least number; of `householdsWithin` the bound that is passed. */
  readonly required: number
  /** What is there on that day: people, or households. */
  readonly actual: number
}

/**
 * Which rules a grid breaks on a day. Only assignments in force that day count, and a person counts once however many
 * tasks the person has.
 * @param assignments  those of this grid; others are passed over
 */
export function checkStaffing(
  grid: StaffedGrid,
  assignments: readonly StaffAssignment[],
  rules: readonly StaffingRule[],
  onDate: LocalDate,
): StaffingFinding[] {
  const active = assignments.filter((a) => a.gridId === grid.id && isActive(a, onDate))
  return rules
    .filter((rule) => rule.kinds.includes(grid.kind))
    .flatMap((rule) => {
      const broken = applyRule(rule, grid, active)
      if (broken === null) return []
      const role = 'role' in rule ? rule.role : null
      return [{ gridId: grid.id, ruleId: rule.id, severity: rule.severity, check: rule.check, role, ...broken }]
    })
}

/** Whether a task is in force on a day. */
export function isActive(assignment: StaffAssignment, day: LocalDate): boolean {
  return assignment.from <= day && (assignment.to === null || day < assignment.to)
}

function applyRule(
  rule: StaffingRule,
  grid: StaffedGrid,
  active: readonly StaffAssignment[],
): { required: number; actual: number } | null {
  switch (rule.check) {
    case 'roleAtLeast': {
      const actual = peopleIn(active.filter((a) => a.role === rule.role))
      return actual < rule.minimum ? { required: rule.minimum, actual } : null
    }
    case 'roleFrom': {
      const holders = active.filter((a) => a.role === rule.role)
      const fitting = holders.filter((a) => rule.sources.includes(a.source)).length
      return fitting < holders.length ? { required: holders.length, actual: fitting } : null
    }
    case 'peopleAtLeast': {
      const actual = peopleIn(active.filter((a) => !rule.except.includes(a.role)))
      return actual < rule.minimum ? { required: rule.minimum, actual } : null
    }
    case 'householdsWithin': {
      if (grid.householdCount === null) return null
      if (grid.householdCount < rule.least) return { required: rule.least, actual: grid.householdCount }
      return grid.householdCount > rule.most ? { required: rule.most, actual: grid.householdCount } : null
    }
  }
}

function peopleIn(assignments: readonly StaffAssignment[]): number {
  return new Set(assignments.map((a) => a.personId)).size
}
