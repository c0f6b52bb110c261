import { listAssessmentFacts, listAssessments, listAssessmentTemplates, readAssessment } from '@lianxin/contract'
import { queryOptions } from '@tanstack/react-query'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'

/** While a month is counted it is looked at again so often. */
const COUNTING_ms = 1_000

export const headsQuery = queryOptions({
  queryKey: ['assessments'],
  queryFn: ({ signal }) => call(listAssessments, { signal }),
})

export const wholeQuery = (assessmentId: string) =>
  queryOptions({
    queryKey: ['assessments', assessmentId],
    queryFn: ({ signal }) => call(readAssessment, { params: { assessmentId }, signal }),
    refetchInterval: ({ state }) => (state.data?.countedAt === null ? COUNTING_ms : false),
  })

/** @param limit  how many at most, what speaks against the unit first */
export const factsQuery = (assessmentId: string, unitId: string, itemId: string, limit = 200) =>
  queryOptions({
    queryKey: ['assessments', assessmentId, 'facts', unitId, itemId, limit],
    queryFn: ({ signal }) =>
      call(listAssessmentFacts, { params: { assessmentId }, query: { unitId, itemId, limit }, signal }),
  })

export const waysQuery = queryOptions({
  queryKey: ['assessments', 'ways'],
  queryFn: ({ signal }) => call(listAssessmentTemplates, { signal }),
})

/** After anything was changed: all of it is read anew. */
export const renew = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['assessments'] })
