import { LoadingView, ProblemView } from '@lianxin/ui'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'

import { ToDoPage } from '../ticket/to-do-page.tsx'
import { Shell } from './shell.tsx'

const root = createRootRoute({ component: Shell })
const todos = createRoute({ getParentRoute: () => root, path: '/', component: ToDoPage })
const ticket = createRoute({
  getParentRoute: () => root,
  path: '/t/$ticketId',
  component: lazyRouteComponent(() => import('../ticket/ticket-page.tsx'), 'TicketPage'),
})
const report = createRoute({
  getParentRoute: () => root,
  path: '/report',
  component: lazyRouteComponent(() => import('../report/report-page.tsx'), 'ReportPage'),
})
const grid = createRoute({
  getParentRoute: () => root,
  path: '/grid',
  component: lazyRouteComponent(() => import('../grid/grid-page.tsx'), 'GridPage'),
})
const me = createRoute({
  getParentRoute: () => root,
  path: '/me',
  component: lazyRouteComponent(() => import('../me/me-page.tsx'), 'MePage'),
})

export const router = createRouter({
  routeTree: root.addChildren([todos, ticket, report, grid, me]),
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
