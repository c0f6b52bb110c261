import type { decideResponsibility, ResponsibilityView, speakOnResponsibility } from '@lianxin/contract'
import {
  answerAppeal,
  appealCase,
  decideCase,
  dropCase,
  liftCase,
  speakToCase,
  type ResponsibilityCase,
  type ResponsibilityContext,
  type ResponsibilityMeasure,
  type ResponsibilityRefusal,
  type Result,
} from '@lianxin/domain'

import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import type { OversightDeps } from '../deps.ts'
import { refused } from './propose.ts'
import { findListed, listActs, lockCase, updateCase, type WrittenAct } from './store.ts'
import { caseViews, contextOf, lookingOf } from './view.ts'

/** One thing done about a case. */
interface Deed extends Pick<WrittenAct, 'kind' | 'commandId' | 'reason' | 'measure' | 'upheld'> {
  /** The field that holds the words. */
  readonly pointer: string
  readonly decide: (
    one: ResponsibilityCase,
    ctx: ResponsibilityContext,
  ) => Result<ResponsibilityCase, ResponsibilityRefusal>
}

async function carryOut(
  call: Pick<Call, 'tx' | 'now' | 'session'>,
  deps: OversightDeps,
  caseId: string,
  deed: Deed,
): Promise<ResponsibilityView> {
  const { tx, now } = call
  const looking = await lookingOf(call, deps)
  const { districtId, personId, unitId } = looking.session
  const row = await lockCase(tx, districtId, caseId)
  if (!row || unitId === null) throw new Refusal('responsibility.not_found')
  const { kind, commandId, reason, measure, upheld } = deed
  const acts = (await listActs(tx, districtId, [caseId])).get(caseId) ?? []
  const done = acts.find((act) => act.command_id === commandId)
  const isSame = done?.kind === kind && done.reason === reason && done.measure === measure && done.upheld === upheld
  if (done && !isSame) throw new Refusal('responsibility.id_reused', {}, '/commandId')
  if (!done) {
    const decided = deed.decide(row.body, contextOf(row, looking))
    if (!decided.ok) throw refused(decided.refusal, deed.pointer)
    await updateCase(tx, districtId, {
      case: row,
      after: decided.value,
      seq: row.revision + 1,
      kind,
      commandId,
      at: now,
      by: { personId, unitId },
      reason,
      measure,
      upheld,
    })
  }
  const after = await findListed(tx, districtId, caseId)
  const [view] = after ? await caseViews(tx, [after], looking) : []
  if (!view) throw new Error('a case that was locked is there')
  return view
}

/** `responsibility.speak`: the unit concerned is heard, or appeals. */
export function speakAsStaff(
  call: Call<typeof speakOnResponsibility>,
  deps: OversightDeps,
): Promise<ResponsibilityView> {
  const { commandId, kind } = call.body
  const text = call.body.text.trim()
  const isAppeal = kind === 'appeal'
  return carryOut(call, deps, call.params.caseId, {
    kind: isAppeal ? 'appealed' : 'spoken',
    commandId,
    pointer: '/text',
    reason: text,
    measure: null,
    upheld: null,
    decide: (one, ctx) => (isAppeal ? appealCase(one, text, ctx) : speakToCase(one, text, ctx)),
  })
}

/** @throws Refusal responsibility.choice_missing */
function chosen<T>(value: T | undefined, pointer: string): T {
  if (value === undefined) throw new Refusal('responsibility.choice_missing', {}, pointer)
  return value
}

function deedOf({ kind, ...body }: Call<typeof decideResponsibility>['body']): Deed {
  const reason = body.reason.trim()
  const deed = { commandId: body.commandId, pointer: '/reason', reason, measure: null, upheld: null }
  switch (kind) {
    case 'decide': {
      const measure: ResponsibilityMeasure = chosen(body.measure, '/measure')
      return { ...deed, kind: 'decided', measure, decide: (one, ctx) => decideCase(one, measure, reason, ctx) }
    }
    case 'answer': {
      const upheld = chosen(body.upheld, '/upheld')
      return { ...deed, kind: 'answered', upheld, decide: (one, ctx) => answerAppeal(one, upheld, reason, ctx) }
    }
    case 'drop':
      return { ...deed, kind: 'dropped', decide: (one, ctx) => dropCase(one, reason, ctx) }
    case 'lift':
      return { ...deed, kind: 'lifted', decide: (one, ctx) => liftCase(one, reason, ctx) }
  }
}

/** `responsibility.decide`: a measure, none, the answer to an appeal, an early end. */
export function decideAsStaff(
  call: Call<typeof decideResponsibility>,
  deps: OversightDeps,
): Promise<ResponsibilityView> {
  return carryOut(call, deps, call.params.caseId, deedOf(call.body))
}
