import { BrokenView } from '@lianxin/ui'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'

import { readFigureSearch } from '../figures/search.ts'
import { readMapSearch } from '../map/search.ts'
import { readInquirySearch } from '../inquiry/search.ts'
import { readQueueSearch } from '../queue/search.ts'
import { Gate } from './gate.tsx'
import { LostPage } from './lost-page.tsx'

const root = createRootRoute({ notFoundComponent: LostPage })

const link = createRoute({
  getParentRoute: () => root,
  path: '/link/$token',
  component: lazyRouteComponent(() => import('../sign-in/link-page.tsx'), 'LinkPage'),
})

/** A screen in a hall: its key is its right, nobody signs in there. */
const wall = createRoute({
  getParentRoute: () => root,
  path: '/wall',
  component: lazyRouteComponent(() => import('../wall/wall-page.tsx'), 'WallPage'),
})

/** Everything below asks for a session and draws the shell. */
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Gate })

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('./home.tsx'), 'Home'),
})

const queue = createRoute({
  getParentRoute: () => inside,
  path: '/queue',
  validateSearch: readQueueSearch,
  component: lazyRouteComponent(() => import('../queue/queue-page.tsx'), 'QueuePage'),
})

const ticket = createRoute({
  getParentRoute: () => inside,
  path: '/tickets/$ticketId',
  component: lazyRouteComponent(() => import('../ticket/ticket-page.tsx'), 'TicketPage'),
})

const map = createRoute({
  getParentRoute: () => inside,
  path: '/map',
  validateSearch: readMapSearch,
  component: lazyRouteComponent(() => import('../map/map-page.tsx'), 'MapPage'),
})

const figures = createRoute({
  getParentRoute: () => inside,
  path: '/figures',
  validateSearch: readFigureSearch,
  component: lazyRouteComponent(() => import('../figures/figures-page.tsx'), 'FiguresPage'),
})

const assessments = createRoute({
  getParentRoute: () => inside,
  path: '/assessments',
  validateSearch: (search): { readonly id?: string; readonly unit?: string } => ({
    ...(typeof search['id'] === 'string' ? { id: search['id'] } : {}),
    ...(typeof search['unit'] === 'string' ? { unit: search['unit'] } : {}),
  }),
  component: lazyRouteComponent(() => import('../assessment/assessment-page.tsx'), 'AssessmentPage'),
})

const briefs = createRoute({
  getParentRoute: () => inside,
  path: '/briefs',
  validateSearch: (search): { readonly month?: string; readonly unit?: string } => ({
    ...(typeof search['month'] === 'string' ? { month: search['month'] } : {}),
    ...(typeof search['unit'] === 'string' ? { unit: search['unit'] } : {}),
  }),
  component: lazyRouteComponent(() => import('../brief/briefs-page.tsx'), 'BriefsPage'),
})

const brief = createRoute({
  getParentRoute: () => inside,
  path: '/briefs/$briefId',
  component: lazyRouteComponent(() => import('../brief/brief-page.tsx'), 'BriefPage'),
})

const intake = createRoute({
  getParentRoute: () => inside,
  path: '/intake',
  component: lazyRouteComponent(() => import('../intake/intake-page.tsx'), 'IntakePage'),
})

const inquiries = createRoute({
  getParentRoute: () => inside,
  path: '/inquiries',
  validateSearch: readInquirySearch,
  component: lazyRouteComponent(() => import('../inquiry/inquiries-page.tsx'), 'InquiriesPage'),
})

const grids = createRoute({
  getParentRoute: () => inside,
  path: '/grids',
  validateSearch: (search): { readonly grid?: string; readonly tab?: string } => ({
    ...(typeof search['grid'] === 'string' ? { grid: search['grid'] } : {}),
    ...(typeof search['tab'] === 'string' ? { tab: search['tab'] } : {}),
  }),
  component: lazyRouteComponent(() => import('../grids/grids-page.tsx'), 'GridsPage'),
})

const gridEdit = createRoute({
  getParentRoute: () => inside,
  path: '/grid-edit/$gridId',
  component: lazyRouteComponent(() => import('../grids/edit/edit-page.tsx'), 'GridEditPage'),
})

