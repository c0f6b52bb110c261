import { EmptyView, useTranslation } from '@lianxin/ui'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import type { ReactElement } from 'react'

import { OutboxBar } from '../outbox/outbox-bar.tsx'
import { LiveBanner } from './live.tsx'
import { useRight } from './session.ts'
import { UpdateBar } from './update-bar.tsx'

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
    <Link to={to} activeOptions={{ exact: true }} className={name === 'report' ? 'tab-report' : ''}>
      <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" aria-hidden="true">
        <path d={ICONS[name]} strokeLinejoin="round" strokeLinecap="round" />
      </svg>
      {t(`tab.${name}`)}
    </Link>
  )
}

/** Pages that have the whole screen, with their own actions at the thumb. */
const WHOLE = /^\/(t\/|report|outbox)/

/** Content, news from the live stream, and the four pages at the thumb. */
export function Shell(): ReactElement {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const mayRead = useRight('ticket.read')
  const mayReport = useRight('ticket.report')
  const isWhole = WHOLE.test(pathname)
  const needed = pathname === '/' || pathname.startsWith('/t/') ? mayRead : pathname !== '/report' || mayReport
  return (
    <>
      <UpdateBar />
      <LiveBanner />
      {pathname !== '/outbox' && <OutboxBar />}
      {needed ? <Outlet /> : <NoRight />}
      {(!isWhole || !needed) && (
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

/** The post does not do this kind of work; another one may. */
function NoRight(): ReactElement {
  const { t } = useTranslation()
  return (
    <main className="page">
      <EmptyView title={t('right.none')} text={t('right.noneText')} />
    </main>
  )
}
