import { listChecks, listInspections, readInspection } from '@lianxin/contract'
import { queryOptions } from '@tanstack/react-query'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'

/** Draws and results by unit. */
export const drawsQuery = queryOptions({
  queryKey: ['inspections', 'list'],
  queryFn: ({ signal }) => call(listInspections, { signal }),
})

/** One draw with its checks. */
export const drawQuery = (inspectionId: string) =>
  queryOptions({
    queryKey: ['inspections', 'one', inspectionId],
    queryFn: ({ signal }) => call(readInspection, { params: { inspectionId }, signal }),
  })

/** What the person at the screen is to check. */
export const checksQuery = queryOptions({
  queryKey: ['inspections', 'checks'],
  queryFn: ({ signal }) => call(listChecks, { signal }),
})

/** After something was drawn, recorded or handed over. */
export const renewInspections = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['inspections'] })