const gridCard = createRoute({
  getParentRoute: () => inside,
  path: '/grid-card/$gridId',
  component: lazyRouteComponent(() => import('../grids/grid-card-page.tsx'), 'GridCardPage'),
})

const organisation = createRoute({
  getParentRoute: () => inside,
  path: '/organisation',
  validateSearch: (search): { readonly tab?: string; readonly unit?: string } => ({
    ...(typeof search['tab'] === 'string' ? { tab: search['tab'] } : {}),
    ...(typeof search['unit'] === 'string' ? { unit: search['unit'] } : {}),
  }),
  component: lazyRouteComponent(() => import('../organisation/organisation-page.tsx'), 'OrganisationPage'),
})

const catalogue = createRoute({
  getParentRoute: () => inside,
  path: '/catalogue',
  component: lazyRouteComponent(() => import('../catalogue/catalogue-page.tsx'), 'CataloguePage'),
})

const calendar = createRoute({
  getParentRoute: () => inside,
  path: '/calendar',
  component: lazyRouteComponent(() => import('../calendar/calendar-page.tsx'), 'CalendarPage'),
})

const duty = createRoute({
  getParentRoute: () => inside,
  path: '/duty',
  component: lazyRouteComponent(() => import('../duty/duty-page.tsx'), 'DutyPage'),
})

const orders = createRoute({
  getParentRoute: () => inside,
  path: '/orders',
  validateSearch: (search): { readonly tab?: string } =>
    typeof search['tab'] === 'string' ? { tab: search['tab'] } : {},
  component: lazyRouteComponent(() => import('../orders/orders-page.tsx'), 'OrdersPage'),
})

const fieldPlans = createRoute({
  getParentRoute: () => inside,
  path: '/field-plans',
  validateSearch: (search): { readonly tab?: string } =>
    typeof search['tab'] === 'string' ? { tab: search['tab'] } : {},
  component: lazyRouteComponent(() => import('../field-plans/field-plans-page.tsx'), 'FieldPlansPage'),
})

const inspections = createRoute({
  getParentRoute: () => inside,
  path: '/inspections',
  validateSearch: (search): { readonly tab?: string; readonly id?: string } => ({
    ...(typeof search['tab'] === 'string' ? { tab: search['tab'] } : {}),
    ...(typeof search['id'] === 'string' ? { id: search['id'] } : {}),
  }),
  component: lazyRouteComponent(() => import('../inspections/inspections-page.tsx'), 'InspectionsPage'),
})

const responsibility = createRoute({
  getParentRoute: () => inside,
  path: '/responsibility',
  validateSearch: (search): { readonly tab?: string } =>
    typeof search['tab'] === 'string' ? { tab: search['tab'] } : {},
  component: lazyRouteComponent(() => import('../responsibility/responsibility-page.tsx'), 'ResponsibilityPage'),
})

const walls = createRoute({
  getParentRoute: () => inside,
  path: '/walls',
  component: lazyRouteComponent(() => import('../wall/walls-page.tsx'), 'WallsPage'),
})

const texts = createRoute({
  getParentRoute: () => inside,
  path: '/texts',
  validateSearch: (search): { readonly tab?: string } =>
    typeof search['tab'] === 'string' ? { tab: search['tab'] } : {},
  component: lazyRouteComponent(() => import('../texts/texts-page.tsx'), 'TextsPage'),
})

const accounts = createRoute({
  getParentRoute: () => inside,
  path: '/accounts',
  component: lazyRouteComponent(() => import('../accounts/accounts-page.tsx'), 'AccountsPage'),
})

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  component: lazyRouteComponent(() => import('../audit/audit-page.tsx'), 'AuditPage'),
})

const routeTree = root.addChildren([
  link,
  wall,
  inside.addChildren([
    home,
    queue,
    ticket,
    map,
    figures,
    assessments,
    briefs,
    brief,
    intake,
    inquiries,
    grids,
    gridCard,
    gridEdit,
    organisation,
    catalogue,
    calendar,
    duty,
    texts,
    orders,
    inspections,
    responsibility,
    fieldPlans,
    walls,
    accounts,
    audit,
  ]),
])

/** The routes of the console; each screen arrives when it is opened. */
export const router = createRouter({
  routeTree,
  basepath: '/console',
  defaultPreload: 'intent',
  defaultErrorComponent: BrokenView,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
