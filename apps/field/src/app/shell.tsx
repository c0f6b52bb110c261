import { useTranslation } from '@lianxin/ui'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import type { ReactElement } from 'react'

import { LiveBanner } from './live.tsx'
import { useRight } from './session.ts'

/** Simple drawings for the four pages. */
const ICONS = {
  todos: 'M5 5h14v14H5zM8 10l2 2 5-5M8 16h8',
  report: 'M4 8h3l2-3h6l2 3h3v11H4zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z',
  grid: 'M4 4h16v16H4zM4 10h16M4 15h16M10 4v16M15 4v16',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21a8 8 0 0 1 16 0',
} as const

function Tab({
  to,
  name,
}: {
  readonly to: '/' | '/report' | '/grid' | '/me'
  readonly name: keyof typeof ICONS
}): ReactElement {
  const { t } = useTranslation()
  return (
    <Link to={to} activeOptions={{ exact: true }}>
      <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" aria-hidden="true">
        <path d={ICONS[name]} strokeLinejoin="round" strokeLinecap="round" />
      </svg>
      {t(`tab.${name}`)}
    </Link>
  )
}

/** Content, news from the live stream, and the four pages at the thumb. A ticket has the whole screen. */
export function Shell(): ReactElement {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const mayRead = useRight('ticket.read')
  const mayReport = useRight('ticket.report')
  return (
    <>
      <LiveBanner />
      <Outlet />
      {!pathname.startsWith('/t/') && (
        <nav className="tabs" aria-label={t('tab.label')}>
          {mayRead && <Tab to="/" name="todos" />}
          {mayReport && <Tab to="/report" name="report" />}
          <Tab to="/grid" name="grid" />
          <Tab to="/me" name="me" />
        </nav>
      )}
    </>
  )
}
