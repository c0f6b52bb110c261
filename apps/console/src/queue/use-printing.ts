import { listTickets, type TicketQuery, type TicketRow } from '@lianxin/contract'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

import { call } from '../app/api.ts'

/** So many rows are fetched for a print; more nobody reads on paper. */
export const MOST_PRINTED = 500

/** Whether the page is being printed; the sheet is drawn only then. */
export function useIsPrinting(): boolean {
  const [isPrinting, setPrinting] = useState(() => matchMedia('print').matches)
  useEffect(() => {
    const media = matchMedia('print')
    // The picture is taken as soon as this returns.
    const change = ({ matches }: { readonly matches: boolean }) => flushSync(() => setPrinting(matches))
    media.addEventListener('change', change)
    return () => media.removeEventListener('change', change)
  }, [])
  return isPrinting
}

/**
 * Fetches the rows for a print and opens the browser's dialog. Printing by the browser's own menu takes what is loaded.
 * @returns the rows fetched for this list, and what to call
 */
export function usePrint(question: TicketQuery, of: string) {
  const [fetched, setFetched] = useState<{ readonly of: string; readonly rows: readonly TicketRow[] } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const print = async () => {
    setError(null)
    try {
      const { items } = await call(listTickets, { query: { ...question, limit: MOST_PRINTED } })
      flushSync(() => setFetched({ of, rows: items }))
      window.print()
    } catch (failed) {
      setError(failed)
    } finally {
      setFetched(null)
    }
  }
  return { rows: fetched?.of === of ? fetched.rows : null, error, print: () => void print() }
}
