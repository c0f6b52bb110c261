import { readOutlines } from '@lianxin/contract'
import { queryOptions } from '@tanstack/react-query'

import { call } from '../app/api.ts'

/** Outlines of one level, for drawing. Some hundred grids; larger districts are drawn from tiles. */
export const outlinesQuery = (level: number, under?: string, status: 'active' | 'draft' = 'active') =>
  queryOptions({
    queryKey: ['grids', 'outlines', level, under ?? '', status],
    queryFn: async ({ signal }): Promise<GeoJSON.FeatureCollection> => {
      const { features } = await call(readOutlines, { query: { level, under, status }, signal })
      return { type: 'FeatureCollection', features: features as GeoJSON.Feature[] }
    },
    staleTime: 600_000,
  })
