import { createContext, useContext, useMemo, useState, type ReactElement, type ReactNode } from 'react'

interface KnownGrid {
  /** The base grid that the place on this page lies in, once it is known. */
  readonly gridId: string | null
  readonly setGridId: (gridId: string | null) => void
}
const GridContext = createContext<KnownGrid>({ gridId: null, setGridId: () => {} })

/** Remembers, for this visit only, which grid the page is about, so that its worker can be called from every screen. */
export function GridProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [gridId, setGridId] = useState<string | null>(null)
  const known = useMemo(() => ({ gridId, setGridId }), [gridId])
  return <GridContext value={known}>{children}</GridContext>
}

export const useKnownGrid = (): KnownGrid => useContext(GridContext)
