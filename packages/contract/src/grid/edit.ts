import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { GridBrief, Id, Nullable, Words } from '../shapes.ts'

const Corner = Type.Tuple([Type.Number({ minimum: -180, maximum: 180 }), Type.Number({ minimum: -90, maximum: 90 })])

/** One step of editing base grids. Corners are named by where they are, WGS 84 on the 1e-7° lattice. */
export const GridEdit = Type.Union([
  Type.Object({ kind: Type.Literal('move'), from: Corner, to: Corner }),
  Type.Object({ kind: Type.Literal('insert'), edge: Type.Tuple([Corner, Corner]), at: Corner }),
  Type.Object({ kind: Type.Literal('remove'), at: Corner }),
  Type.Object({
    kind: Type.Literal('split'),
    gridId: Id,
    newGridId: Id,
    newName: Type.String({ minLength: 1, maxLength: 60 }),
    line: Type.Array(Corner, { minItems: 2, maxItems: 200 }),
  }),
  Type.Object({ kind: Type.Literal('merge'), gridId: Id, otherId: Id }),
])
export type GridEdit = Static<typeof GridEdit>
export const GRID_EDITS = ['move', 'insert', 'remove', 'split', 'merge'] as const

/** A base grid as it stands in the drafts, with its neighbours. */
export const EditableGrid = Type.Intersect([
  GridBrief,
  Type.Object({
    parentId: Nullable(Id),
    draft: Type.Boolean({ description: 'the shape is a draft and not yet in force' }),
    polygon: Type.Unknown({ description: 'GeoJSON MultiPolygon coordinates; empty where it was merged away' }),
  }),
])
export type EditableGrid = Static<typeof EditableGrid>

/** A piece of the map to be edited: the grid and all that touch its box. */
export const EditArea = Type.Object({
  gridId: Id,
  cells: Type.Array(EditableGrid),
  drafts: Type.Integer({ description: 'grids of the district with a draft' }),
  undo: Nullable(Words(GRID_EDITS)),
  redo: Nullable(Words(GRID_EDITS)),
})
export type EditArea = Static<typeof EditArea>

export const readEditArea = operation({
  id: 'grid.editArea',
  method: 'GET',
  path: '/grid-edits/:gridId',
  summary: { zh: '待编辑的网格与相邻网格', en: 'A base grid and its neighbours, to be edited' },
  access: 'grid.write',
  params: Type.Object({ gridId: Id }),
  reply: EditArea,
  errors: ['grid.not_found'],
})

/** Makes one step on the drafts. Every cell that shares a corner changes with it; nothing is in force before activation. */
export const editGrids = operation({
  id: 'grid.edit',
  method: 'POST',
  path: '/grid-edits/:gridId',
  summary: { zh: '修改网格边界（草稿）', en: 'Edit boundaries (drafts)' },
  access: 'grid.write',
  params: Type.Object({ gridId: Id }),
  body: Type.Object({ id: Id, edit: GridEdit }),
  reply: EditArea,
  errors: [
    'grid.not_found',
    'grid.edit_no_corner',
    'grid.edit_rim',
    'grid.edit_crosses',
    'grid.edit_corner_needed',
    'grid.edit_line',
    'grid.edit_not_neighbours',
    'grid.edit_other_parent',
    'grid.edit_has_parts',
  ],
})

/** Takes the last step back, or makes the last one taken back again. */
export const undoGridEdit = operation({
  id: 'grid.undoEdit',
  method: 'POST',
  path: '/grid-edits/:gridId/undo',
  summary: { zh: '撤销或重做边界修改', en: 'Undo or redo an edit of boundaries' },
  access: 'grid.write',
  params: Type.Object({ gridId: Id }),
  body: Type.Object({ direction: Words(['undo', 'redo'] as const) }),
  reply: EditArea,
  errors: ['grid.not_found', 'grid.edit_stale', 'grid.edit_nothing'],
})

/** What putting the drafts in force would change. Numbers only: it names no ticket and no person. */
export const previewActivation = operation({
  id: 'grid.previewActivation',
  method: 'GET',
  path: '/grid-activations/preview',
  summary: { zh: '启用前的影响预览', en: 'What activation would change' },
  access: 'grid.write',
  reply: Type.Object({
    grids: Type.Array(
      Type.Intersect([
        GridBrief,
        Type.Object({
          change: Words(['changed', 'new', 'gone'] as const),
          areaBefore_m2: Type.Number(),
          areaAfter_m2: Type.Number(),
          households: Nullable(Type.Integer()),
          staff: Type.Integer({ description: 'people on duty in it today' }),
          openTickets: Type.Integer({ description: 'open tickets that belong to it' }),
        }),
      ]),
    ),
    moves: Type.Array(
      Type.Object({
        from: GridBrief,
        to: Nullable(GridBrief),
        tickets: Type.Integer({ description: 'open tickets of the one whose place lies in the other afterwards' }),
      }),
      { description: 'they keep their grid and holder; new reports go to the other' },
    ),
    findings: Type.Integer({ description: 'gaps and overlaps that block activation' }),
  }),
})
