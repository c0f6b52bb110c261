import { isNetworkError, problemIn } from '@lianxin/ui'
import type { Permission, SessionView } from '@lianxin/contract'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { createContext, useContext } from 'react'

import { dropDrafts } from '../report/draft.ts'
import { callOnce, call, log, queries, reportFault } from './api.ts'
import { closeSession, readSession } from './operations.ts'

/** Under this key the last session is kept, so that the page opens without a network. */
const KEPT = 'session'

/** Whose acts and reads these are: a person in a district. */
export const accountOf = ({ district, person }: Pick<SessionView, 'district' | 'person'>): string =>
  `${district.id}:${person.id}`

async function readOrRemember(signal: AbortSignal): Promise<SessionView | null> {
  try {
    const session = await callOnce(readSession, { signal })
    await keepSession(session)
    return session
  } catch (error) {
    if (problemIn(error)?.status === 401) return null
    const kept = isNetworkError(error) ? await log.findRead(KEPT) : undefined
    if (!kept) throw error
    return kept.value as SessionView
  }
}

async function keepSession(session: SessionView): Promise<void> {
  await log.keepRead({ key: KEPT, account: accountOf(session), value: session, at_ms: Date.now() }).catch(reportFault)
}

/** Who is signed in; null for nobody. Without a network, who was. */
export function useSessionQuery(): UseQueryResult<SessionView | null> {
  return useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => readOrRemember(signal),
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
  if (session) void keepSession(session)
}

/** Ends the session and wipes what this telephone kept of the person, also what was not sent: ask before. */
export async function signOut(session: SessionView): Promise<void> {
  await call(closeSession)
  await log.wipe(accountOf(session))
  dropDrafts(accountOf(session))
  putSession(null)
}
