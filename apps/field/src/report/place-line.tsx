import { useTranslation } from '@lianxin/ui'
import { GridMap } from '@lianxin/ui/map'
import { useState, type ReactElement } from 'react'

import { Sheet } from '../app/sheet.tsx'
import type { Draft } from './draft.ts'
import { useGrids, type PlaceState } from './use-place.ts'

/** Where, in one line at a glance; a tap changes it. */
export function PlaceLine({
  draft,
  place,
  onChange,
}: {
  readonly draft: Draft
  readonly place: PlaceState
  readonly onChange: (part: Partial<Draft>) => void
}): ReactElement {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { finding, failure, grid } = place
  const words = (): string => {
    if (finding) return t('report.finding')
    if (draft.position && grid === undefined) return t('report.locatedOnly')
    if (draft.position && grid === null) return t('report.outside')
    return grid?.name ?? t('report.noGrid')
  }
  const hint = draft.address.trim() || t(draft.position ? 'report.located' : 'report.gridOnly')
  return (
    <>
      <button type="button" className="place" onClick={() => setOpen(true)}>
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
          <path d="M12 21s7-6.3 7-11a7 7 0 0 0-14 0c0 4.7 7 11 7 11Zm0-8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z" />
        </svg>
        <span>
          <strong>{words()}</strong>
          <small>{hint}</small>
        </span>
        <span className="place-change">{t('report.changePlace')}</span>
      </button>
      {failure && !draft.position && (
        <p className="lx-hint" role="alert">
          {t(`position.${failure}`)}
        </p>
      )}
      <Sheet open={open} title={t('report.address')} onClose={() => setOpen(false)} closeWord={t('report.placeDone')}>
        <PlaceFields draft={draft} place={place} onChange={onChange} />
      </Sheet>
    </>
  )
}

function PlaceFields({
  draft,
  place,
  onChange,
}: {
  readonly draft: Draft
  readonly place: PlaceState
  readonly onChange: (part: Partial<Draft>) => void
}): ReactElement {
  const { t } = useTranslation()
  const [map, setMap] = useState(false)
  const grids = useGrids()
  return (
    <div className="form">
      <label>
        {t('report.addressWords')}
        <input
          value={draft.address}
          maxLength={300}
          placeholder={t('report.addressExample')}
          onChange={(event) => onChange({ address: event.target.value })}
        />
      </label>
      {draft.position ? (
        <button type="button" className="lx-button" onClick={() => onChange({ position: null })}>
          {t('report.forget')}
        </button>
      ) : (
        grids.data &&
        grids.data.length > 0 && (
          <label>
            {t('report.grid')}
            <select
              value={draft.gridId ?? ''}
              onChange={(event) => onChange({ gridId: event.target.value === '' ? null : event.target.value })}
            >
              <option value="">{t('report.noGrid')}</option>
              {grids.data.map((grid) => (
                <option key={grid.id} value={grid.id}>
                  {grid.name}
                </option>
              ))}
            </select>
          </label>
        )
      )}
      <div className="pair">
        <button type="button" className="lx-button" disabled={place.finding} onClick={place.find}>
          {t(place.finding ? 'report.finding' : 'report.here')}
        </button>
        <button type="button" className="lx-button" aria-expanded={map} onClick={() => setMap(!map)}>
          {t(map ? 'ticket.closeMap' : 'report.onMap')}
        </button>
      </div>
      {map && <GridMap place={draft.position} onPick={(position) => onChange({ position })} />}
      <p className="lx-hint">{t('report.positionText')}</p>
    </div>
  )
}
