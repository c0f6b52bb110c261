import { compareRate, settledNotAbove, RATES, type Rate } from '@lianxin/domain'

import { chartOfDays, chartOfRows, type BriefChart } from './brief-chart.ts'
import { change, dateTime, filterOf, number, points, signed, table, type BriefBlock, type Cell } from './brief-table.ts'
import { BRIEF_FIGURES, briefNotes, briefWord, rateMeaning, type BriefLang, type BriefWord } from './brief-words.ts'
import type { BriefContent, BriefLine, BriefRanking } from './briefs.ts'
import type { FigureFilter } from './figure-filter.ts'
import { figureRowName, figureWord, rateWord } from './figure-words.ts'
import type { FigureGroup } from './figures.ts'
import { percent } from './percent.ts'

/** A brief as page, docx, pdf and xlsx show it: the same words and numbers everywhere. */
export interface BriefDocument {
  readonly title: string
  readonly subtitle: string
  /** Head of the paper: of which days it tells, when it was made. */
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly blocks: readonly BriefBlock[]
}

const MOST_CLASSES = 20
const MOST_BARS = 10
const NUMERALS = '一二三四五六七八九十'
const RATE_NAMES = Object.keys(RATES) as Rate[]
/** Rates beside the counts of a line. */
const LINE_RATES = ['onTime', 'response', 'satisfaction', 'rework'] as const satisfies readonly Rate[]

interface Writing {
  readonly content: BriefContent
  readonly lang: BriefLang
  readonly say: (word: BriefWord) => string
  /** The tickets behind a number; undefined where no list shows them. */
  readonly linkOf: (within: Omit<FigureFilter, 'from' | 'to'>) => FigureFilter | undefined
}

const chart = (of: BriefChart): BriefBlock => ({ kind: 'chart', chart: of })
const text = (words: string, soft = false): BriefBlock => ({ kind: 'text', text: words, soft })

function named(of: { readonly name: string; readonly nameEn: string }, lang: BriefLang): string {
  return (lang === 'en' && of.nameEn) || of.name
}

function overall({ content, lang, say, linkOf }: Writing): BriefBlock[] {
  const { total, before, rates } = content
  const counts = BRIEF_FIGURES.map((figure): Cell[] => [
    { text: figureWord(figure, lang) },
    { text: number(total[figure]), filter: linkOf({ figure }) },
    { text: number(before[figure]) },
    { text: change(total[figure], before[figure]) },
  ])
  const shares = RATE_NAMES.map((rate): Cell[] => {
    const one = rates[rate]
    return [
      { text: rateWord(rate, lang) },
      { text: percent(one.rate), share: one.rate },
      { text: `${number(one.numerator)} / ${number(one.denominator)}` },
      { text: percent(one.before) },
      { text: points(one.change_points) },
    ]
  })
  return [
    table(
      'counts',
      say('counts'),
      [say('figure'), say('now'), say('before'), say('change')],
      [4, 2, 2, 2],
      counts,
      say,
    ),
    table(
      'rates',
      say('rate'),
      [say('rate'), say('now'), say('share'), say('before'), say('points')],
      [3, 2, 3, 2, 3],
      shares,
      say,
    ),
    text(say('days'), true),
    chart(chartOfDays(content.days, lang)),
  ]
}

/** A line for each channel or class. */
function linesTable(writing: Writing, group: 'channel' | 'class', all: readonly BriefLine[]): BriefBlock {
  const { lang, say, linkOf } = writing
  const shown = all.slice(0, MOST_CLASSES)
  const rest = all.slice(MOST_CLASSES)
  const nameOf = (line: BriefLine): string => figureRowName(line, group satisfies FigureGroup, lang)
  const withinOf = (line: BriefLine) => (group === 'class' ? { classCode: line.key } : { channel: line.key as never })
  const cellsOf = (line: BriefLine, name: string, isSum = false): Cell[] => [
    { text: name },
    {
      text: number(line.counts.received),
      filter: isSum ? undefined : linkOf({ figure: 'received', ...withinOf(line) }),
    },
    { text: change(line.counts.received, line.before.received) },
    { text: number(line.counts.settled), filter: isSum ? undefined : linkOf({ figure: 'settled', ...withinOf(line) }) },
    ...LINE_RATES.map((rate) => ({ text: percent(compareRate(rate, line.counts, line.before).rate) })),
  ]
  const rows = shown.map((line) => cellsOf(line, nameOf(line)))
  if (rest.length > 0) {
    const sum = rest.reduce((a, b) => ({
      ...a,
      counts: added(a.counts, b.counts),
      before: added(a.before, b.before),
    }))
    rows.push(cellsOf(sum, say('others').replace('{n}', String(rest.length)), true))
  }
  return table(
    group === 'class' ? 'classes' : 'channels',
    say(group === 'class' ? 'byClass' : 'byChannel'),
    [
      say(group),
      figureWord('received', lang),
      say('change'),
      figureWord('settled', lang),
      ...LINE_RATES.map((rate) => rateWord(rate, lang)),
    ],
    [4, 2, 2, 2, 3, 3, 2, 2],
    rows,
    say,
  )
}

