import { useQuery } from '@tanstack/react-query'
import { LoadingView, ProblemView } from '@lianxin/ui'
import { useEffect, useState } from 'react'

import { ChoosePost } from '../sign-in/choose-post.tsx'
import { ExpiredDialog } from '../sign-in/expired-dialog.tsx'
import { SignInPage } from '../sign-in/sign-in-page.tsx'
import { onSignedOut } from './api.ts'
import { DraftsReady } from './drafts-ready.tsx'
import { queryClient, sessionQuery } from './queries.ts'
import { SessionContext, type ActingSession } from './session.tsx'
import { Shell } from './shell.tsx'

const acts = (session: { post: unknown }): session is ActingSession => session.post !== null

/** The door: sign-in, then the post, then the shell. A session that ends later keeps the page and asks above it. */
export function Gate() {
  const session = useQuery(sessionQuery)
  const [expired, setExpired] = useState(false)
  useEffect(
    () =>
      onSignedOut(() => {
        if (queryClient.getQueryData(sessionQuery.queryKey)) setExpired(true)
      }),
    [],
  )

  if (session.isPending) return <LoadingView />
  if (session.data === undefined) return <ProblemView error={session.error} onRetry={() => void session.refetch()} />
  if (session.data === null) return <SignInPage />
  if (!acts(session.data)) return <ChoosePost session={session.data} />
  return (
    <SessionContext value={session.data}>
      <DraftsReady owner={session.data.person.id}>
        <Shell />
      </DraftsReady>
      {expired && <ExpiredDialog personName={session.data.person.name} onSignedIn={() => setExpired(false)} />}
    </SessionContext>
  )
}
