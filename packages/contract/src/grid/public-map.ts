import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { GridBrief, Id } from '../shapes.ts'

const Note = Type.String({ description: 'source and approval number (审图号), shown in the corner; may be empty' })

/** The map under the grids, as this installation is configured. */
export const BaseMapView = Type.Union([
  Type.Object({ kind: Type.Literal('none') }),
  Type.Object({ kind: Type.Literal('tianditu'), key: Type.String(), note: Note }),
  Type.Object({ kind: Type.Literal('pmtiles'), url: Type.String(), note: Note }),
])
export type BaseMapView = Static<typeof BaseMapView>

export const readBaseMap = operation({
  id: 'baseMap.read',
  method: 'GET',
  path: '/base-map',
  summary: { zh: '底图配置', en: 'The base map of this installation' },
  access: 'public',
  reply: BaseMapView,
})

/** The outline of the grid a sign stands in, rounded to some ten metres: what a map on its wall would show. */
export const readPlaceOutline = operation({
  id: 'place.outline',
  method: 'GET',
  path: '/places/:code/outline',
  summary: { zh: '二维码所在网格的轮廓（概略）', en: 'Coarse outline of the grid of a QR code' },
  access: 'public',
  params: Type.Object({ code: Type.String({ minLength: 4, maxLength: 40 }) }),
  reply: Type.Object({
    grid: GridBrief,
    polygon: Type.Unknown({ description: 'GeoJSON MultiPolygon coordinates, WGS 84' }),
  }),
  errors: ['grid.not_found'],
})

/** The code on a grid card: opens the reporting page with the place filled in. */
export const readGridCardQr = operation({
  id: 'grid.cardQr',
  method: 'GET',
  path: '/grid-cards/:gridId/qr',
  summary: { zh: '网格明白卡二维码（SVG）', en: 'QR code of a grid card (SVG)' },
  access: 'public',
  params: Type.Object({ gridId: Id }),
  reply: Type.String(),
  download: 'image/svg+xml',
  errors: ['grid.not_found'],
})
