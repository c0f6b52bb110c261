import '@lianxin/ui/tokens.css'
import '@lianxin/ui/pieces.css'
import './styles/base.css'
import './styles/queue.css'
import './styles/table.css'
import './styles/queue-parts.css'
import './styles/ticket.css'
import './styles/ticket-body.css'
import './styles/told.css'
import './styles/inquiry.css'
import './styles/timeline.css'
import './styles/sheet.css'
import './styles/screens.css'
import './styles/settings.css'
import './styles/map.css'
import './styles/palette.css'
import './styles/intake.css'
import './styles/bulk.css'
import './styles/phone.css'
import './styles/phone-queue.css'

import { setUpLook, setUpTexts } from '@lianxin/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { queryClient } from './app/queries.ts'
import { router } from './app/router.tsx'
import { Look } from './app/look.tsx'
import { en } from './i18n/en.ts'
import { zh } from './i18n/zh.ts'

setUpLook()
await setUpTexts({ zh, en })

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Look>
        <RouterProvider router={router} />
      </Look>
    </QueryClientProvider>
  </StrictMode>,
)
