import { Navigate } from '@tanstack/react-router'

import { NoRight } from './lost-page.tsx'
import { firstScreenFor } from './navigation.tsx'
import { useSession } from './session.tsx'

/** Starts everybody on the screen their post is there for. */
export function Home() {
  const first = firstScreenFor(useSession().permissions)
  return first ? <Navigate to={first} replace /> : <NoRight />
}
