import { newId } from '@lianxin/client'
import type { BodyOf, recordVisit as contractRecord, VisitPlanView } from '@lianxin/contract'
import type { VisitOutcome } from '@lianxin/domain'
import { keepPreviousData, useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useRef } from 'react'

import { call, callOnce, queries } from '../app/api.ts'
import { listVisitPlans, recordVisit } from '../app/operations.ts'
import { remembered, type Seen } from '../app/remembered.ts'
import { accountOf, useActing } from '../app/session.ts'

/** What is shown at once; who has more to do begins with these. */
export const MOST = 200

export interface Visits {
  readonly items: readonly VisitPlanView[]
  readonly hasMore: boolean
}

/** Places and organisations of one's own grids, due first; only those due, or all. */
export function useVisits(due: boolean): UseQueryResult<Seen<Visits>> {
  const { post, ...session } = useActing()
  return useQuery({
    queryKey: ['visits', due],
    queryFn: ({ signal }) =>
      remembered(accountOf(session), `visits ${post.id} ${due ? 'due' : 'all'}`, async () => {
        const query = { limit: MOST, ...(due ? { due } : {}) }
        const { items, nextCursor } = await callOnce(listVisitPlans, { query, signal })
        return { items, hasMore: nextCursor !== null }
      }),
    placeholderData: keepPreviousData,
  })
}

interface Told {
  readonly outcome: VisitOutcome
  readonly ticketId?: string
}

/** Records the outcome of a visit. Pressed again after a failure it is the same visit: it never counts twice. */
export function useRecord(plan: VisitPlanView, onRecorded: (plan: VisitPlanView, outcome: VisitOutcome) => void) {
  const begun = useRef<BodyOf<typeof contractRecord> | null>(null)
  return useMutation({
    mutationFn: ({ outcome, ticketId }: Told) => {
      const before = begun.current
      const isAgain = before !== null && before.outcome === outcome && before.ticketId === ticketId
      const body = isAgain
        ? before
        : { id: newId(), at: new Date().toISOString(), outcome, ...(ticketId === undefined ? {} : { ticketId }) }
      begun.current = body
      return call(recordVisit, { params: { planId: plan.id }, body })
    },
    onSuccess: (after, { outcome }) => {
      begun.current = null
      void queries.invalidateQueries({ queryKey: ['visits'] })
      onRecorded(after, outcome)
    },
  })
}
