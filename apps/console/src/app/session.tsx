import { choosePost, type Permission, type PostBrief, type SessionView } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { createContext, useContext } from 'react'

import { call } from './api.ts'
import { queryClient, sessionQuery } from './queries.ts'

/** A session in which a post was chosen: what every screen behind the door may rely on. */
export type ActingSession = SessionView & { readonly post: PostBrief }

export const SessionContext = createContext<ActingSession | null>(null)

/** The acting session. Only below the shell, which is drawn for nobody else. */
export function useSession(): ActingSession {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession outside of the shell')
  return session
}

/** Whether the acting post carries the right. Hides what would be refused; the server decides. */
export function useMay(right: Permission): boolean {
  return useSession().permissions.includes(right)
}

/** Changes the acting post: everything that was fetched in the old one is forgotten. */
export function useChoosePost() {
  return useMutation({
    mutationFn: (postId: string) => call(choosePost, { body: { postId } }),
    onSuccess: (session) => {
      queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
      queryClient.setQueryData(sessionQuery.queryKey, session)
    },
  })
}
