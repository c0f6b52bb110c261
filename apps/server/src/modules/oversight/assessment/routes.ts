import {
  advanceAssessment,
  answerAssessmentObjection,
  beginAssessment,
  countAssessment,
  exportAssessment,
  listAssessmentFacts,
  listAssessments,
  listAssessmentTemplates,
  markAssessment,
  objectToAssessment,
  putAssessmentTemplate,
  readAssessment,
} from '@lianxin/contract'

import type { Platform } from '../../../platform/platform.ts'
import type { OversightDeps } from '../deps.ts'
import { advance, begin, countAgain, COUNT_TASK } from './advance.ts'
import { answer, giveMark, object } from './answer.ts'
import { countDraft, keepAssessments } from './count.ts'
import { exportToFile } from './export-assessment.ts'
import { listHeads, readFacts, readWhole } from './read.ts'
import { listWays, putWay } from './templates.ts'

const MINUTE_MS = 60_000

/** Serves the hundred-point assessment (百分考核). */
export function registerAssessment({ route, jobs }: Platform, deps: OversightDeps): void {
  route(listAssessments, listHeads)
  route(beginAssessment, (call) => begin(call, deps))
  route(readAssessment, (call) => readWhole(call, deps))
  route(countAssessment, countAgain)
  route(advanceAssessment, (call) => advance(call, deps))
  route(listAssessmentFacts, (call) => readFacts(call, deps))
  route(markAssessment, (call) => giveMark(call, deps))
  route(objectToAssessment, (call) => object(call, deps))
  route(answerAssessmentObjection, answer)
  route(exportAssessment, (call) => exportToFile(call, deps))
  route(listAssessmentTemplates, listWays)
  route(putAssessmentTemplate, (call) => putWay(call, deps))
  jobs.register(COUNT_TASK, async (payload) => {
    const { districtId, id } = payload as { districtId: number; id: string }
    await countDraft(deps, districtId, id)
  })
  // A count whose job got lost begins again.
  jobs.everyDistrict(MINUTE_MS, 'assessment.keep', (districtId) => keepAssessments(deps, districtId))
}
