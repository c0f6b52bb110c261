import { findCount, listViews, putView, removeView, type BodyOf, type SavedView } from '@lianxin/contract'
import { queryOptions, useMutation, useQueries, useQuery } from '@tanstack/react-query'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'

const viewsQuery = queryOptions({
  queryKey: ['saved-views'],
  queryFn: ({ signal }) => call(listViews, { signal }),
  staleTime: 60_000,
})

/** One's own views and those shared with one's unit. */
export function useViews() {
  return useQuery(viewsQuery)
}

const refresh = () => queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey })

export function usePutView() {
  return useMutation({
    mutationFn: ({ viewId, body }: { readonly viewId: string; readonly body: BodyOf<typeof putView> }) =>
      call(putView, { params: { viewId }, body }),
    onSuccess: refresh,
  })
}

export function useRemoveView() {
  return useMutation({
    mutationFn: (viewId: string) => call(removeView, { params: { viewId } }),
    onSuccess: refresh,
  })
}

/** A view counts no further than the work lists do. */
export const COUNTED = 1000
const COUNT_EVERY_ms = 60_000

/** Counting a search by words, or everything that ever was, costs more than the number is worth. */
const isCheap = ({ query }: SavedView): boolean => query.list !== 'all' && query.q === undefined

/** How many tickets each view finds, where counting is cheap; by id. */
export function useViewCounts(views: readonly SavedView[]): ReadonlyMap<string, number> {
  const cheap = views.filter(isCheap)
  const answers = useQueries({
    queries: cheap.map(({ query }) => {
      const { sort: _sort, ...filter } = query
      return {
        queryKey: ['ticket-found', filter, COUNTED],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          call(findCount, { query: { ...filter, most: COUNTED }, signal }),
        staleTime: COUNT_EVERY_ms / 2,
        refetchInterval: COUNT_EVERY_ms,
      }
    }),
  })
  return new Map(
    cheap.flatMap((view, nth) => {
      const found = answers[nth]?.data?.found
      return found === undefined ? [] : [[view.id, found] as const]
    }),
  )
}
