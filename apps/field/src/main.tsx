import '@lianxin/ui/tokens.css'
import '@lianxin/ui/pieces.css'
import '@lianxin/ui/phone.css'
import './app/page.css'
import './app/ticket.css'
import './app/report.css'
import './app/outbox.css'

import { FaultBoundary, setUpLook, setUpTexts, useLang } from '@lianxin/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd-mobile'
import enUS from 'antd-mobile/es/locales/en-US'
import zhCN from 'antd-mobile/es/locales/zh-CN'
import { StrictMode, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'

import { queries, reportFault } from './app/api.ts'
import { Gate } from './app/gate.tsx'
import { setUpInstall } from './app/install.ts'
import { bridgeMobile } from './app/mobile.ts'
import { en } from './i18n/en.ts'
import { zh } from './i18n/zh.ts'

function Page(): ReactElement {
  const [lang] = useLang()
  return (
    <ConfigProvider locale={lang === 'zh' ? zhCN : enUS}>
      <QueryClientProvider client={queries}>
        <Gate />
      </QueryClientProvider>
    </ConfigProvider>
  )
}

setUpLook()
bridgeMobile()
await setUpTexts({ zh, en })
const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(
  <StrictMode>
    <FaultBoundary>
      <Page />
    </FaultBoundary>
  </StrictMode>,
)
setUpInstall().catch(reportFault)
