import { listMacros } from '@lianxin/contract'
import { queryOptions } from '@tanstack/react-query'

import { call } from '../app/api.ts'

/** Macros change rarely; a colleague's new one is there within a few minutes. */
const FRESH_ms = 300_000

export const macrosQuery = queryOptions({
  queryKey: ['macros'],
  queryFn: ({ signal }) => call(listMacros, { signal }),
  staleTime: FRESH_ms,
})
