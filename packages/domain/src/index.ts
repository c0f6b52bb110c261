export * from './time.ts'
export * from './unit-kinds.ts'
export * from './result.ts'
export type * from './calendar/types.ts'
export * from './calendar/workday.ts'
export * from './calendar/working-time.ts'
export * from './calendar/deadline.ts'
export * from './ticket/types.ts'
export type * from './ticket/commands.ts'
export type * from './ticket/context.ts'
export type * from './ticket/steps.ts'
export * from './ticket/refusals.ts'
export * from './ticket/transitions.ts'
export { COMMAND_KINDS, COMMANDS, startsFrom, type CommandBy } from './ticket/rules.ts'
export { decide } from './ticket/decide.ts'
export { evolve, evolveAll, fold, STEP_KINDS } from './ticket/evolve.ts'
export { isUndoable, lastCommandOf, mayUndo, UNDO_WINDOW_MS } from './ticket/undo.ts'
export { publicTimeline, type PublicEntry } from './ticket/timeline.ts'
export { availableCommands, type Viewer } from './ticket/available.ts'
export * from './catalogue/types.ts'
export * from './notice/index.ts'
export * from './grid/index.ts'
export { comparable, initialsOf, spell, type PinyinOf, type Spelled } from './search/spelled.ts'
export { isLatin, rankOfName, rankOfQuestion } from './search/rank.ts'
export { characterTokens, forgivingTokens, pairLikeness, spellingTokens, wantedTokens } from './search/tokens.ts'
export * from './care/visit-plan.ts'
export * from './walk/walking-order.ts'
export { SAME_MATTER_SIGNS, sameMatter, type Compared, type SameMatterSign } from './ticket/same-matter.ts'
export * from './oversight/types.ts'
export {
  faultsOf as faultsOfTemplate,
  score,
  TEMPLATE_FAULTS,
  templateOf,
  whyNoTotal,
  type GivenTemplate,
  type TemplateFault,
  type TemplateFaultCode,
} from './oversight/score.ts'
export { inForce as templateInForce, mayBegin as templateMayBegin } from './oversight/own-template.ts'
export { isNeverMeasured } from './oversight/never-measured.ts'
export { placed, type Placed } from './oversight/ranking.ts'
export { latestDueOf } from './ticket/latest-due.ts'
export { mergedIntoAt, orderFact } from './oversight/order-measure.ts'
export { TEMPLATES as ASSESSMENT_TEMPLATES } from './oversight/templates.ts'
export * from './oversight/inquiry.ts'
export * from './oversight/trace.ts'
export * from './oversight/responsibility.ts'
export * from './oversight/responsibility-case.ts'
export * from './oversight/facts.ts'
export { askedInPeriod, countInquiriesAnswered, type AskedInPeriod } from './oversight/inquiry-measure.ts'
export * from './oversight/figures.ts'
export * from './oversight/alarms.ts'
export * from './oversight/orders.ts'
export * from './oversight/whistles.ts'
export {
  ASSESSMENT_STATES,
  FREEZES_AFTER_days,
  freezeWhenDue as freezeAssessmentWhenDue,
  mayCount as mayCountAssessment,
  mayMark as mayMarkAssessment,
  mayObject as mayObjectToAssessment,
  OBJECTION_PERIOD,
  preview as previewAssessment,
  publish as publishAssessment,
  SIGN_WITHIN,
  type AssessmentRefusal,
  type AssessmentStanding,
  type AssessmentState,
} from './oversight/assessment.ts'
export { monthPeriod } from './oversight/month.ts'
export { drawSample, sampleSize, type Lot, type Stratum } from './oversight/sampling.ts'
export * from './oversight/recheck.ts'
export * from './oversight/brief.ts'
export * from './oversight/field-plans.ts'
