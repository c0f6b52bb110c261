import '@lianxin/ui/tokens.css'
import '@lianxin/ui/pieces.css'
import '@lianxin/ui/phone.css'
import './app/page.css'
import './app/ticket.css'

import { FaultBoundary, LoadingView, setUpLook, setUpTexts } from '@lianxin/ui'
import { lazy, StrictMode, Suspense, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'

import { GridProvider } from './app/grid.tsx'
import { useRoute } from './app/route.ts'
import { Shell } from './app/shell.tsx'
import { en } from './i18n/en.ts'
import { zh } from './i18n/zh.ts'
import { DonePage } from './report/done-page.tsx'
import { ReportPage } from './report/report-page.tsx'

const FindPage = lazy(() => import('./follow/find-page.tsx'))
const GridPage = lazy(() => import('./grid/grid-page.tsx'))
const TicketPage = lazy(() => import('./follow/ticket-page.tsx'))

function Content(): ReactElement {
  const route = useRoute()
  return (
    <Shell route={route}>
      <Suspense fallback={<LoadingView />}>
        {route.page === 'report' && <ReportPage key={route.placeCode} placeCode={route.placeCode} />}
        {route.page === 'done' && <DonePage />}
        {route.page === 'find' && <FindPage />}
        {route.page === 'grid' && <GridPage />}
        {route.page === 'ticket' && <TicketPage key={route.number} number={route.number} token={route.token} />}
      </Suspense>
    </Shell>
  )
}

setUpLook()
await setUpTexts({ zh, en })
const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(
  <StrictMode>
    <FaultBoundary>
      <GridProvider>
        <Content />
      </GridProvider>
    </FaultBoundary>
  </StrictMode>,
)
