import { Outlet, useRouterState } from '@tanstack/react-router'

import { NoRight } from './lost-page.tsx'
import { SCREENS } from './navigation.tsx'
import { useSession } from './session.tsx'

/** Draws the screen, or says that the acting post has no right to it. */
export function Guarded() {
  const { permissions } = useSession()
  const here = useRouterState({ select: (state) => state.location.pathname })
  const screen = SCREENS.find((one) => here.startsWith(one.path))
  const open = screen === undefined || screen.rights.some((right) => permissions.includes(right))
  return open ? <Outlet /> : <NoRight />
}
