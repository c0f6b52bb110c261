import type { Channel, Figure, Rate } from '@lianxin/domain'

import type { FigureGroup } from './figures.ts'

type Word = readonly [zh: string, en: string]
type Lang = 'zh' | 'en'

const FIGURE = {
  received: ['受理', 'Received'],
  dispatched: ['派发', 'Dispatched'],
  reportedUp: ['上报', 'Reported up'],
  settledOfReceived: ['其中已办结', 'Of them settled'],
  responded: ['已响应', 'Responded'],
  respondedInTime: ['按时响应', 'Responded in time'],
  settled: ['办结', 'Settled'],
  settledDated: ['有期限的办结', 'Settled with a date'],
  settledOnTime: ['按期办结', 'Settled on time'],
  settledHere: ['未上报即办结', 'Settled without passing up'],
  rated: ['已评价', 'Rated'],
  satisfied: ['满意', 'Satisfied'],
  reworked: ['经返工', 'After rework'],
  reopened: ['经重办', 'After reopening'],
  failedVerifications: ['核查未通过', 'Failed verifications'],
  endedOtherwise: ['其他结束', 'Ended otherwise'],
} as const satisfies Readonly<Record<Figure, Word>>

const RATE = {
  settling: ['办结率', 'Settling rate'],
  onTime: ['按期办结率', 'On-time rate'],
  response: ['按时响应率', 'In-time responses'],
  here: ['就地解决率', 'Solved locally'],
  satisfaction: ['满意率', 'Satisfaction rate'],
  rework: ['返工率', 'Rework rate'],
  reopening: ['重办率', 'Reopening rate'],
} as const satisfies Readonly<Record<Rate, Word>>

const GROUP = {
  none: ['合计', 'Total'],
  unit: ['单位', 'Unit'],
  level: ['层级', 'Level'],
  class: ['类别', 'Class'],
  channel: ['来源渠道', 'Channel'],
  day: ['日期', 'Day'],
  month: ['月份', 'Month'],
} as const satisfies Readonly<Record<FigureGroup, Word>>

const CHANNEL = {
  residentQr: ['居民扫码', 'Resident, QR code'],
  residentPage: ['居民网页', 'Resident, web page'],
  gridWorker: ['网格员', 'Grid worker'],
  hotline12345: ['12345 热线', 'Hotline 12345'],
  patrolCar: ['巡查车', 'Patrol car'],
  department: ['部门', 'Department'],
  camera: ['摄像头', 'Camera'],
  courtyardLeader: ['楼院长', 'Courtyard leader'],
  api: ['其他系统', 'Other system'],
} as const satisfies Readonly<Record<Channel, Word>>

/** Levels from the city down; departments stand at the level of their district. */
const LEVEL: Readonly<Record<string, Word>> = {
  '-1': ['市级', 'City'],
  '0': ['区级（含部门）', 'District and departments'],
  '1': ['街道', 'Subdistrict'],
  '2': ['社区', 'Community'],
  '3': ['基础网格', 'Base grid'],
  '4': ['微网格', 'Micro grid'],
}

const said = (word: Word, lang: Lang): string => word[lang === 'zh' ? 0 : 1]

/** What a figure is called, on the screen and in files. */
export const figureWord = (figure: Figure, lang: Lang): string => said(FIGURE[figure], lang)
export const rateWord = (rate: Rate, lang: Lang): string => said(RATE[rate], lang)
export const figureGroupWord = (group: FigureGroup, lang: Lang): string => said(GROUP[group], lang)

/** What a level is called: 0 is the district, -1 the city above it. */
export const figureLevelWord = (level: number, lang: Lang): string =>
  said(LEVEL[String(level)] ?? ['其他', 'Other'], lang)

/** What a row of figures is called: its unit or class by name, everything else by its key. */
export function figureRowName(
  row: { readonly key: string; readonly name: string; readonly nameEn: string },
  group: FigureGroup,
  lang: Lang,
): string {
  if (row.key === '' && group === 'class') return lang === 'zh' ? '未归类' : 'Not classified'
  if (group === 'channel') return said(CHANNEL[row.key as Channel], lang)
  if (group === 'level') return figureLevelWord(Number(row.key), lang)
  if (group === 'month') return row.key.slice(0, 7)
  return (lang === 'en' && row.nameEn) || row.name || row.key
}
