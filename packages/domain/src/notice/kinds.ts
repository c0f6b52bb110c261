import type { Step, StepKind } from '../ticket/steps.ts'

/** What a reporter can be told of, one text each. */
export const REPORTER_NOTICES = [
  'reported',
  'accepted',
  'filed',
  'dispatched',
  'acknowledged',
  'returned',
  'handedOver',
  'joined',
  'started',
  'suspended',
  'resumed',
  'extended',
  'resolved',
  'verified',
  'reworked',
  'closed',
  'abnormallyClosed',
  'declined',
  'voided',
  'merged',
  'unmerged',
  'reopened',
] as const
/** What the group of a unit is told: a new matter, an urgent one, and what its clock says while nobody answers. */
export const UNIT_NOTICES = [
  'unitAssigned',
  'unitUrgent',
  'unitNearDue',
  'unitOverdue',
  'unitReminded',
  'unitCriticised',
  'unitOrdered',
  'unitOrderOverdue',
  'unitWhistled',
  'unitWhistleOverdue',
] as const
export const NOTICE_KINDS = [...REPORTER_NOTICES, ...UNIT_NOTICES] as const

export type ReporterNotice = (typeof REPORTER_NOTICES)[number]
export type UnitNotice = (typeof UNIT_NOTICES)[number]
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/**
 * Which notice a step gives the reporter. Everything the public timeline shows is told, except what the reporter did
 * and what the offices say among themselves.
 */
const OF_STEP = {
  reported: 'reported',
  accepted: 'accepted',
  declined: 'declined',
  classified: null,
  located: null,
  filed: 'filed',
  dispatched: 'dispatched',
  acknowledged: 'acknowledged',
  returned: 'returned',
  reassigned: 'handedOver',
  escalated: 'handedOver',
  unitAdded: 'joined',
  coUnitReported: null,
  started: 'started',
  requested: null,
  rejected: null,
  requestCleared: null,
  suspended: 'suspended',
  resumed: 'resumed',
  extended: 'extended',
  abnormallyClosed: 'abnormallyClosed',
  selfResolved: 'resolved',
  resolved: 'resolved',
  verified: 'verified',
  reworked: 'reworked',
  closed: 'closed',
  voided: 'voided',
  merged: 'merged',
  unmerged: 'unmerged',
  reopened: 'reopened',
  rated: null,
  supplemented: null,
  noted: null,
  reminded: null,
  replanned: null,
  /** The page of the reporter shows the correction; what comes next is told. */
  undone: null,
  /** A reform of the offices: the page shows who answers now, nobody is called about it. */
  succeeded: null,
} as const satisfies Readonly<Record<StepKind, ReporterNotice | null>>

/** The notice of a kind of step; null where the reporter is not told. */
export function noticeOfStep(kind: StepKind): ReporterNotice | null {
  return OF_STEP[kind]
}

/**
 * The one step of a command that is told of. A command may cause several steps (accepted, filed, dispatched at once):
 * people get one message, about where it came to.
 */
export function toldStep(steps: readonly Step[]): { readonly step: Step; readonly kind: ReporterNotice } | null {
  const step = steps.findLast((one) => OF_STEP[one.kind] !== null)
  const kind = step ? OF_STEP[step.kind] : null
  return step && kind !== null ? { step, kind } : null
}

/** Steps that bring the matter to a unit that did not have it before; the unit they bring it to. */
export function unitBroughtTo(step: Step): string | null {
  if (step.kind === 'unitAdded') return step.unitId
  const brings = step.kind === 'dispatched' || step.kind === 'reassigned' || step.kind === 'escalated'
  return brings ? step.to.unitId : null
}

/** Notices that carry an answer: the one message of a subscription that allows just one is kept for these. */
const ANSWERS: readonly NoticeKind[] = ['resolved', 'declined', 'abnormallyClosed', 'voided', 'merged']
export const isAnswer = (kind: NoticeKind): boolean => ANSWERS.includes(kind)
