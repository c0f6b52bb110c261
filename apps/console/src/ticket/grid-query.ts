import { readGrid } from '@lianxin/contract'
import { queryOptions } from '@tanstack/react-query'

import { call } from '../app/api.ts'

/** A grid with its outline and its staff; both change seldom. */
export const gridQuery = (gridId: string) =>
  queryOptions({
    queryKey: ['grid', gridId],
    queryFn: ({ signal }) => call(readGrid, { params: { gridId }, signal }),
    staleTime: 600_000,
  })
