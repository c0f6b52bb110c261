import { problemIn } from '@lianxin/ui'
import type { Permission, SessionView } from '@lianxin/contract'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { createContext, useContext } from 'react'

import { call, queries } from './api.ts'
import { closeSession, readSession } from './operations.ts'

/** Who is signed in; null for nobody. */
export function useSessionQuery(): UseQueryResult<SessionView | null> {
  return useQuery({
    queryKey: ['session'],
    queryFn: async ({ signal }) => {
      try {
        return await call(readSession, { signal })
      } catch (error) {
        if (problemIn(error)?.status === 401) return null
        throw error
      }
    },
    staleTime: 5 * 60_000,
  })
}

/** A session in which a post was chosen. */
export type Acting = SessionView & { readonly post: NonNullable<SessionView['post']> }
export const ActingContext = createContext<Acting | null>(null)

/** The acting session; only below the gate. */
export function useActing(): Acting {
  const acting = useContext(ActingContext)
  if (!acting) throw new Error('no acting session here')
  return acting
}

export function useRight(permission: Permission): boolean {
  return useActing().permissions.includes(permission)
}

/** Puts in a new session and forgets what the one before had seen. */
export function putSession(session: SessionView | null): void {
  queries.setQueryData(['session'], session)
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
}

export async function signOut(): Promise<void> {
  await call(closeSession)
  putSession(null)
}
