import type { Instant, LocalDate } from '../time.ts'

/** 块 (a territory), 条 (a department) or 派遣台 (the desk that takes in what has no owner yet). */
export const UNIT_KINDS = ['territorial', 'department', 'desk'] as const
export type UnitKind = (typeof UNIT_KINDS)[number]

/** A unit that can hold tickets. Every unit has a grid: its territory. */
export interface Unit {
  readonly id: string
  readonly districtId: number
  readonly kind: UnitKind
  readonly name: string
  /** Level of its grid: 0 district, counted downwards. */
  readonly level: number
  readonly parentId: string | null
  readonly gridId: string
}

/** Roles of posts; what each may do is data of the contract's permissions. */
export const ROLES = [
  'systemAdmin',
  'securityAuditor',
  'districtLeader',
  'dispatcher',
  'hotlineClerk',
  'communityLeader',
  'gridLeader',
  'gridWorker',
  'departmentClerk',
  'approver',
] as const
export type Role = (typeof ROLES)[number]

/** A person in a unit with a role: from `from` up to, not including, `to`. A session acts for one post. */
export interface Post {
  readonly id: string
  readonly personId: string
  readonly unitId: string
  readonly role: Role
  readonly from: LocalDate
  readonly to: LocalDate | null
}

/** 值班: who can be called for a unit, and when (function 71). The first rank is called first. */
export interface DutyShift {
  readonly id: string
  readonly unitId: string
  readonly personId: string
  /** 1 is called first, 2 if nobody of rank 1 answers, and so on. */
  readonly rank: number
  readonly from: Instant
  readonly to: Instant
}
