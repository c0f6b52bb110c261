import type { FoundPlace, searchPlaces } from '@lianxin/contract'
import { comparable, distance_m, forgivingTokens, wantedTokens, type Position } from '@lianxin/domain'

import { publicDistrict } from '../../platform/district.ts'
import type { Call } from '../../platform/serve.ts'
import { briefOf, type GridIndex } from './cache/grid-index.ts'
import { rankOfGrid, rankOfPlace, rankWithSlip, spokenOf } from './cache/rank-place.ts'
import type { GridDeps } from './context.ts'
import { listCandidates, type PlaceQuestion, type StoredPlace } from './store-places.ts'

const SEARCH_LIMIT = 10

interface Ranked {
  readonly rank: number
  readonly place: FoundPlace
}

interface Looking {
  readonly index: GridIndex
  /** From where distances are told; the place that is chosen already, for example. */
  readonly near: Position | null
}

function found(place: StoredPlace, { index, near }: Looking): FoundPlace | undefined {
  const grid = index.gridById(place.gridId)
  if (!grid) return undefined
  const { code, kind, name, address, position } = place
  const from = position ?? (near && index.middleOf(grid))
  const distance = near && from ? Math.round(distance_m([near.lon, near.lat], [from.lon, from.lat])) : null
  return { code, kind, name, address, position, grid: briefOf(grid), names: index.namesOf(grid), distance_m: distance }
}

/** Among equal ones: areas people name, then compounds and landmarks, and the grids that only the office counts last. */
const ORDER = { compound: 3, landmark: 3, address: 4, building: 5, grid: 6 } as const
const BASE_LEVEL = 3
const orderOf = ({ kind, grid }: FoundPlace): number =>
  kind === 'grid' && grid.level < BASE_LEVEL ? grid.level : ORDER[kind]

/** Best first; equal ones by what they are, the nearer place, the shorter name, the code. */
function byRank({ rank: rankA, place: a }: Ranked, { rank: rankB, place: b }: Ranked): number {
  const nearer = a.distance_m !== null && b.distance_m !== null ? a.distance_m - b.distance_m : 0
  const differing = [rankA - rankB, orderOf(a) - orderOf(b), nearer, a.name.length - b.name.length]
  return differing.find((each) => each !== 0) ?? (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
}

/** A grid and the sign of it are the same spot: it is offered once. */
function once(places: readonly FoundPlace[]): FoundPlace[] {
  const offered = new Set<string>()
  return places.filter(({ kind, name, grid }) => {
    const whole = `${grid.id} ${name}`
    const again = kind === 'grid' && offered.has(whole)
    offered.add(whole)
    return !again
  })
}

/** `place.search`: by name, address, pinyin or initials; grids from memory, the register by its indexes. */
export async function findPlaces(
  call: Pick<Call<typeof searchPlaces>, 'query' | 'request' | 'session'>,
  { grids, platform }: GridDeps,
): Promise<{ items: FoundPlace[] }> {
  const districtId = publicDistrict(call.request, call.session, platform.config)
  const { q, limit = SEARCH_LIMIT, lon, lat } = call.query
  const query = comparable(q)
  if (query === '') return { items: [] }
  const index = await grids.of(districtId)
  const looking = { index, near: lon === undefined || lat === undefined ? null : { lon, lat } }
  const spoken = spokenOf(query)
  const asked = [query, ...(spoken === undefined ? [] : [spoken])]

  const listed = (question: PlaceQuestion) => platform.db.asOwner((db) => listCandidates(db, districtId, question))
  const rank = (places: readonly StoredPlace[], rankOf: (place: StoredPlace) => number): Ranked[] =>
    places.flatMap((place) => {
      const [value, view] = [rankOf(place), found(place, looking)]
      return view && value < Infinity ? [{ rank: value, place: view }] : []
    })

  const search = await grids.searchOf(districtId)
  const named = new Map(asked.flatMap((each) => search.candidates(each)).map((each) => [each.grid.id, each]))
  const ranked = [...named.values()].flatMap((each) => {
    const value = rankOfGrid(query, each)
    const { id, code, name } = each.grid
    const address = index.namesOf(each.grid).join(' ')
    const view = found({ code, kind: 'grid', gridId: id, name, address, position: index.middleOf(each.grid) }, looking)
    return view && value < Infinity ? [{ rank: value, place: view }] : []
  })
  const tokenSets = asked.flatMap((each) => wantedTokens(each))
  const places = await listed({ beginnings: asked, tokenSets })
  ranked.push(...rank(places, (place) => rankOfPlace(query, place)))
  if (ranked.length < limit) {
    const sets = forgivingTokens(query)
    const others = sets.length === 0 ? [] : await listed({ beginnings: [], tokenSets: sets })
    const known = new Set(ranked.map(({ place }) => place.code))
    ranked.push(
      ...rank(
        others.filter(({ code }) => !known.has(code)),
        ({ name }) => rankWithSlip(query, name),
      ),
    )
  }
  return { items: once(ranked.sort(byRank).map(({ place }) => place)).slice(0, limit) }
}
