import type { LonLat } from '@lianxin/domain'
import { Button, Input } from 'antd'
import { useEffect, useId, useState, type KeyboardEvent, type Ref } from 'react'
import { useTranslation } from 'react-i18next'

import { shifted } from './shapes.ts'

/** Metres of one press; with Shift ten times as far. */
const STEP_m = 1
const FAR_m = 10
/** After so long without a press the move is sent. */
const PAUSE_ms = 900

const ARROWS: Readonly<Record<string, readonly [east: number, north: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

interface NudgePadProps {
  readonly at: LonLat
  readonly padRef: Ref<HTMLDivElement>
  readonly refused: boolean
  /** Where the corner would go; null when it stays. */
  readonly onPending: (to: LonLat | null) => void
  readonly onMove: (to: LonLat) => void
  readonly onRemove: () => void
}

/** Moves the chosen corner by keys and by numbers. */
export function NudgePad({ at, padRef, refused, onPending, onMove, onRemove }: NudgePadProps) {
  const { t } = useTranslation()
  const id = useId()
  const [[east_m, north_m], setShift] = useState<readonly [number, number]>([0, 0])
  const written = { lon: at[0].toFixed(7), lat: at[1].toFixed(7) }
  const place = at.join()
  const [draft, setDraft] = useState({ place, ...written })
  // What was typed belongs to where the corner was; once it has moved the fields say where it is.
  const typed = draft.place === place ? draft : { place, ...written }
  const target = shifted(at, east_m, north_m)
  const isMoved = east_m !== 0 || north_m !== 0

  const finish = (): void => {
    if (!isMoved || refused) return
    setShift([0, 0])
    onMove(target)
  }
  useEffect(() => {
    if (!isMoved || refused) return undefined
    const timer = setTimeout(finish, PAUSE_ms)
    return () => clearTimeout(timer)
  })
  const key = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key]
    if (arrow) {
      event.preventDefault()
      const by = event.shiftKey ? FAR_m : STEP_m
      const next = [east_m + arrow[0] * by, north_m + arrow[1] * by] as const
      setShift(next)
      onPending(next[0] === 0 && next[1] === 0 ? null : shifted(at, ...next))
    } else if (event.key === 'Enter') finish()
    else if (event.key === 'Escape') {
      setShift([0, 0])
      onPending(null)
    } else if (event.key === 'Delete') onRemove()
  }
  const lon = Number(typed.lon)
  const lat = Number(typed.lat)
  const sound = typed.lon.trim() !== '' && typed.lat.trim() !== '' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90

  return (
    <div className="lc-nudge">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- it takes the arrow keys */}
      <div ref={padRef} role="group" tabIndex={0} className="lc-pad" aria-label={t('gridEdit.pad')} onKeyDown={key}>
        <span aria-hidden>⇠ ⇡ ⇣ ⇢</span>
        <span>{t('gridEdit.padHint')}</span>
        <output>{isMoved ? t('gridEdit.moved', { east: east_m, north: north_m }) : ''}</output>
        {refused && isMoved && <strong className="lc-bad">{t('gridEdit.refused')}</strong>}
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (sound) onMove([lon, lat])
        }}
      >
        <label htmlFor={`${id}-lon`}>{t('gridEdit.lon')}</label>
        <Input
          id={`${id}-lon`}
          inputMode="decimal"
          value={typed.lon}
          onChange={(e) => setDraft({ ...typed, lon: e.target.value })}
        />
        <span />
        <label htmlFor={`${id}-lat`}>{t('gridEdit.lat')}</label>
        <Input
          id={`${id}-lat`}
          inputMode="decimal"
          value={typed.lat}
          onChange={(e) => setDraft({ ...typed, lat: e.target.value })}
        />
        <Button htmlType="submit" disabled={!sound}>
          {t('gridEdit.moveTo')}
        </Button>
      </form>
      <Button danger onClick={onRemove}>
        {t('gridEdit.remove')}
      </Button>
    </div>
  )
}
