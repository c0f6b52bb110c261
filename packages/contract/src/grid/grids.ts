import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { DayText, GridBrief, Id, Nullable, PositionShape, Words } from '../shapes.ts'

export const GridKindWord = Words(['area', 'base', 'micro', 'dedicated', 'unit'] as const)

export const GridNodeView = Type.Intersect([
  GridBrief,
  Type.Object({
    parentId: Nullable(Id),
    kind: GridKindWord,
    setting: Words(['urban', 'rural', 'mixed'] as const),
    households: Nullable(Type.Integer()),
    validFrom: DayText,
    validTo: Nullable(DayText),
    status: Words(['draft', 'active', 'none'] as const),
    childCount: Type.Integer(),
    openTickets: Type.Integer(),
    overdueTickets: Type.Integer(),
  }),
])
export type GridNodeView = Static<typeof GridNodeView>

export const listGrids = operation({
  id: 'grid.list',
  method: 'GET',
  path: '/grids',
  summary: { zh: '网格列表', en: 'Grids' },
  access: 'grid.read',
  query: Type.Object({
    parentId: Type.Optional(Id),
    level: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })),
    under: Type.Optional(Type.String({ maxLength: 200, description: 'path prefix' })),
    q: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 25_000 })),
  }),
  reply: Type.Object({ items: Type.Array(GridNodeView) }),
})

export const GridVersionView = Type.Object({
  id: Id,
  status: Words(['draft', 'active', 'retired'] as const),
  validFrom: DayText,
  validTo: Nullable(DayText),
  area_m2: Type.Number(),
  north: Type.String(),
  east: Type.String(),
  south: Type.String(),
  west: Type.String(),
  source: Type.String(),
})

export const STAFF_DUTIES = [
  'gridLeader',
  'fullTimeGridWorker',
  'partTimeGridWorker',
  'liaisonOfficer',
  'buildingLeader',
  'courtyardLeader',
  'gridPartyLead',
  'secondedStaff',
  'departmentStaff',
  'assistant',
  'gridVolunteer',
] as const

export const GridStaffView = Type.Object({
  id: Id,
  personId: Id,
  personName: Type.String(),
  telephone: Type.String(),
  source: Type.String(),
  duty: Words(STAFF_DUTIES),
  validFrom: DayText,
  validTo: Nullable(DayText),
})

/** A rule of staffing that a grid breaks: what is there, what the rule wants. */
export const StaffingBreach = Type.Object({
  gridId: Id,
  gridCode: Type.String(),
  gridName: Type.String(),
  rule: Words([
    'fullTimeWorkerMissing',
    'leaderMissing',
    'leaderNotOfficial',
    'tooFewStaff',
    'loadOutsideRange',
  ] as const),
  found: Type.Number(),
  wanted: Type.String(),
})
export type StaffingBreach = Static<typeof StaffingBreach>

export const GridDetail = Type.Object({
  grid: GridNodeView,
  ancestors: Type.Array(GridBrief),
  versions: Type.Array(GridVersionView),
  polygon: Nullable(
    Type.Unknown({ description: 'GeoJSON MultiPolygon coordinates of the active version, else the draft' }),
  ),
  staff: Type.Array(GridStaffView),
  breaches: Type.Array(StaffingBreach),
})
export type GridDetail = Static<typeof GridDetail>

export const readGrid = operation({
  id: 'grid.read',
  method: 'GET',
  path: '/grids/:gridId',
  summary: { zh: '网格详情', en: 'A grid' },
  access: 'grid.read',
  params: Type.Object({ gridId: Id }),
  reply: GridDetail,
  errors: ['grid.not_found'],
})

/** Outlines of one level as a GeoJSON FeatureCollection; for drawing up to some thousand grids. */
export const readOutlines = operation({
  id: 'grid.outlines',
  method: 'GET',
  path: '/grid-outlines',
  summary: { zh: '网格边界（GeoJSON）', en: 'Outlines of grids (GeoJSON)' },
  access: 'grid.read',
  query: Type.Object({
    level: Type.Integer({ minimum: 0, maximum: 9 }),
    under: Type.Optional(Type.String({ maxLength: 200 })),
    status: Type.Optional(Words(['active', 'draft'] as const)),
  }),
  reply: Type.Object({ type: Type.Literal('FeatureCollection'), features: Type.Array(Type.Unknown()) }),
})

