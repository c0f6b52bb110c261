import { useCallback, useSyncExternalStore } from 'react'

import { useSession } from '../app/session.tsx'
import { defaultColumns, readColumns, type Column } from './columns.ts'

export const DENSITIES = ['roomy', 'dense'] as const
export type Density = (typeof DENSITIES)[number]
export const ROW_px: Readonly<Record<Density, number>> = { roomy: 44, dense: 32 }

/** How somebody wants the table to look. Kept in this browser for each person who works at it. */
export interface TableLook {
  /** Null: the columns that fit the screen. */
  readonly columns: readonly Column[] | null
  readonly density: Density
  readonly withMap: boolean
}

const DEFAULT: TableLook = { columns: null, density: 'roomy', withMap: false }
const keyOf = (personId: string): string => `lx.console.queue.${personId}`

function readLook(personId: string): TableLook {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(personId)) ?? '{}')
    if (typeof stored !== 'object' || stored === null) return DEFAULT
    const { columns, density, withMap } = stored as Record<string, unknown>
    return {
      columns: readColumns(columns),
      density: DENSITIES.find((one) => one === density) ?? DEFAULT.density,
      withMap: withMap === true,
    }
  } catch (error) {
    console.info('the look of the table is not readable', error)
    return DEFAULT
  }
}

const looks = new Map<string, TableLook>()
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function lookOf(personId: string): TableLook {
  const known = looks.get(personId) ?? readLook(personId)
  looks.set(personId, known)
  return known
}

/** The look of the table, the columns that follow from it, and how to change it. */
export function useTableLook() {
  const { person } = useSession()
  const look = useSyncExternalStore(subscribe, () => lookOf(person.id))
  const change = useCallback(
    (part: Partial<TableLook>) => {
      const after = { ...lookOf(person.id), ...part }
      looks.set(person.id, after)
      try {
        localStorage.setItem(keyOf(person.id), JSON.stringify(after))
      } catch (error) {
        console.info('the look of the table is not kept', error)
      }
      for (const listener of listeners) listener()
    },
    [person.id],
  )
  return { look, columns: look.columns ?? defaultColumns(window.innerWidth), change }
}
