import { LoadingView, ProblemView } from '@lianxin/ui'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, type ReactElement } from 'react'

import { ChoosePost } from '../access/choose-post.tsx'
import { SignIn } from '../access/sign-in.tsx'
import { startOutbox } from '../outbox/outbox.ts'
import { reportFault } from './api.ts'
import { router } from './router.tsx'
import { accountOf, ActingContext, useSessionQuery } from './session.ts'

/** Who is here: nobody signs in, somebody without a post chooses one, everybody else gets the pages. */
export function Gate(): ReactElement {
  const session = useSessionQuery()
  const post = session.data?.post
  const account = session.data ? accountOf(session.data) : undefined
  useEffect(() => {
    startOutbox(account !== undefined && post ? { account, postId: post.id } : null).catch(reportFault)
  }, [account, post])
  if (session.data === undefined)
    return session.isError ? (
      <main className="page">
        <ProblemView error={session.error} onRetry={() => void session.refetch()} />
      </main>
    ) : (
      <LoadingView />
    )
  if (session.data === null) return <SignIn />
  if (!post) return <ChoosePost session={session.data} />
  return (
    <ActingContext value={{ ...session.data, post }}>
      <RouterProvider router={router} key={post.id} />
    </ActingContext>
  )
}
