import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Done, Id, InstantText, Words } from '../shapes.ts'
import { SORTS, TicketFilter } from './lists.ts'

/** What a saved view shows: list, filters and order as in the address of the queue. */
export const ViewQuery = Type.Object({ ...TicketFilter.properties, sort: Type.Optional(Words(SORTS)) })
export type ViewQuery = Static<typeof ViewQuery>

/** How somebody saves a view. `columns` empty: those that fit the screen of whoever opens it. */
export const ViewBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 40 }),
  shared: Type.Boolean({ description: 'everybody of the unit sees it' }),
  query: ViewQuery,
  columns: Type.Array(Type.String({ maxLength: 20 }), { maxItems: 20 }),
})

export const SavedView = Type.Intersect([
  ViewBody,
  Type.Object({
    id: Id,
    own: Type.Boolean({ description: 'only who made it changes it' }),
    makerName: Type.String(),
    changedAt: InstantText,
  }),
])
export type SavedView = Static<typeof SavedView>

export const listViews = operation({
  id: 'view.list',
  method: 'GET',
  path: '/saved-views',
  summary: { zh: '已保存的视图', en: 'Saved views' },
  access: 'ticket.read',
  reply: Type.Object({ items: Type.Array(SavedView) }),
})

/** Saves a new view or changes one's own; the client makes the id, so that sending it twice has one effect. */
export const putView = operation({
  id: 'view.put',
  method: 'PUT',
  path: '/saved-views/:viewId',
  summary: { zh: '保存视图', en: 'Save a view' },
  access: 'ticket.read',
  params: Type.Object({ viewId: Id }),
  body: ViewBody,
  reply: SavedView,
  errors: ['view.not_own', 'view.too_many'],
})

export const removeView = operation({
  id: 'view.remove',
  method: 'DELETE',
  path: '/saved-views/:viewId',
  summary: { zh: '删除视图', en: 'Delete a saved view' },
  access: 'ticket.read',
  params: Type.Object({ viewId: Id }),
  reply: Done,
  errors: ['view.not_found', 'view.not_own'],
})
