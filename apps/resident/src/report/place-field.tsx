import { findPosition, ProblemView, useTranslation, type PositionFailure } from '@lianxin/ui'
import { GridMap, useBaseMap, type LonLat } from '@lianxin/ui/map'
import { useEffect, useState, type ReactElement } from 'react'

import { call } from '../app/api.ts'
import { useAsked } from '../app/asked.ts'
import { useKnownGrid } from '../app/grid.tsx'
import { locateGrid } from '../app/operations.ts'
import type { Draft } from './draft.ts'
import { PlaceMap } from './place-map.tsx'
import { PlaceSearch } from './place-search.tsx'

/** Where it is: the place of the QR code, a tap for the position, a search, the map, or just words. Never demanded. */
export function PlaceField({
  draft,
  onChange,
}: {
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
}): ReactElement {
  const { t } = useTranslation()
  const { setGridId } = useKnownGrid()
  /** Stays open when the place of a scanned sign arrives a moment after the map was asked for. */
  const [map, setMap] = useState(false)
  /** Without a base map an empty map would help nobody to find a place. */
  const baseMap = useBaseMap()
  const [finding, setFinding] = useState(false)
  const [failure, setFailure] = useState<PositionFailure | null>(null)
  const { position } = draft
  const grid = useAsked(position ? `${position.lon},${position.lat}` : null, (signal) =>
    call(locateGrid, { query: { lon: position?.lon ?? 0, lat: position?.lat ?? 0 }, signal }),
  )
  const gridId = grid.value?.grid?.id
  useEffect(() => {
    if (gridId !== undefined) setGridId(gridId)
  }, [gridId, setGridId])

  const put = (found: LonLat): void => {
    setFailure(null)
    onChange({ position: found })
  }
  const useMine = async (): Promise<void> => {
    setFinding(true)
    setFailure(null)
    const found = await findPosition()
    setFinding(false)
    if (typeof found === 'string') setFailure(found)
    else put(found)
  }

  if (draft.place)
    return (
      <section className="field">
        <span className="field-title">{t('place.title')}</span>
        <div className="chosen">
          <strong>{draft.place.name}</strong>
          {draft.place.address !== '' && draft.place.address !== draft.place.name && <span>{draft.place.address}</span>}
          <button type="button" className="lx-button" onClick={() => onChange({ place: null, position: null })}>
            {t('place.other')}
          </button>
        </div>
        {draft.place.scanned && (
          <PlaceMap code={draft.place.code} shown={map} onShown={setMap} position={position} onPick={put} />
        )}
        <label className="more">
          {t('place.detail')}
          <input
            value={draft.address}
            maxLength={300}
            placeholder={t('place.detailExample')}
            onChange={(event) => onChange({ address: event.target.value })}
          />
        </label>
      </section>
    )
  return (
    <section className="field">
      <PlaceSearch
        address={draft.address}
        onAddress={(address) => onChange({ address })}
        onPlace={({ place, gridId: id }) => {
          setGridId(id)
          onChange({ place, address: '', position: null })
        }}
      />
      <div className={baseMap ? 'two' : 'one'}>
        <button type="button" className="lx-button" disabled={finding} onClick={() => void useMine()}>
          {t(finding ? 'place.finding' : 'place.here')}
        </button>
        {baseMap && (
          <button type="button" className="lx-button" aria-expanded={map} onClick={() => setMap(!map)}>
            {t(map ? 'place.closeMap' : 'place.onMap')}
          </button>
        )}
      </div>
      {failure && (
        <p className="hint" role="alert">
          {t(`position.${failure}`)}
        </p>
      )}
      {map && <GridMap place={position} onPick={put} />}
      {position && (
        <output className="found">
          <span>
            {grid.value
              ? grid.value.grid
                ? t('place.inGrid', { names: [...grid.value.names].slice(-3).join(' · ') || grid.value.grid.name })
                : t('place.outside')
              : t('place.noted')}
          </span>
          <button type="button" className="link" onClick={() => onChange({ position: null })}>
            {t('place.forget')}
          </button>
        </output>
      )}
      {grid.error !== undefined && <ProblemView error={grid.error} onRetry={grid.again} />}
    </section>
  )
}
