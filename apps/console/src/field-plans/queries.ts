import { listClinics, listFieldPlans } from '@lianxin/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'

/** Which clinics to list; null for any. */
export interface ClinicChoice {
  readonly gridId: string | null
  readonly unitId: string | null
}

export const clinicsQuery = ({ gridId, unitId }: ClinicChoice) =>
  queryOptions({
    queryKey: ['field-plans', 'clinics', gridId, unitId],
    queryFn: ({ signal }) =>
      call(listClinics, {
        query: { ...(gridId === null ? {} : { gridId }), ...(unitId === null ? {} : { unitId }) },
        signal,
      }),
    placeholderData: keepPreviousData,
  })

/** @param month  `YYYY-MM`; empty for the latest ones */
export const plansQuery = (month: string) =>
  queryOptions({
    queryKey: ['field-plans', 'plans', month],
    queryFn: ({ signal }) => call(listFieldPlans, { query: month === '' ? {} : { month }, signal }),
    placeholderData: keepPreviousData,
  })

/** After something was planned or recorded. */
export const renewFieldPlans = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['field-plans'] })
