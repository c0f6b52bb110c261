import { LoadingView } from '@lianxin/ui'
import { Suspense, use, type ReactNode } from 'react'

import { openDrafts } from './drafts.ts'

function Opened({ owner, children }: { readonly owner: string; readonly children: ReactNode }) {
  use(openDrafts(owner))
  return children
}

/** Waits for the drafts of a person, some milliseconds, so that every form finds its own at once. */
export function DraftsReady({ owner, children }: { readonly owner: string; readonly children: ReactNode }) {
  return (
    <Suspense fallback={<LoadingView />}>
      <Opened owner={owner}>{children}</Opened>
    </Suspense>
  )
}
