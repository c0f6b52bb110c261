import { CHANNELS } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { BilingualText, Done, Id, InstantText, Nullable, Words } from '../shapes.ts'
import { StateWord, UrgencyWord } from '../ticket/rows.ts'

/** What a wall may show, in the order of its playlist (一屏发现). */
export const WALL_VIEWS = ['figures', 'map', 'units', 'classes'] as const
export type WallView = (typeof WALL_VIEWS)[number]
/** Header that carries the key of a screen: it never stands in an address that a log would keep. */
export const WALL_HEADER = 'x-lianxin-wall'

const Playlist = {
  name: Type.String({ minLength: 1, maxLength: 60 }),
  views: Type.Array(Words(WALL_VIEWS), { minItems: 1, maxItems: WALL_VIEWS.length, uniqueItems: true }),
  secondsPerView: Type.Integer({ minimum: 10, maximum: 600 }),
}

export const WallRow = Type.Object({
  id: Id,
  ...Playlist,
  unitName: Type.String(),
  gridName: Type.String(),
  madeBy: Type.String(),
  madeAt: InstantText,
})
export type WallRow = Static<typeof WallRow>

export const listWalls = operation({
  id: 'wall.list',
  method: 'GET',
  path: '/walls',
  summary: { zh: '大屏列表', en: 'Wall screens' },
  access: 'wall.write',
  reply: Type.Object({ items: Type.Array(WallRow) }),
})

/** Opens or changes a screen for the territory of the acting post. The key is answered once, when the screen is new. */
export const putWall = operation({
  id: 'wall.put',
  method: 'PUT',
  path: '/walls/:wallId',
  summary: { zh: '设置大屏', en: 'Set up a wall screen' },
  access: 'wall.write',
  params: Type.Object({ wallId: Id }),
  body: Type.Object(Playlist, { additionalProperties: false }),
  reply: Type.Object({ id: Id, key: Nullable(Type.String()) }),
  errors: ['wall.not_found'],
})

export const closeWall = operation({
  id: 'wall.close',
  method: 'DELETE',
  path: '/walls/:wallId',
  summary: { zh: '停用大屏', en: 'Close a wall screen' },
  access: 'wall.write',
  params: Type.Object({ wallId: Id }),
  reply: Done,
  errors: ['wall.not_found'],
})

const Share = Type.Object({ onTime: Type.Integer(), of: Type.Integer() })

/** Figures and matters without a word that a resident wrote and without a name: a hall is no place for either. */
export const WallPicture = Type.Object({
  ...Playlist,
  districtName: Type.String(),
  gridName: Type.String(),
  gridPath: Type.String(),
  asOf: InstantText,
  figures: Type.Object({
    receivedToday: Type.Integer(),
    settledToday: Type.Integer(),
    open: Type.Integer(),
    overdue: Type.Integer(),
    nearDue: Type.Integer(),
    urgent: Type.Integer(),
    unlocated: Type.Integer(),
    suspended: Type.Integer(),
    lastDays: Type.Object({ days: Type.Integer(), ...Share.properties }),
  }),
  hours: Type.Array(Type.Integer(), { description: 'received in each of the last 24 hours, the present one last' }),
  newest: Type.Array(
    Type.Object({
      id: Id,
      number: Type.String(),
      className: Nullable(BilingualText),
      channel: Words(CHANNELS),
      urgency: UrgencyWord,
      state: StateWord,
      gridName: Nullable(Type.String()),
      holderName: Type.String(),
      reportedAt: InstantText,
    }),
  ),
  units: Type.Array(
    Type.Object({ id: Id, name: Type.String(), nameEn: Type.String(), open: Type.Integer(), overdue: Type.Integer() }),
  ),
  classes: Type.Array(Type.Object({ className: Nullable(BilingualText), open: Type.Integer(), today: Type.Integer() })),
  grids: Type.Array(Type.Object({ id: Id, name: Type.String(), open: Type.Integer(), overdue: Type.Integer() }), {
    description: 'one entry for each grid of the drawn level',
  }),
})
export type WallPicture = Static<typeof WallPicture>

export const showWall = operation({
  id: 'wall.show',
  method: 'GET',
  path: '/wall',
  summary: { zh: '大屏数据（凭大屏密钥）', en: 'What a wall shows (by its key)' },
  access: 'public',
  reply: WallPicture,
  errors: ['wall.key_unknown'],
})

/** Outlines of the level below the wall's grid, for drawing; they change only with the boundaries. */
export const showWallOutlines = operation({
  id: 'wall.outlines',
  method: 'GET',
  path: '/wall/outlines',
  summary: { zh: '大屏地图边界（凭大屏密钥）', en: 'Outlines for a wall (by its key)' },
  access: 'public',
  reply: Type.Object({ type: Type.Literal('FeatureCollection'), features: Type.Array(Type.Unknown()) }),
  errors: ['wall.key_unknown'],
})
