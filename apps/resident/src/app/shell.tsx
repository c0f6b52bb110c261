import { useLang, useLook, useTranslation } from '@lianxin/ui'
import { useEffect, type MouseEvent, type ReactElement, type ReactNode } from 'react'

import { call } from './api.ts'
import { useAsked } from './asked.ts'
import { CallBar } from './call-bar.tsx'
import { useOnline } from './online.ts'
import { readNotice } from './operations.ts'
import { go, type Route } from './route.ts'

/** The national hotline, shown until the district's own number is known. */
const HOTLINE = '12345'

function Tab({ path, current, children }: { path: string; current: boolean; children: string }): ReactElement {
  const open = (event: MouseEvent): void => {
    event.preventDefault()
    go(path)
  }
  return (
    <a href={`/r${path}`} onClick={open} aria-current={current ? 'page' : undefined}>
      {children}
    </a>
  )
}

/** Head with name, type size and language, the three ways in, the content, and whom to call. */
export function Shell({ route, children }: { readonly route: Route; readonly children: ReactNode }): ReactElement {
  const { t } = useTranslation()
  const [lang, setLang] = useLang()
  const [look, setLook] = useLook()
  const online = useOnline()
  const notice = useAsked('notice', (signal) => call(readNotice, { signal }))
  const large = look.size === 'large'
  const title = t('app.title')
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <>
      <header className="head">
        <strong>
          {t('app.name')}
          {notice.value && <small>{notice.value.districtName}</small>}
        </strong>
        <button type="button" aria-pressed={large} onClick={() => setLook({ size: large ? 'normal' : 'large' })}>
          {t(large ? 'app.normalType' : 'app.largeType')}
        </button>
        <button
          type="button"
          lang={lang === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')}
        >
          {t('app.otherLanguage')}
        </button>
      </header>
      <nav className="tabs" aria-label={t('app.pages')}>
        <Tab path="/" current={route.page === 'report' || route.page === 'done'}>
          {t('app.report')}
        </Tab>
        <Tab path="/follow" current={route.page === 'find' || route.page === 'ticket'}>
          {t('app.follow')}
        </Tab>
        <Tab path="/grid" current={route.page === 'grid'}>
          {t('app.grid')}
        </Tab>
      </nav>
      {!online && <output className="offline">{t('app.offline')}</output>}
      <main>{children}</main>
      <CallBar hotline={notice.value?.hotline || HOTLINE} />
    </>
  )
}
