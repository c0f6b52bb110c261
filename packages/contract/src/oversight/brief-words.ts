import type { Figure, Rate } from '@lianxin/domain'

export type BriefLang = 'zh' | 'en'
type Word = readonly [zh: string, en: string]

const WORDS = {
  title: ['网格治理每月简报', 'Monthly brief of grid governance'],
  preliminary: ['未满月', 'preliminary'],
  unit: ['单位', 'Unit'],
  period: ['统计期', 'Period'],
  beforePeriod: ['对比期', 'Compared with'],
  asOf: ['数据截至', 'As of'],
  version: ['版次', 'Version'],
  overall: ['总体情况', 'In all'],
  counts: ['数量', 'Counts'],
  figure: ['指标', 'Figure'],
  now: ['本期', 'Now'],
  before: ['上期', 'Before'],
  change: ['增减', 'Change'],
  points: ['变化百分点', 'Change, points'],
  share: ['分子 / 分母', 'Of how many'],
  rate: ['比率', 'Rate'],
  days: ['每日受理与办结', 'Received and settled by day'],
  volumes: ['来源渠道和事项类别', 'Channels and classes'],
  byChannel: ['按来源渠道', 'By channel'],
  byClass: ['按事项类别', 'By class'],
  channel: ['来源渠道', 'Channel'],
  class: ['事项类别', 'Class'],
  others: ['其余 {n} 类', '{n} other classes'],
  levels: ['各层级解决情况', 'Settled at each level'],
  level: ['层级', 'Level'],
  settledShare: ['占办结', 'Of all settled'],
  notAboveCommunity: ['小事不出社区：社区及以下办结', 'Settled in the community or below:'],
  notAboveSubdistrict: ['大事不出街道：街道及以下办结', 'settled in the subdistrict or below:'],
  ranking: ['单位排名', 'Ranking of units'],
  subdistricts: ['街道', 'Subdistricts'],
  communities: ['社区', 'Communities'],
  departments: ['部门', 'Departments'],
  place: ['名次', 'Place'],
  gained: ['升降', 'Moved'],
  hotSpots: ['热点', 'Hot spots'],
  hotSpotsTable: ['受理最多的网格和类别', 'Grids and classes with the most matters'],
  grid: ['网格', 'Grid'],
  overdue: ['超期台账', 'Overdue'],
  pending: ['挂账台账', 'Pending with a reason'],
  number: ['编号', 'Number'],
  holder: ['责任单位', 'With'],
  stage: ['环节', 'Stage'],
  due: ['期限', 'Due'],
  late: ['超期（天）', 'Days late'],
  kind: ['情形', 'Why'],
  reason: ['原因', 'Reason'],
  until: ['新期限', 'New date'],
  acceptance: ['受理派遣', 'Acceptance'],
  handling: ['处置', 'Handling'],
  verification: ['核查', 'Verification'],
  suspended: ['已批准挂起', 'Suspended, approved'],
  extended: ['已批准延期', 'Extended, approved'],
  asked: ['申请待批', 'Request waiting'],
  notYet: ['待批', 'not yet'],
  undisclosed: ['保密类别，不公开', 'Confidential class: not shown'],
  definitions: ['口径说明', 'How it is counted'],
  total: ['合计', 'Total'],
  none: ['没有', 'None'],
} as const satisfies Readonly<Record<string, Word>>
export type BriefWord = keyof typeof WORDS

/** A word of the brief. */
export const briefWord = (word: BriefWord, lang: BriefLang): string => WORDS[word][lang === 'zh' ? 0 : 1]

/** What each rate is a share of, as the domain counts it (packages/domain/src/oversight/figures.ts). */
const RATE_MEANING = {
  settling: ['本期受理的事项中现已办结的 ÷ 本期受理的', 'settled by now ÷ received in the period'],
  onTime: [
    '本期办结且未超过期限的 ÷ 本期办结且有期限的（扣除经批准的挂起时间）',
    'settled by their date ÷ settled with a date (approved pauses do not count)',
  ],
  response: ['受理期限内首次处理的 ÷ 已有首次处理的', 'first dealt with by the date of acceptance ÷ dealt with'],
  here: ['未上报即办结的 ÷ 本期办结的', 'settled without being passed up ÷ settled'],
  satisfaction: ['评 4 分或 5 分的 ÷ 已评价的（GB/T 33358）', 'rated 4 or 5 of 5 ÷ rated (GB/T 33358)'],
  rework: ['经核查退回后办结的 ÷ 本期办结的', 'settled after verification sent them back ÷ settled'],
  reopening: ['经报事人要求重办后办结的 ÷ 本期办结的', 'settled after their reporter sent them back ÷ settled'],
} as const satisfies Readonly<Record<Rate, Word>>

export const rateMeaning = (rate: Rate, lang: BriefLang): string => RATE_MEANING[rate][lang === 'zh' ? 0 : 1]

/** Counts of the first table, in their order. */
export const BRIEF_FIGURES = [
  'received',
  'dispatched',
  'reportedUp',
  'settled',
  'endedOtherwise',
  'failedVerifications',
] as const satisfies readonly Figure[]

const NOTES: readonly Word[] = [
  [
    '受理＝派发＋上报：每一件受理的事项，要么留在派到的单位，要么上报过上级。',
    'Received = dispatched + reported up: each matter either stayed where it was sent or was passed up.',
  ],
  [
    '排名按按期办结率；有期限的办结少于 {n} 件的单位不排名次；比率相同的名次相同；升降与上期名次相比。',
    'Places go by the on-time rate; units with fewer than {n} settled with a date have none; equal rates share a place.',
  ],
  [
    '本简报统计单位，不统计个人；登录、在线时间、步数、轨迹、照片、阅读一律不计。',
    'Units are counted, not persons; log-ins, time online, steps, tracks, photos and reading are counted nowhere.',
  ],
  [
    '台账为生成时的在办事项，每表最多列 200 件，不含报事人信息；原因照承办单位所填，其中的电话和证件号已隐去；保密类别的原因不公开。',
    'Ledgers hold what was open at the time, at most 200 a table, nothing of reporters; reasons are as the unit wrote them, without telephone and card numbers; those of confidential classes are not shown.',
  ],
  [
    '上期：上一个月；未满月的简报与上月同样天数相比。',
    'Before: the month before; a preliminary brief is compared with as many days of it.',
  ],
]

/** What a reader must know to use the numbers. */
export const briefNotes = (rankedFrom: number, lang: BriefLang): readonly string[] =>
  NOTES.map((note) => note[lang === 'zh' ? 0 : 1].replace('{n}', String(rankedFrom)))
