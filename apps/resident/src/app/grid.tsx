import { createContext, useCallback, useContext, useMemo, useState, type ReactElement, type ReactNode } from 'react'

import { keep, kept } from './kept.ts'

interface KnownGrid {
  /** The base grid that this device asked about last; null before. */
  readonly gridId: string | null
  readonly setGridId: (gridId: string | null) => void
}
const GridContext = createContext<KnownGrid>({ gridId: null, setGridId: () => {} })
const STORE = 'lianxin.resident.grid'

/** Remembers, on this device only, which grid was found last, so that its worker can be called from every screen. */
export function GridProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [gridId, put] = useState<string | null>(() => kept(STORE) || null)
  const setGridId = useCallback((id: string | null) => {
    keep(STORE, id ?? '')
    put(id)
  }, [])
  const known = useMemo(() => ({ gridId, setGridId }), [gridId, setGridId])
  return <GridContext value={known}>{children}</GridContext>
}

export const useKnownGrid = (): KnownGrid => useContext(GridContext)