export const readGridTile = operation({
  id: 'grid.tile',
  method: 'GET',
  path: '/grid-tiles/:level/:z/:x/:y',
  summary: { zh: '网格矢量瓦片', en: 'Vector tile of the grids of a level' },
  access: 'grid.read',
  params: Type.Object({
    level: Type.Integer({ minimum: 0, maximum: 9 }),
    z: Type.Integer({ minimum: 0, maximum: 22 }),
    x: Type.Integer(),
    y: Type.Integer(),
  }),
  query: Type.Object({
    v: Type.Optional(Type.Integer({ description: 'revision of the grids; with the current one the tile may be kept' })),
  }),
  reply: Type.String(),
  download: 'application/vnd.mapbox-vector-tile',
})

/** The base grid of a point. `grid` is null only outside the district. Public: it tells no more than a map on a wall. */
export const locateGrid = operation({
  id: 'grid.locate',
  method: 'GET',
  path: '/grid-at',
  summary: { zh: '坐标所在基础网格', en: 'The base grid at a point' },
  access: 'public',
  query: Type.Object({
    lon: Type.Number({ minimum: -180, maximum: 180 }),
    lat: Type.Number({ minimum: -90, maximum: 90 }),
  }),
  reply: Type.Object({ grid: Nullable(GridBrief), versionId: Nullable(Id), names: Type.Array(Type.String()) }),
})

/** 网格明白卡 [68]: who looks after a grid, with work telephones. Public by purpose. */
export const readGridCard = operation({
  id: 'grid.card',
  method: 'GET',
  path: '/grid-cards/:gridId',
  summary: { zh: '网格明白卡', en: 'Grid card' },
  access: 'public',
  params: Type.Object({ gridId: Id }),
  reply: Type.Object({
    grid: GridBrief,
    names: Type.Array(Type.String()),
    fourBoundaries: Type.Object({
      north: Type.String(),
      east: Type.String(),
      south: Type.String(),
      west: Type.String(),
    }),
    staff: Type.Array(Type.Object({ name: Type.String(), duty: Words(STAFF_DUTIES), telephone: Type.String() })),
  }),
  errors: ['grid.not_found'],
})

export const PlaceView = Type.Object({
  code: Type.String(),
  name: Type.String(),
  address: Type.String(),
  position: Nullable(PositionShape),
  grid: GridBrief,
})
export type PlaceView = Static<typeof PlaceView>

export const readPlaceCode = operation({
  id: 'place.read',
  method: 'GET',
  path: '/places/:code',
  summary: { zh: '二维码对应的位置', en: 'The place of a QR code' },
  access: 'public',
  params: Type.Object({ code: Type.String({ minLength: 4, maxLength: 40 }) }),
  reply: PlaceView,
  errors: ['grid.not_found'],
})

/** A place a search found: what it is, what it lies in, and how far it is from where the search was made. */
export const FoundPlace = Type.Intersect([
  PlaceView,
  Type.Object({
    kind: Words(['grid', 'building', 'compound', 'landmark', 'address'] as const),
    names: Type.Array(Type.String(), { description: 'names of its grids from the district down' }),
    distance_m: Nullable(Type.Number()),
  }),
])
export type FoundPlace = Static<typeof FoundPlace>

export const searchPlaces = operation({
  id: 'place.search',
  method: 'GET',
  path: '/places',
  summary: { zh: '地点搜索（名称、地址、拼音）', en: 'Search places by name, address, pinyin' },
  access: 'public',
  query: Type.Object({
    q: Type.String({ minLength: 1, maxLength: 60 }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    /** From where distances are told. */
    lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  }),
  reply: Type.Object({ items: Type.Array(FoundPlace) }),
})
