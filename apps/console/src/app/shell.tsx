import { Link, useRouterState } from '@tanstack/react-router'
import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

import { Guarded } from './guarded.tsx'
import { LiveProvider } from './live.tsx'
import { useWaiting } from '../responsibility/use-waiting.ts'
import { screensFor } from './navigation.tsx'
import { preferences } from './preferences.ts'
import { useSession } from './session.tsx'
import { UndoKeys } from '../bulk/undo-keys.tsx'
import { Palette } from '../palette/palette.tsx'
import { TopBar } from './top-bar.tsx'
import { UrgentBanner } from './urgent-banner.tsx'
import { useScrollStops } from './use-scroll-stops.ts'

function Navigation({ collapsed }: { readonly collapsed: boolean }) {
  const { t } = useTranslation()
  const { permissions } = useSession()
  const waiting = useWaiting()
  const here = useRouterState({ select: (state) => state.location.pathname })
  return (
    <nav className="lc-nav" data-collapsed={collapsed} aria-label={t('shell.navigation')}>
      <ul>
        {screensFor(permissions).map((screen) => {
          const count = screen.path === '/responsibility' ? waiting : 0
          const label = count === 0 ? t(screen.label) : t('responsibility.waiting', { count })
          const link = (
            <Link to={screen.path} aria-current={here.startsWith(screen.path) ? 'page' : undefined} aria-label={label}>
              <span className="lc-nav-icon" data-count={count === 0 ? undefined : count} aria-hidden>
                {screen.icon}
              </span>
              <span className="lc-nav-text">{t(screen.label)}</span>
            </Link>
          )
          return (
            <li key={screen.path}>
              {collapsed ? (
                <Tooltip title={label} placement="right">
                  {link}
                </Tooltip>
              ) : (
                link
              )}
            </li>
          )
        })}
      </ul>
      <Button
        type="text"
        block
        aria-label={t(collapsed ? 'shell.expand' : 'shell.collapse')}
        icon={collapsed ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        onClick={() => preferences.change({ navCollapsed: !collapsed })}
      />
    </nav>
  )
}

/** What stays around every screen: where one may go, who one is, and whether what one sees is fresh. */
export function Shell() {
  useScrollStops()
  const { t } = useTranslation()
  const collapsed = useSyncExternalStore(preferences.subscribe, () => preferences.get().navCollapsed)
  return (
    <LiveProvider>
      <a className="lc-skip" href="#main">
        {t('shell.skip')}
      </a>
      <div className="lc-shell">
        <Palette />
        <UndoKeys />
        <TopBar />
        <div className="lc-body">
          <Navigation collapsed={collapsed} />
          <main id="main" tabIndex={-1}>
            <UrgentBanner />
            <Guarded />
          </main>
        </div>
      </div>
    </LiveProvider>
  )
}
