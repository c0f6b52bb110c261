import { entry } from './entry.ts'

/** What can be wrong with grids and their boundaries. */
export const GRID_ERRORS = {
  'grid.not_found': entry(404, ['找不到该网格', '请核对网格编码。'], ['No such grid', 'Check the grid code.']),
  'grid.code_invalid': entry(422, ['网格编码不正确', '{reason}'], ['The grid code is not valid', '{reason}']),
  'grid.geometry_invalid': entry(422, ['边界数据有错误', '{reason}'], ['The geometry is broken', '{reason}']),
  'grid.import_refused': entry(
    422,
    ['导入未执行', '共 {count} 处问题，全部更正后再导入；系统未写入任何数据。'],
    ['Nothing was imported', '{count} problems; correct them all and import again.'],
  ),
  'grid.coverage_broken': entry(
    409,
    ['网格未无缝覆盖，不能启用', '发现 {count} 处空隙、重叠或越界，请在地图上逐一修正。'],
    ['The grids do not cover seamlessly', '{count} gaps, overlaps or overhangs; mend each on the map.'],
  ),
  'grid.outside': entry(
    422,
    ['该位置不在本区范围内', '请在地图上选择区内位置，或不填位置，由工作人员核实。'],
    ['The place is outside the district', 'Choose a place inside, or leave it open and staff will locate it.'],
  ),
  'grid.edit_no_corner': entry(
    409,
    ['这个界点已不在原处', '边界可能刚被别人改过。请看刷新后的边界再操作。'],
    ['The corner is no longer there', 'Somebody may have changed the boundary. Look at it again and repeat.'],
  ),
  'grid.edit_rim': entry(
    422,
    ['区外缘的界点不能在这里改', '外缘与邻区相接，请通过“导入”更新整区边界。'],
    ['The rim of the district is not changed here', 'Beyond it lies another district; import new boundaries instead.'],
  ),
  'grid.edit_crosses': entry(
    422,
    ['这样改边界会交叉或重叠', '请移近一些，或先在中间增加界点，再分几步移动。'],
    ['The boundaries would cross or overlap', 'Move it less far, or insert a corner in between and go in steps.'],
  ),
  'grid.edit_corner_needed': entry(
    422,
    ['这个界点不能删除', '这里有三个以上网格相接，或网格只剩三个界点。可以移动它。'],
    ['The corner is needed', 'Three or more grids meet here, or a grid has only three corners left. Move it instead.'],
  ),
  'grid.edit_line': entry(
    422,
    ['这条线不能分割网格', '请从网格边界画到另一处边界，线在网格内部，不要自己相交。'],
    [
      'The line does not split the grid',
      'Draw from boundary to boundary, inside the grid and without crossing itself.',
    ],
  ),
  'grid.edit_not_neighbours': entry(
    422,
    ['这两个网格不相邻', '只有共用一段边界的网格才能合并，只在一点相接的不行。'],
    ['The two grids are no neighbours', 'Only grids that share a piece of boundary can be merged, not a mere corner.'],
  ),
  'grid.edit_other_parent': entry(
    422,
    ['这两个网格不在同一个社区', '只能合并同一上级的网格。跨社区调整请移动界点。'],
    ['The two grids lie in different communities', 'Merge within one grid above; move corners to shift ground across.'],
  ),
  'grid.edit_has_parts': entry(
    422,
    ['网格下面还有微网格', '请先把下级网格调整好，再分割或合并这个网格。'],
    ['There are grids below this one', 'Put the grids below in order first, then split or merge this one.'],
  ),
  'grid.edit_stale': entry(
    409,
    ['不能撤销', '边界草稿已被导入或别人的修改替换。请在现有边界上继续修改。'],
    ['Nothing can be undone', 'The drafts were replaced by an import or by somebody else. Go on from what is there.'],
  ),
  'grid.edit_nothing': entry(
    409,
    ['没有可以撤销或重做的修改', '请先修改边界。'],
    ['There is nothing to undo or redo', 'Change a boundary first.'],
  ),
} as const
