import { Navigate } from '@tanstack/react-router'

import { NoRight } from './lost-page.tsx'
import { screensFor } from './navigation.tsx'
import { useSession } from './session.tsx'

/** Starts everybody on the first screen of their post. */
export function Home() {
  const [first] = screensFor(useSession().permissions)
  return first ? <Navigate to={first.path} replace /> : <NoRight />
}