function added(a: BriefLine['counts'], b: BriefLine['counts']): BriefLine['counts'] {
  return Object.fromEntries(
    Object.entries(a).map(([figure, count]) => [figure, count + b[figure as keyof typeof b]]),
  ) as BriefLine['counts']
}

function volumes(writing: Writing): BriefBlock[] {
  const { content, lang, say } = writing
  const bars = content.classes.slice(0, MOST_BARS).map((line) => ({
    name: figureRowName(line, 'class', lang),
    value: line.counts.received,
    before: line.before.received,
  }))
  return [
    linesTable(writing, 'channel', content.channels),
    linesTable(writing, 'class', content.classes),
    ...(bars.length > 0 ? [chart(chartOfRows(say('byClass'), bars, lang))] : []),
  ]
}

function levels({ content, lang, say, linkOf }: Writing): BriefBlock[] {
  const settled = content.levels.map((line) => ({ level: Number(line.key), settled: line.counts.settled }))
  const inAll = settled.reduce((sum, one) => sum + one.settled, 0)
  const share = ([part, whole]: readonly [number, number]): string =>
    `${number(part)} / ${number(whole)}${whole === 0 ? '' : ` (${percent(part / whole)})`}`
  const rows = content.levels.map((line): Cell[] => [
    { text: figureRowName(line, 'level', lang) },
    { text: number(line.counts.settled), filter: linkOf({ figure: 'settled', level: Number(line.key) }) },
    { text: percent(inAll === 0 ? null : line.counts.settled / inAll) },
    { text: change(line.counts.settled, line.before.settled) },
  ])
  const community = share(settledNotAbove(settled, 2))
  const subdistrict = share(settledNotAbove(settled, 1))
  const stop = lang === 'zh' ? '；' : '; '
  return [
    text(`${say('notAboveCommunity')} ${community}${stop}${say('notAboveSubdistrict')} ${subdistrict}`),
    table(
      'levels',
      say('levels'),
      [say('level'), figureWord('settled', lang), say('settledShare'), say('change')],
      [4, 2, 2, 2],
      rows,
      say,
    ),
  ]
}

function rankingTable({ lang, say, linkOf }: Writing, ranking: BriefRanking): BriefBlock {
  // The first answer is given by the desk, not by departments.
  const rates = LINE_RATES.filter((rate) => rate !== 'response' || ranking.subject !== 'departments')
  const rows = ranking.rows.map((unit): Cell[] => {
    const within = unit.path === null ? { unitId: unit.unitId } : { under: unit.path }
    const [onTime, ...others] = rates.map((rate) => compareRate(rate, unit.counts, unit.before))
    return [
      { text: unit.place === null ? '—' : String(unit.place) },
      { text: unit.gained === null ? '—' : signed(unit.gained, '↑', '↓') },
      { text: named(unit, lang) },
      { text: number(unit.counts.received), filter: linkOf({ figure: 'received', ...within }) },
      { text: number(unit.counts.settled), filter: linkOf({ figure: 'settled', ...within }) },
      { text: percent(onTime?.rate ?? null), share: onTime?.rate ?? null },
      { text: points(onTime?.change_points ?? null) },
      ...others.map(({ rate }) => ({ text: percent(rate) })),
    ]
  })
  const titles = [
    say('place'),
    say('gained'),
    say('unit'),
    figureWord('received', lang),
    figureWord('settled', lang),
    rateWord('onTime', lang),
    say('points'),
    ...rates.slice(1).map((rate) => rateWord(rate, lang)),
  ]
  const title = ranking.rows.length < ranking.of && ranking.rows.length === 1 ? ` (1 / ${ranking.of})` : ''
  const weights = [1.4, 1.4, 4, 1.7, 1.7, 2.6, 3, ...(rates.length > 3 ? [2.6] : []), 2, 2]
  return table(`ranking-${ranking.subject}`, say(ranking.subject) + title, titles, weights, rows, say)
}

function rankings(writing: Writing): BriefBlock[] {
  return writing.content.rankings.map((ranking) => rankingTable(writing, ranking))
}

