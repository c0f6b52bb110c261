import type { PlaceView } from '@lianxin/contract'
import { pinyin } from 'pinyin-pro'

import { listPlaces, type StoredPlace } from '../store-places.ts'
import type { Db } from '../store.ts'
import { briefOf, type GridIndex } from './grid-index.ts'

/** Text a person types, made comparable: lower case, full-width forms narrowed, no blanks or marks between syllables. */
export function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s'’·-]/g, '')
}

interface Entry {
  readonly place: PlaceView
  readonly name: string
  readonly address: string
  readonly full: string
  readonly initials: string
  readonly tokens: readonly string[]
}

function spellingOf(name: string): Pick<Entry, 'full' | 'initials' | 'tokens'> {
  const tokens = pinyin(name, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' }).map(comparable)
  return { full: tokens.join(''), initials: tokens.map((token) => token.slice(0, 1)).join(''), tokens }
}

/** Whether a spelling begins with the query at a syllable of the name. */
function beginsAtSyllable(tokens: readonly string[], full: string, query: string): boolean {
  let at = 0
  for (const token of tokens) {
    if (full.startsWith(query, at)) return true
    at += token.length
  }
  return false
}

/** How well an entry fits; lower is better, undefined is not at all. */
function rankOf(entry: Entry, query: string, latin: boolean): number | undefined {
  if (entry.name === query) return 0
  if (entry.name.startsWith(query)) return 1
  if (entry.name.includes(query)) return 2
  if (entry.place.code.toLowerCase().startsWith(query)) return 3
  if (latin) {
    if (entry.full.startsWith(query)) return 4
    if (entry.initials.startsWith(query)) return 5
    if (entry.full.includes(query) && beginsAtSyllable(entry.tokens, entry.full, query)) return 6
    if (query.length > 1 && entry.initials.includes(query)) return 7
  }
  return entry.address.includes(query) ? 8 : undefined
}

/** Search over names of grids and of places with a QR code: Chinese, pinyin in full, initials. */
export class PlaceSearch {
  readonly #entries: readonly Entry[]

  constructor(places: readonly PlaceView[]) {
    this.#entries = places.map((place) => ({
      place,
      name: comparable(place.name),
      address: comparable(place.address),
      ...spellingOf(place.name),
    }))
  }

  /** Ids of the grids whose name or code fits. */
  findGridIds(query: string): ReadonlySet<string> {
    return new Set(
      this.search(query, Infinity)
        .filter((place) => place.code === place.grid.code)
        .map((place) => place.grid.id),
    )
  }

  /** Best first; equal ones by the level of their grid (larger areas first), then by name. A grid is offered once. */
  search(query: string, limit: number): PlaceView[] {
    const wanted = comparable(query)
    if (wanted === '') return []
    const latin = /^[a-z0-9]+$/.test(wanted)
    const found: { rank: number; entry: Entry }[] = []
    for (const entry of this.#entries) {
      const rank = rankOf(entry, wanted, latin)
      if (rank !== undefined) found.push({ rank, entry })
    }
    const offered = new Set<string>()
    return found
      .sort(
        (a, b) =>
          a.rank - b.rank ||
          a.entry.place.grid.level - b.entry.place.grid.level ||
          a.entry.name.length - b.entry.name.length ||
          (a.entry.name < b.entry.name ? -1 : a.entry.name > b.entry.name ? 1 : 0),
      )
      .map(({ entry }) => entry.place)
      .filter(({ name, position, grid }) => {
        const whole = `${grid.id} ${name}`
        const again = position === null && offered.has(whole)
        offered.add(whole)
        return !again
      })
      .slice(0, limit)
  }
}

/** A place with a QR code as the contract shows it; undefined where its grid is closed. */
export function viewPlace(place: StoredPlace, index: GridIndex): PlaceView | undefined {
  const grid = index.gridById(place.gridId)
  if (!grid) return undefined
  const { code, name, address, position } = place
  return { code, name, address, position, grid: briefOf(grid) }
}

/** Reads the places of a district and adds its grids. */
export async function loadPlaceSearch(db: Db, districtId: number, index: GridIndex): Promise<PlaceSearch> {
  const places = await listPlaces(db, districtId)
  const grids = index.grids.map((grid) => ({
    code: grid.code,
    name: grid.name,
    address: index.namesOf(grid).join(' '),
    position: index.middleOf(grid),
    grid: briefOf(grid),
  }))
  return new PlaceSearch([...grids, ...places.flatMap((place) => viewPlace(place, index) ?? [])])
}
