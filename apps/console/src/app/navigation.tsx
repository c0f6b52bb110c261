import {
  AlertOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BarChartOutlined,
  BookOutlined,
  DesktopOutlined,
  CalendarOutlined,
  ClusterOutlined,
  EnvironmentOutlined,
  FileTextOutlined,
  FileSearchOutlined,
  FontSizeOutlined,
  IdcardOutlined,
  InboxOutlined,
  NodeIndexOutlined,
  PhoneOutlined,
  QuestionCircleOutlined,
  ScheduleOutlined,
  SolutionOutlined,
  TrophyOutlined,
} from '@ant-design/icons'
import type { Permission } from '@lianxin/contract'
import type { ReactNode } from 'react'

/** A screen of the console: where it lies, what it is called, and which right it asks for. */
export interface Screen {
  readonly path:
    | '/queue'
    | '/map'
    | '/figures'
    | '/assessments'
    | '/briefs'
    | '/intake'
    | '/inquiries'
    | '/grids'
    | '/organisation'
    | '/catalogue'
    | '/calendar'
    | '/duty'
    | '/texts'
    | '/walls'
    | '/orders'
    | '/inspections'
    | '/responsibility'
    | '/field-plans'
    | '/accounts'
    | '/audit'
  readonly label: string
  /** Any of these rights opens it. */
  readonly rights: readonly Permission[]
  readonly icon: ReactNode
}

export const SCREENS: readonly Screen[] = [
  { path: '/queue', label: 'nav.queue', rights: ['ticket.read'], icon: <InboxOutlined /> },
  { path: '/map', label: 'nav.map', rights: ['grid.read'], icon: <EnvironmentOutlined /> },
  { path: '/figures', label: 'figures.title', rights: ['figure.read'], icon: <BarChartOutlined /> },
  { path: '/briefs', label: 'brief.title', rights: ['figure.read'], icon: <FileTextOutlined /> },
  { path: '/assessments', label: 'assessment.title', rights: ['assessment.read'], icon: <TrophyOutlined /> },
  { path: '/intake', label: 'nav.intake', rights: ['ticket.report'], icon: <PhoneOutlined /> },
  { path: '/orders', label: 'orders.nav', rights: ['order.read'], icon: <AlertOutlined /> },
  { path: '/inquiries', label: 'inquiry.nav', rights: ['inquiry.read'], icon: <QuestionCircleOutlined /> },
  {
    path: '/inspections',
    label: 'inspections.nav',
    rights: ['inspection.check', 'inspection.read'],
    icon: <FileSearchOutlined />,
  },
  {
    path: '/responsibility',
    label: 'responsibility.nav',
    rights: ['responsibility.read'],
    icon: <NodeIndexOutlined />,
  },
  { path: '/field-plans', label: 'fieldPlans.nav', rights: ['fieldPlan.read'], icon: <SolutionOutlined /> },
  { path: '/grids', label: 'nav.grids', rights: ['grid.read'], icon: <ClusterOutlined /> },
  { path: '/organisation', label: 'nav.organisation', rights: ['organisation.read'], icon: <ApartmentOutlined /> },
  { path: '/duty', label: 'nav.duty', rights: ['organisation.read'], icon: <ScheduleOutlined /> },
  { path: '/catalogue', label: 'nav.catalogue', rights: ['catalogue.write', 'ticket.read'], icon: <BookOutlined /> },
  { path: '/calendar', label: 'nav.calendar', rights: ['calendar.write', 'ticket.read'], icon: <CalendarOutlined /> },
  { path: '/texts', label: 'texts.nav', rights: ['setting.read'], icon: <FontSizeOutlined /> },
  { path: '/walls', label: 'wall.nav', rights: ['wall.write'], icon: <DesktopOutlined /> },
  { path: '/accounts', label: 'nav.accounts', rights: ['account.write'], icon: <IdcardOutlined /> },
  { path: '/audit', label: 'nav.audit', rights: ['audit.read'], icon: <AuditOutlined /> },
]

/** The screens these rights open, in the order of the navigation. */
export function screensFor(permissions: readonly Permission[]): readonly Screen[] {
  return SCREENS.filter((screen) => screen.rights.some((right) => permissions.includes(right)))
}

/** What a post is there for, where that is not the first screen of the navigation. */
const STARTS = [
  ['ticket.read', '/queue'],
  ['audit.read', '/audit'],
  ['account.write', '/accounts'],
  ['organisation.write', '/organisation'],
] as const satisfies readonly (readonly [Permission, Screen['path']])[]

/** The screen a post begins the day on; undefined where these rights open none. */
export function firstScreenFor(permissions: readonly Permission[]): Screen['path'] | undefined {
  return STARTS.find(([right]) => permissions.includes(right))?.[1] ?? screensFor(permissions)[0]?.path
}
