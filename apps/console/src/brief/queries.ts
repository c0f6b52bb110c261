import { listBriefs, readBrief } from '@lianxin/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'

/** While a brief is produced it is looked for again so often. */
const PRODUCING_ms = 1_500

export const listQuery = (query: { readonly month?: string; readonly unitId?: string }) =>
  queryOptions({
    queryKey: ['briefs', 'list', query],
    queryFn: ({ signal }) => call(listBriefs, { query, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ producedAt }) => producedAt === null) ? PRODUCING_ms : false,
  })

export const briefQuery = (briefId: string) =>
  queryOptions({
    queryKey: ['briefs', briefId],
    queryFn: ({ signal }) => call(readBrief, { params: { briefId }, signal }),
    refetchInterval: ({ state }) => (state.data?.content === null ? PRODUCING_ms : false),
  })

/** After one was asked for. */
export const renew = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['briefs'] })
