import type { ImportFault } from '@lianxin/contract'
import type { GeometryDefect, GeometryDefectKind, LonLat } from '@lianxin/domain'

import type { Lang } from '../../../platform/language.ts'

/** A fault as stored: both languages, shown in the one of whoever asks. */
export interface StoredFault {
  /** Line of the table or number of the feature, counted from 1 as the person sees it; 0 for the whole file. */
  readonly row: number
  readonly code: string
  readonly field: string
  readonly zh: string
  readonly en: string
  readonly at: LonLat | null
}

/** What is wrong and what to do about it. */
const PHRASES = {
  unreadable: [
    '文件无法读取：{reason}。请确认格式与所选一致后重新导入。',
    'The file cannot be read: {reason}. Check that it has the chosen format.',
  ],
  empty: ['文件中没有网格。请检查后重新导入。', 'There is no grid in the file.'],
  columnMissing: ['缺少“{name}”列。请按模板补上表头。', 'The column “{name}” is missing; add it to the first line.'],
  codeMissing: ['缺少网格编码。请填写。', 'The code is missing; fill it in.'],
  codeInvalid: [
    '网格编码“{value}”不正确。应为 6、9、12、15 或 17 位数字。',
    'The code “{value}” is not valid; write 6, 9, 12, 15 or 17 digits.',
  ],
  codeTwice: ['网格编码与第 {other} 行重复。请保留一行。', 'Row {other} has the same code; keep one of them.'],
  nameMissing: ['缺少网格名称。请填写。', 'The name is missing; fill it in.'],
  parentUnknown: [
    '上级网格“{value}”既不在文件中，也不在系统中。请先导入上级网格或更正编码。',
    'The parent “{value}” is neither in the file nor in the system; import it first or correct the code.',
  ],
  parentCircle: ['上级网格互相包含。请更正上级编码。', 'The parents form a circle; correct the parent code.'],
  parentMoved: [
    '该网格现属“{value}”，导入不能改变上级。请停用后以新编码新建。',
    'The grid belongs to “{value}”; an import cannot move it. Close it and make a new one.',
  ],
  secondRoot: [
    '已有最高一级网格“{value}”。请填写上级网格编码。',
    'There is a top grid already (“{value}”); give the parent code.',
  ],
  levelWrong: [
    '层级应为 {wanted}（上级的下一级）。请更正或留空。',
    'The level must be {wanted}, one below the parent; correct it or leave it empty.',
  ],
  levelTooDeep: ['层级超过 9 级。请检查上级编码。', 'The tree is deeper than nine levels; check the parent codes.'],
  kindWrong: [
    '类型“{value}”不正确。可填 area、base、micro、dedicated、unit 或留空。',
    'The kind “{value}” is not known; write area, base, micro, dedicated, unit or leave it empty.',
  ],
  settingWrong: [
    '城乡“{value}”不正确。可填 urban、rural 或 mixed。',
    'Write urban, rural or mixed instead of “{value}”.',
  ],
  householdsWrong: ['户数“{value}”应为非负整数。', 'Households must be a whole number, not “{value}”.'],
  geometryMissing: [
    '缺少边界。基础网格及以下必须有边界。',
    'The geometry is missing; base grids and those below need one.',
  ],
  geometryUnreadable: [
    '边界无法识别。请使用 GeoJSON 或 WKT 的 Polygon、MultiPolygon。',
    'The geometry is not understood; use a Polygon or MultiPolygon as GeoJSON or WKT.',
  ],
  interrupted: [
    '导入中断，系统未写入任何数据。请重新导入。',
    'The import was interrupted and nothing was written; import again.',
  ],
  failed: [
    '系统出错，未写入任何数据。请稍后重新导入；若仍出错请联系管理员。',
    'The system failed and nothing was written; try again or ask the administrator.',
  ],
} as const satisfies Record<string, readonly [string, string]>

export type FaultKind = keyof typeof PHRASES

const DEFECTS: Readonly<Record<GeometryDefectKind, readonly [string, string]>> = {
  notGeometry: PHRASES.geometryUnreadable,
  empty: ['边界为空。请补上坐标。', 'The geometry is empty; give its coordinates.'],
  notNumber: ['有坐标不是数字。请更正。', 'A coordinate is not a number; correct it.'],
  outOfRange: [
    '坐标超出经纬度范围。请确认是“经度、纬度”顺序且为度。',
    'A coordinate is out of range; write longitude first, in degrees.',
  ],
  notClosed: ['边界没有闭合。首尾坐标应相同。', 'The ring is not closed; end it where it began.'],
  tooFewPoints: ['边界的点太少。至少需要三个不同的点。', 'The ring needs at least three different points.'],
  zeroArea: ['边界没有面积。请重新绘制。', 'The ring has no area; draw it anew.'],
  selfIntersection: [
    '边界自相交。请在标出的位置理顺。',
    'The boundary crosses itself at the place given; untangle it.',
  ],
  holeOutside: ['洞不在外边界内。请更正。', 'A hole lies outside its outer ring; correct it.'],
  partsOverlap: ['边界的两部分互相重叠。请更正。', 'Two parts of the boundary overlap; correct them.'],
}

const fill = (text: string, params: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_all, name: string) => String(params[name] ?? '–'))

/** A fault of a row, in both languages. `code` is the grid code as far as it is known. */
export function faultOf(
  kind: FaultKind,
  row: number,
  code: string,
  field: string,
  params: Readonly<Record<string, string | number>> = {},
): StoredFault {
  const [zh, en] = PHRASES[kind]
  return { row, code, field, zh: fill(zh, params), en: fill(en, params), at: null }
}

/** Defects of a shape as faults; `at` is in WGS 84 where the defect has a place. */
export function geometryFaults(row: number, code: string, defects: readonly GeometryDefect[]): StoredFault[] {
  return defects.map(({ kind, position }) => {
    const [zh, en] = DEFECTS[kind]
    return { row, code, field: 'geometry', zh, en, at: position }
  })
}

/** The fault as the contract shows it. */
export function viewFault(fault: StoredFault, lang: Lang): ImportFault {
  return {
    row: fault.row,
    code: fault.code,
    field: fault.field,
    detail: fault[lang],
    at: fault.at ? { lon: fault.at[0], lat: fault.at[1] } : null,
  }
}
