import '../styles/wall.css'

import { LoadingView, useLang } from '@lianxin/ui'
import {
  FullscreenOutlined,
  LeftOutlined,
  PauseOutlined,
  CaretRightOutlined,
  RightOutlined,
  WarningFilled,
} from '@ant-design/icons'
import type { WallView } from '@lianxin/contract'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Newest, UrgentLine } from './newest.tsx'
import { toggleFullScreen, usePlaylist } from './use-playlist.ts'
import { STALE_AFTER_MS, useOutlines, usePicture } from './use-picture.ts'
import { WallMap } from './wall-map.tsx'
import { ClassTable, Figures, UnitBars } from './wall-parts.tsx'

const NO_VIEWS: readonly WallView[] = ['figures']

/** The key stands behind the `#` of the address: it is never sent but in a header. */
const keyOfAddress = (): string => new URLSearchParams(location.hash.slice(1)).get('key') ?? ''

/** A hall is lit for dark screens; the choice of the person at the desk is left alone. */
function useDarkGround(): void {
  useEffect(() => {
    const root = document.documentElement
    const before = root.dataset['theme']
    root.dataset['theme'] = 'dark'
    return () => void (root.dataset['theme'] = before ?? 'light')
  }, [])
}

/** Keeps the machine of the wall from going to sleep, where the browser can. */
function useAwake(): void {
  useEffect(() => {
    const hold = (): void => {
      if (document.visibilityState === 'visible')
        navigator.wakeLock?.request('screen').catch((error: unknown) => console.info('the screen may sleep', error))
    }
    hold()
    document.addEventListener('visibilitychange', hold)
    return () => document.removeEventListener('visibilitychange', hold)
  }, [])
}

const clock = (iso: string, lang: string): string =>
  new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { timeStyle: 'medium', hourCycle: 'h23' }).format(
    new Date(iso),
  )

/** A screen in a hall (一屏发现): figures and newest matters of one territory, turning through its views by itself. */
export function WallPage() {
  const { t } = useTranslation()
  const [lang] = useLang()
  const [key] = useState(keyOfAddress)
  useDarkGround()
  useAwake()
  const { picture, age_ms, refused } = usePicture(key)
  const outlines = useOutlines(key)
  const { view, index, paused, move, pause } = usePlaylist(picture?.views ?? NO_VIEWS, picture?.secondsPerView ?? 30)

  if (refused)
    return (
      <main className="lw lw-closed" data-stale>
        <h1>{t('wall.refused')}</h1>
        <p>{t('wall.refusedHint')}</p>
      </main>
    )
  if (!picture)
    return (
      <main className="lw lw-closed">
        <h1 className="lc-hidden">{t('wall.title')}</h1>
        <LoadingView />
      </main>
    )
  const stale = age_ms > STALE_AFTER_MS
  return (
    <main className="lw" data-stale={stale}>
      <header className="lw-head">
        <h1>
          {picture.gridName}
          <small>{picture.name}</small>
        </h1>
        <p className="lw-asof" role="status">
          {stale ? (
            <strong>
              <WarningFilled aria-hidden /> {t('wall.stale', { time: clock(picture.asOf, lang) })}
            </strong>
          ) : (
            t('wall.asOf', { time: clock(picture.asOf, lang) })
          )}
        </p>
      </header>
      <UrgentLine matters={picture.newest} />
      <div className="lw-body">
        <section className="lw-view" aria-label={t(`wall.view.${view}`)}>
          <h2>{t(`wall.view.${view}`)}</h2>
          {view === 'figures' && <Figures picture={picture} />}
          {view === 'map' && <WallMap picture={picture} outlines={outlines} />}
          {view === 'units' && <UnitBars picture={picture} />}
          {view === 'classes' && <ClassTable picture={picture} />}
        </section>
        <Newest matters={picture.newest} />
      </div>
      <footer className="lw-foot">
        <Button aria-label={t('wall.before')} icon={<LeftOutlined />} onClick={() => move(-1)} />
        <Button
          aria-label={t(paused ? 'wall.go' : 'wall.hold')}
          icon={paused ? <CaretRightOutlined /> : <PauseOutlined />}
          onClick={pause}
        />
        <Button aria-label={t('wall.after')} icon={<RightOutlined />} onClick={() => move(1)} />
        <span>
          {index + 1} / {picture.views.length}
        </span>
        <span className="lc-grow">{t('wall.keys')}</span>
        <Button icon={<FullscreenOutlined />} onClick={() => void toggleFullScreen()}>
          {t('wall.full')}
        </Button>
      </footer>
    </main>
  )
}
