import type { exportAssessment } from '@lianxin/contract'
import type { AssessmentItem } from '@lianxin/domain'

import { Refusal } from '../../../platform/refusal.ts'
import type { Call, Download } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { CSV, writeCsv } from '../../../platform/sheets/csv.ts'
import { MAX_CELL, writeXlsxSheets, XLSX } from '../../../platform/sheets/xlsx.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { explained, openAssessment, type Explained } from './read.ts'
import { groupedBy } from './score-units.ts'
import { listScores } from './store.ts'
import { listFacts } from './store-facts.ts'
import { isPublished, rankedView } from './view.ts'

/** Widths of the columns, in characters. */
const WIDTHS = [8, 20, 10, 16, 28, 10, 10, 10, 12, 10, 16, 60]

const HEAD = {
  zh: [
    '名次',
    '单位',
    '总分',
    '部分',
    '项目',
    '得分',
    '满分',
    '达到',
    '应计',
    '剔除',
    '说明',
    '剔除的事件、理由和批准人',
  ],
  en: [
    'Place',
    'Unit',
    'Total',
    'Part',
    'Item',
    'Points',
    'Of',
    'Numerator',
    'Denominator',
    'Left out',
    'Standing',
    'What was left out, why and by whom',
  ],
} as const
const STANDING = {
  zh: { counted: '计分', tooFew: '数量太少，不计', notGiven: '没有评分' },
  en: { counted: 'counted', tooFew: 'too few to count', notGiven: 'no mark' },
} as const

const points = (centi: number | null): string | number => (centi === null ? '' : centi / 100)
const TAKEN = { zh: (n: number) => `沿用第${n}版`, en: (n: number) => `from version ${n}` } as const

function exclusionOf({ number, exclusion }: Explained, lang: 'zh' | 'en'): string {
  if (exclusion === null) return ''
  const { reason, byName, takenFrom } = exclusion
  const notes = [byName, takenFrom === null ? '' : TAKEN[lang](takenFrom)].filter((note) => note !== '')
  return `${number ?? '—'} ${reason}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`
}

/** `assessment.export`: a line for each unit and item, from the best unit on. */
export async function exportToFile(call: Call<typeof exportAssessment>, deps: OversightDeps): Promise<Download> {
  const { tx } = call
  const { format, lang = call.lang } = call.query
  const { districtId } = sessionOf(call)
  const stored = await openAssessment(tx, districtId, call.params.assessmentId)
  if (!isPublished(stored.state)) throw new Refusal('assessment.not_published')
  const around = await tickets.surroundingsOf(deps, tx, districtId)
  const facts = await listFacts(tx, districtId, { id: stored.id, only: 'excluded' })
  const told = groupedBy(await explained(tx, facts, around), ({ of }) => `${of.unitId} ${of.measure}`)
  const leftOut = (unitId: string, { measure }: AssessmentItem): string =>
    (told.get(`${unitId} ${measure}`) ?? [])
      .map((one) => exclusionOf(one, lang))
      .join('; ')
      .slice(0, MAX_CELL)
  const table: (string | number)[][] = [[...HEAD[lang]]]
  const scores = rankedView(stored, await listScores(tx, districtId, stored.id), around.places)
  for (const { unit, rank, total_centi, items } of scores) {
    const byId = new Map(items.map((item) => [item.itemId, item]))
    const name = lang === 'en' && unit.nameEn !== '' ? unit.nameEn : unit.name
    for (const part of stored.template.parts)
      for (const item of part.items) {
        const own = byId.get(item.id)
        table.push([
          rank ?? '',
          name,
          points(total_centi),
          part.name[lang],
          item.name[lang],
          points(own?.points_centi ?? null),
          item.points,
          own?.numerator ?? 0,
          own?.denominator ?? 0,
          own?.excluded ?? 0,
          STANDING[lang][own?.standing ?? 'tooFew'],
          leftOut(unit.id, item),
        ])
      }
  }
  const word = lang === 'zh' ? '考核' : 'assessment'
  const filename = `${word}-${stored.month.slice(0, 7)}-${stored.subject}-v${stored.version}.${format}`
  if (format === 'csv') return { bytes: writeCsv(table), filename, type: CSV }
  const book = await writeXlsxSheets([{ name: word, rows: table, widths: WIDTHS, hasHead: true }])
  return { bytes: Buffer.from(book), filename, type: XLSX }
}
