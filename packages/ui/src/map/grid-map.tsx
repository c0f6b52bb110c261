import { lazy, Suspense, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

/** WGS 84 degrees. */
export interface LonLat {
  readonly lon: number
  readonly lat: number
}

/** Outlines as `grid.outlines` answers: GeoJSON features with a property `name`. */
export interface Outlines {
  readonly type: 'FeatureCollection'
  readonly features: readonly unknown[]
}

export interface GridMapProps {
  readonly outlines?: Outlines | undefined
  /** The view moves here when it changes: a part of the outlines. */
  readonly around?: Outlines | undefined
  readonly place?: LonLat | null | undefined
  readonly centre?: LonLat | undefined
  /** A tap sets the place. Without it the map only shows. */
  readonly onPick?: ((place: LonLat) => void) | undefined
  readonly height_px?: number
}

const MapCanvas = lazy(() => import('./map-canvas.tsx'))

/** A small map of grids and one place. The library behind it (about 300 kB) is loaded when the map is first shown. */
export function GridMap(props: GridMapProps): ReactElement {
  const { t } = useTranslation()
  return (
    <Suspense fallback={<output className="lx-map lx-centre">{t('map.loading')}</output>}>
      <MapCanvas {...props} />
    </Suspense>
  )
}
