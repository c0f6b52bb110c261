import type { Instant } from '../time.ts'
import type { Step, StepKind } from './steps.ts'
import type { TicketState } from './types.ts'

/** One entry of what the reporter sees. No person is named; a unit is named by its id. */
export interface PublicEntry {
  readonly seq: number
  readonly kind: StepKind
  readonly at: Instant
  readonly state: TicketState
  /** The unit it came to, where it came to a new one. */
  readonly unitId: string | null
  readonly publicReply: string | null
  /** For `filed`, `resumed`, `reopened`, `classified`, `replanned`: the date promised from then on. */
  readonly promisedAt: Instant | null
  /** For `suspended`: until when it is put off. */
  readonly until: Instant | null
}

/** Which steps the reporter sees: what happens to the matter, not what the offices say among themselves. */
const SHOWN = {
  reported: true,
  accepted: true,
  declined: true,
  classified: false,
  located: false,
  filed: true,
  dispatched: true,
  acknowledged: true,
  returned: true,
  reassigned: true,
  escalated: true,
  unitAdded: true,
  coUnitReported: false,
  started: true,
  requested: false,
  rejected: false,
  requestCleared: false,
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
  noted: false,
  reminded: true,
  replanned: false,
  undone: true,
  succeeded: true,
} as const satisfies Readonly<Record<StepKind, boolean>>

/** A correction is shown where it takes back something that was shown: what a reader saw does not vanish unsaid. */
function isShown(step: Step): boolean {
  return step.kind === 'undone' ? step.kinds.some((kind) => SHOWN[kind]) : SHOWN[step.kind]
}

function unitOf(step: Step): string | null {
  if ('to' in step) return step.to.unitId
  if ('by' in step) return step.by.unitId
  if (step.kind === 'reported') return step.holder.unitId
  if (step.kind === 'succeeded') return step.heir.unitId
  return step.kind === 'unitAdded' ? step.unitId : null
}

/** The history as the reporter sees it: every step of the matter, nameless, without internal reasons and remarks. */
export function publicTimeline(steps: readonly Step[]): readonly PublicEntry[] {
  return steps.filter(isShown).map((step) => ({
    seq: step.seq,
    kind: step.kind,
    at: step.at,
    state: step.state,
    unitId: unitOf(step),
    publicReply: 'publicReply' in step ? step.publicReply : null,
    promisedAt: 'promise' in step ? (step.promise?.dueAt ?? null) : null,
    until: step.kind === 'suspended' ? step.pause.until : null,
  }))
}