function hotSpots({ content, lang, say, linkOf }: Writing): BriefBlock[] {
  const rows = content.hotSpots.map((spot): Cell[] => [
    { text: spot.grid },
    { text: figureRowName({ key: spot.classCode, name: spot.name, nameEn: spot.nameEn }, 'class', lang) },
    {
      text: number(spot.received),
      filter: linkOf({ figure: 'received', under: spot.path, classCode: spot.classCode }),
    },
    { text: number(spot.before) },
    { text: change(spot.received, spot.before) },
  ])
  const titles = [say('grid'), say('class'), say('now'), say('before'), say('change')]
  return [table('hotSpots', say('hotSpotsTable'), titles, [4, 3, 1.5, 1.5, 1.5], rows, say)]
}

function ledgers({ content, lang, say }: Writing): readonly [BriefBlock[], BriefBlock[]] {
  const { overdue, pending, utcOffset_min } = content
  const at = (iso: string | null): string => (iso === null ? say('notYet') : dateTime(iso, utcOffset_min))
  const base = (row: (typeof overdue.rows)[number] | (typeof pending.rows)[number]): Cell[] => [
    { text: row.number, ticketId: row.ticketId },
    { text: named(row, lang) || figureRowName({ key: '', name: '', nameEn: '' }, 'class', lang) },
    { text: row.grid },
    { text: (lang === 'en' && row.holderEn) || row.holder },
  ]
  const head = [say('number'), say('class'), say('grid'), say('holder')]
  const counted = (word: BriefWord, total: number, shown: number): string =>
    `${say(word)} (${total === shown ? number(total) : `${number(shown)} / ${number(total)}`})`
  return [
    [
      table(
        'overdue',
        counted('overdue', overdue.total, overdue.rows.length),
        [...head, say('stage'), say('due'), say('late')],
        [3.2, 2.5, 3.1, 2.9, 2.5, 2.8, 1.4],
        overdue.rows.map((row) => [
          ...base(row),
          { text: say(row.stage) },
          { text: at(row.dueAt) },
          { text: row.late_days === 0 ? '<1' : number(row.late_days) },
        ]),
        say,
        [6],
      ),
    ],
    [
      table(
        'pending',
        counted('pending', pending.total, pending.rows.length),
        [...head, say('kind'), say('reason'), say('until')],
        [3.2, 2.4, 2.7, 2.7, 2.7, 4.5, 2.7],
        pending.rows.map((row) => [
          ...base(row),
          { text: say(row.pending) },
          { text: row.reason ?? say('undisclosed') },
          { text: at(row.until) },
        ]),
        say,
        [],
      ),
    ],
  ]
}

function definitions({ content, lang }: Writing): BriefBlock[] {
  const colon = lang === 'zh' ? '：' : ': '
  return [
    ...RATE_NAMES.map((rate) => text(`${rateWord(rate, lang)}${colon}${rateMeaning(rate, lang)}`)),
    ...briefNotes(content.rankings[0]?.rankedFrom ?? 0, lang).map((note) => text(note)),
  ]
}

/** Lays a brief out. @param version  told on the paper, so that two of them are told apart */
export function briefDocument(content: BriefContent, version: number, lang: BriefLang): BriefDocument {
  const say = (word: BriefWord): string => briefWord(word, lang)
  const writing: Writing = { content, lang, say, linkOf: filterOf(content) }
  const [overdue, pending] = ledgers(writing)
  const isTerritorial = content.unit.kind !== 'department'
  const sections: readonly (readonly [BriefWord, readonly BriefBlock[]])[] = [
    ['overall', overall(writing)],
    ['volumes', volumes(writing)],
    ...(isTerritorial ? ([['levels', levels(writing)]] as const) : []),
    ['ranking', rankings(writing)],
    ['hotSpots', hotSpots(writing)],
    ['overdue', overdue],
    ['pending', pending],
    ['definitions', definitions(writing)],
  ]
  const span = ({ from, to }: { readonly from: string; readonly to: string }): string =>
    lang === 'zh' ? `${from} 至 ${to}` : `${from} to ${to}`
  const [year = '', month = ''] = content.month.split('-')
  const monthText = lang === 'zh' ? `${year} 年 ${Number(month)} 月` : content.month
  const mark = content.preliminary ? (lang === 'zh' ? `（${say('preliminary')}）` : ` (${say('preliminary')})`) : ''
  return {
    title: lang === 'zh' ? `${content.district}${say('title')}` : `${content.district}: ${say('title')}`,
    subtitle: `${named(content.unit, lang)} · ${monthText}${mark}`,
    facts: [
      [say('period'), span(content.period)],
      [say('beforePeriod'), span(content.beforePeriod)],
      [say('asOf'), dateTime(content.asOf, content.utcOffset_min)],
      [say('version'), String(version)],
    ],
    blocks: sections.flatMap(([word, blocks], nth) => [
      {
        kind: 'heading' as const,
        text: lang === 'zh' ? `${NUMERALS[nth] ?? ''}、${say(word)}` : `${nth + 1}. ${say(word)}`,
      },
      ...blocks,
    ]),
  }
}
