import { locateGrid, readGrid, type FoundPlace, type GridBrief } from '@lianxin/contract'
import type { Position } from '@lianxin/domain'
import { GridMap } from '@lianxin/ui/map'
import { EnvironmentFilled, ExclamationCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { outlinesQuery } from './outlines.ts'
import { PlaceSearch } from './place-search.tsx'

/** A place as it is being told: words, a point, both or neither. */
export interface PlaceDraft {
  readonly address: string
  readonly position: Position | null
  readonly placeCode: string | null
  /** The grid of a chosen place that has no point of its own. */
  readonly grid: GridBrief | null
}
export const NO_PLACE: PlaceDraft = { address: '', position: null, placeCode: null, grid: null }

interface PlacePickerProps {
  readonly value: PlaceDraft
  readonly onChange: (place: PlaceDraft) => void
  readonly id?: string
  readonly autoFocus?: boolean
  readonly height_px?: number
  /** After a known place was chosen from the list. */
  readonly onChosen?: () => void
}

/** A known place as it is told in a report: its address, else its name; a compound or landmark by both. */
export function placeDraftOf(place: FoundPlace): PlaceDraft {
  const { kind, name, address, position, code, grid } = place
  const words = kind === 'compound' || kind === 'landmark' ? [address, name] : [address || name]
  return {
    address: words.filter((word) => word !== '').join(' '),
    position,
    placeCode: kind === 'grid' && grid.level < BASE_LEVEL ? null : code,
    grid: position ? null : grid,
  }
}

/** Base grids: the smallest that cover everything. */
const BASE_LEVEL = 3

/** Whether a matter can be dispatched by the grid alone: only base grids and smaller have a holder of their own. */
export function gridIdOf(place: PlaceDraft): string | null {
  return place.grid !== null && place.grid.level >= BASE_LEVEL ? place.grid.id : null
}

/** Lines only: some hundred names would cover the spot one wants to click on, and drawing them takes seconds. */
function withoutNames(outlines: GeoJSON.FeatureCollection): GeoJSON.FeatureCollection {
  return { ...outlines, features: outlines.features.map((feature) => ({ ...feature, properties: {} })) }
}

/** Which base grid a point lies in; says so in words, so that a wrong pick is seen before it is sent. */
export function useGridAt(position: Position | null) {
  return useQuery({
    queryKey: ['grid-at', position?.lon, position?.lat],
    queryFn: ({ signal }) => call(locateGrid, { query: { lon: position?.lon ?? 0, lat: position?.lat ?? 0 }, signal }),
    enabled: position !== null,
    staleTime: 300_000,
  })
}

/** The outline of the grid of a chosen place without a point: the map goes there for the click that is still missing. */
function useOutline(gridId: string | null): GeoJSON.FeatureCollection | undefined {
  const grid = useQuery({
    queryKey: ['grid', gridId],
    queryFn: ({ signal }) => call(readGrid, { params: { gridId: gridId ?? '' }, signal }),
    enabled: gridId !== null,
    staleTime: 600_000,
  })
  return useMemo(() => {
    if (gridId === null || !grid.data?.polygon) return undefined
    const geometry = { type: 'MultiPolygon', coordinates: grid.data.polygon as GeoJSON.Position[][][] } as const
    return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] }
  }, [gridId, grid.data])
}

/** The words of a place: typed, or chosen among known ones; below them the grid it lies in. */
export function PlaceWords({ value, onChange, id, autoFocus, onChosen }: Omit<PlacePickerProps, 'height_px'>) {
  const { t } = useTranslation()
  const at = useGridAt(value.position)
  return (
    <>
      <PlaceSearch
        {...(id ? { id } : {})}
        autoFocus={autoFocus ?? false}
        value={value.address}
        near={value.position}
        onType={(address) => onChange({ ...value, address, placeCode: null, grid: null })}
        onPick={(place) => {
          onChange(placeDraftOf(place))
          onChosen?.()
        }}
      />
      <p className="lc-place-grid" role="status">
        {value.position === null && (
          <span className="lc-soft">
            {value.grid ? t('place.onlyGrid', { grid: value.grid.name }) : t('place.noPoint')}
          </span>
        )}
        {at.data?.grid && (
          <>
            <EnvironmentFilled aria-hidden /> {at.data.names.join(' › ')}
          </>
        )}
        {value.position !== null && at.data?.grid === null && (
          <span className="lc-warn">
            <ExclamationCircleOutlined aria-hidden /> {t('place.outside')}
          </span>
        )}
      </p>
    </>
  )
}

/** The point of a place on the map; a click moves it. */
export function PlaceMap({ value, onChange, height_px = 240 }: PlacePickerProps) {
  const outlines = useQuery({ ...outlinesQuery(BASE_LEVEL), select: withoutNames })
  const around = useOutline(value.position ? null : (value.grid?.id ?? null))
  return (
    <GridMap
      height_px={height_px}
      outlines={outlines.data}
      around={around}
      place={value.position}
      onPick={(position) => onChange({ ...value, position, placeCode: null, grid: null })}
    />
  )
}

/** Says where a matter is: by searching, by typing, or by a click on the map. */
export function PlacePicker(props: PlacePickerProps) {
  return (
    <div className="lc-place">
      <PlaceWords {...props} />
      <PlaceMap {...props} />
    </div>
  )
}
