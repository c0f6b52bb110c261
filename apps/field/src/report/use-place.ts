import { findPosition, type PositionFailure } from '@lianxin/ui'
import type { GridBrief, ReplyOf, listGrids as contractGrids } from '@lianxin/contract'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'

import { call, callOnce } from '../app/api.ts'
import { listGrids, locateGrid } from '../app/operations.ts'
import { remembered } from '../app/remembered.ts'
import { accountOf, useActing } from '../app/session.ts'
import type { Draft } from './draft.ts'

/** Most grids offered for choosing; a community has fewer than twenty. */
const MOST = 60

type Grid = ReplyOf<typeof contractGrids>['items'][number]

/** Grids one may choose from: those of the acting post's area. */
export function useGrids(): UseQueryResult<readonly Grid[]> {
  const acting = useActing()
  const under = acting.post.grid?.path ?? ''
  return useQuery({
    queryKey: ['grids', under],
    queryFn: async ({ signal }) => {
      const query = { ...(under === '' ? {} : { under }), limit: MOST }
      const ask = async (): Promise<readonly Grid[]> => (await call(listGrids, { query, signal })).items
      return (await remembered(accountOf(acting), `grids ${under}`, ask)).value
    },
    staleTime: 10 * 60_000,
  })
}

/** Where the draft is, in words: the grid of its position, `outside` of all, or not yet known. */
export interface PlaceState {
  readonly finding: boolean
  readonly failure: PositionFailure | null
  /** Undefined while it is not known, also without a network. */
  readonly grid: Pick<GridBrief, 'name'> | null | undefined
  find(): void
}

/**
 * The place of a report: the device is asked once when the camera opens, and again on request. What was chosen by hand
 * is never overwritten.
 */
export function usePlace(draft: Draft, onChange: (part: Partial<Draft>) => void): PlaceState {
  const { position, gridId } = draft
  const [finding, setFinding] = useState(false)
  const [failure, setFailure] = useState<PositionFailure | null>(null)
  const latest = useRef({ gridId, onChange })
  useEffect(() => {
    latest.current = { gridId, onChange }
  })
  const find = useCallback(async (unlessChosen: boolean) => {
    const before = latest.current.gridId
    setFinding(true)
    setFailure(null)
    const found = await findPosition()
    setFinding(false)
    if (typeof found === 'string') setFailure(found)
    else if (!unlessChosen || latest.current.gridId === before) latest.current.onChange({ position: found })
  }, [])
  const asks = useRef(position === null && draft.replaces === null)
  useEffect(() => {
    if (!asks.current) return
    asks.current = false
    void find(true)
  }, [find])
  const located = useQuery({
    queryKey: ['grid-at', position],
    queryFn: async ({ signal }) =>
      (await callOnce(locateGrid, { query: { lon: position?.lon ?? 0, lat: position?.lat ?? 0 }, signal })).grid,
    enabled: position !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const grids = useGrids()
  const chosen = grids.data?.find(({ id }) => id === gridId)
  return { finding, failure, grid: position ? located.data : (chosen ?? null), find: () => void find(false) }
}
