import { ProblemView, useTranslation } from '@lianxin/ui'
import { GridMap, type LonLat } from '@lianxin/ui/map'
import { useMemo, type ReactElement } from 'react'

import { call } from '../app/api.ts'
import { useAsked } from '../app/asked.ts'
import { readPlaceOutline } from '../app/operations.ts'

/** The outline of the grid whose sign was scanned, to tap the exact spot; drawn without a base map too. */
export function PlaceMap({
  code,
  shown,
  onShown,
  position,
  onPick,
}: {
  readonly code: string
  readonly shown: boolean
  readonly onShown: (shown: boolean) => void
  readonly position: LonLat | null
  readonly onPick: (at: LonLat) => void
}): ReactElement {
  const { t } = useTranslation()
  const outline = useAsked(shown ? code : null, (signal) => call(readPlaceOutline, { params: { code }, signal }))
  const outlines = useMemo(
    () =>
      outline.value && {
        type: 'FeatureCollection' as const,
        features: [
          {
            type: 'Feature',
            properties: { name: outline.value.grid.name },
            geometry: { type: 'MultiPolygon', coordinates: outline.value.polygon },
          },
        ],
      },
    [outline.value],
  )
  return (
    <>
      <button type="button" className="lx-button" aria-expanded={shown} onClick={() => onShown(!shown)}>
        {t(shown ? 'place.closeMap' : 'place.onMap')}
      </button>
      {outlines && shown && <GridMap outlines={outlines} place={position} onPick={onPick} />}
      {shown && outline.error !== undefined && <ProblemView error={outline.error} onRetry={outline.again} />}
    </>
  )
}
