import { listClinics, listFieldPlans } from '@lianxin/contract'
import { queryOptions } from '@tanstack/react-query'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'

export const clinicsQuery = queryOptions({
  queryKey: ['field-plans', 'clinics'],
  queryFn: ({ signal }) => call(listClinics, { signal }),
})

export const plansQuery = queryOptions({
  queryKey: ['field-plans', 'plans'],
  queryFn: ({ signal }) => call(listFieldPlans, { signal }),
})

/** After something was planned or recorded. */
export const renewFieldPlans = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['field-plans'] })
