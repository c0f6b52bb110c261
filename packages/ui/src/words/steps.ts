import type { StepKind } from '@lianxin/domain'

/** The kinds of steps that have a word; whatever a newer server adds is shown as 更新. */
const KNOWN = {
  reported: true,
  accepted: true,
  declined: true,
  classified: true,
  located: true,
  filed: true,
  dispatched: true,
  acknowledged: true,
  returned: true,
  reassigned: true,
  escalated: true,
  unitAdded: true,
  coUnitReported: true,
  started: true,
  requested: true,
  rejected: true,
  requestCleared: true,
  suspended: true,
  resumed: true,
  extended: true,
  abnormallyClosed: true,
  selfResolved: true,
  resolved: true,
  verified: true,
  reworked: true,
  closed: true,
  voided: true,
  merged: true,
  unmerged: true,
  reopened: true,
  rated: true,
  supplemented: true,
  noted: true,
  reminded: true,
  replanned: true,
  undone: true,
  succeeded: true,
} as const satisfies Record<StepKind, true>

/** The key of the word for a kind of step as it came over the wire. */
export function stepKey(kind: string): `step.${StepKind}` | 'step.unknown' {
  return Object.hasOwn(KNOWN, kind) ? `step.${kind as StepKind}` : 'step.unknown'
}
