import { LoadingView, ProblemView } from '@lianxin/ui'
import { RouterProvider } from '@tanstack/react-router'
import type { ReactElement } from 'react'

import { ChoosePost } from '../access/choose-post.tsx'
import { SignIn } from '../access/sign-in.tsx'
import { router } from './router.tsx'
import { ActingContext, useSessionQuery } from './session.ts'

/** Who is here: nobody signs in, somebody without a post chooses one, everybody else gets the pages. */
export function Gate(): ReactElement {
  const session = useSessionQuery()
  if (session.data === undefined)
    return session.isError ? (
      <main className="page">
        <ProblemView error={session.error} onRetry={() => void session.refetch()} />
      </main>
    ) : (
      <LoadingView />
    )
  if (session.data === null) return <SignIn />
  const { post } = session.data
  if (!post) return <ChoosePost session={session.data} />
  return (
    <ActingContext value={{ ...session.data, post }}>
      <RouterProvider router={router} key={post.id} />
    </ActingContext>
  )
}
