import { LoadingView, ProblemView } from '@lianxin/ui'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'

import { ToDoPage } from '../ticket/to-do-page.tsx'
import { Shell } from './shell.tsx'

/** `act`: a refused act that is being changed. */
interface ActSearch {
  readonly act?: string
}
const withAct = ({ act }: Record<string, unknown>): ActSearch => (typeof act === 'string' ? { act } : {})

const root = createRootRoute({ component: Shell })
const todos = createRoute({ getParentRoute: () => root, path: '/', component: ToDoPage })
const ticket = createRoute({
  getParentRoute: () => root,
  path: '/t/$ticketId',
  validateSearch: withAct,
  component: lazyRouteComponent(() => import('../ticket/ticket-page.tsx'), 'TicketPage'),
})
/** `visit`: the report of what was found on a visit by this plan. */
interface ReportSearch extends ActSearch {
  readonly visit?: string
}
const withVisit = ({ act, visit }: Record<string, unknown>): ReportSearch => ({
  ...withAct({ act }),
  ...(typeof visit === 'string' ? { visit } : {}),
})
const report = createRoute({
  getParentRoute: () => root,
  path: '/report',
  validateSearch: withVisit,
  component: lazyRouteComponent(() => import('../report/report-page.tsx'), 'ReportPage'),
})
const grid = createRoute({
  getParentRoute: () => root,
  path: '/grid',
  component: lazyRouteComponent(() => import('../grid/grid-page.tsx'), 'GridPage'),
})
const outbox = createRoute({
  getParentRoute: () => root,
  path: '/outbox',
  component: lazyRouteComponent(() => import('../outbox/outbox-page.tsx'), 'OutboxPage'),
})
const visits = createRoute({
  getParentRoute: () => root,
  path: '/visits',
  component: lazyRouteComponent(() => import('../visits/visits-page.tsx'), 'VisitsPage'),
})
const me = createRoute({
  getParentRoute: () => root,
  path: '/me',
  component: lazyRouteComponent(() => import('../me/me-page.tsx'), 'MePage'),
})

export const router = createRouter({
  routeTree: root.addChildren([todos, ticket, report, visits, grid, outbox, me]),
  basepath: '/field',
  scrollRestoration: true,
  defaultPendingComponent: LoadingView,
  defaultErrorComponent: ({ error, reset }) => <ProblemView error={error} onRetry={reset} />,
  defaultNotFoundComponent: ToDoPage,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
