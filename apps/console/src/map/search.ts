import { FIGURES, type FigureKey } from './figures.ts'

/** Where one looks: WGS 84 degrees and zoom. */
export interface View {
  readonly lon: number
  readonly lat: number
  readonly zoom: number
}

/** What the address of the map says; sharing it shows another the same. */
export interface MapSearch {
  readonly level?: number
  readonly figure?: FigureKey
  /** `lon,lat,zoom`. */
  readonly at?: string
  readonly grid?: string
  readonly ticket?: string
  readonly tickets?: 'off'
}

/** A change of the address; undefined takes a part away. */
export type Changed = { readonly [K in keyof MapSearch]: MapSearch[K] | undefined }

const AT = /^-?\d{1,3}(\.\d+)?,-?\d{1,2}(\.\d+)?,\d{1,2}(\.\d+)?$/

/** Reads the address; what it does not know it leaves out, so that an old link still opens. */
export function readMapSearch(raw: Record<string, unknown>): MapSearch {
  const level = Number(raw['level'] ?? NaN)
  const figure = (Object.keys(FIGURES) as FigureKey[]).find((key) => key === raw['figure'])
  const { at, grid, ticket, tickets } = raw
  return {
    ...(Number.isInteger(level) && level >= 0 && level <= 9 ? { level } : {}),
    ...(figure ? { figure } : {}),
    ...(typeof at === 'string' && AT.test(at) ? { at } : {}),
    ...(typeof grid === 'string' ? { grid } : {}),
    ...(typeof ticket === 'string' ? { ticket } : {}),
    ...(tickets === 'off' ? { tickets } : {}),
  }
}

/** One metre is enough for a view. */
export function writeView({ lon, lat, zoom }: View): string {
  return `${lon.toFixed(5)},${lat.toFixed(5)},${zoom.toFixed(2)}`
}

export function readView(at: string | undefined): View | null {
  if (at === undefined) return null
  const [lon = 0, lat = 0, zoom = 0] = at.split(',').map(Number)
  return { lon, lat, zoom }
}
