import type { LonLat } from '@lianxin/domain'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { sameCorner, type Corner } from './shapes.ts'

interface CornerListProps {
  readonly corners: readonly Corner[]
  readonly chosen: LonLat | null
  readonly onChoose: (at: LonLat) => void
  /** Enter on a corner: on to moving it. */
  readonly onEnter: () => void
}

/** The corners of the grid as a list, for choosing one without a mouse. */
export function CornerList({ corners, chosen, onChoose, onEnter }: CornerListProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  const at = corners.findIndex((corner) => sameCorner(corner.at, chosen))
  useEffect(() => {
    if (at >= 0) list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const choose = (index: number): void => {
    const corner = corners.at(index % corners.length)
    if (corner) onChoose(corner.at)
  }
  const key = (event: KeyboardEvent): void => {
    const moves: Record<string, () => void> = {
      ArrowDown: () => choose(at + 1),
      ArrowUp: () => choose(at < 0 ? -1 : at - 1),
      Home: () => choose(0),
      End: () => choose(-1),
      Enter: onEnter,
    }
    const act = moves[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      className="lc-corners"
      aria-label={t('gridEdit.corners')}
      aria-activedescendant={at < 0 ? undefined : `corner-${at}`}
      onKeyDown={key}
    >
      {corners.map((corner, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are those of the list
        <div
          key={corner.at.join()}
          id={`corner-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onClick={() => onChoose(corner.at)}
        >
          <b>{index + 1}</b>
          <span>
            {corner.at[0].toFixed(6)}, {corner.at[1].toFixed(6)}
          </span>
          <small>{corner.rim ? t('gridEdit.rim') : t('gridEdit.shared', { count: corner.shared })}</small>
        </div>
      ))}
    </div>
  )
}
