import type { ClassView, ImportFault } from '@lianxin/contract'
import type { TimeLimit } from '@lianxin/domain'
import { parse } from 'csv-parse/sync'

/** Limit of a class whose rule names none; shown as a warning. Same as the tenant's default for handling. */
const DEFAULT_LIMIT: TimeLimit = { amount: 5, unit: 'workDay' }
const UNITS: Readonly<Record<string, TimeLimit['unit']>> = {
  work_hour: 'workHour',
  work_day: 'workDay',
  hour: 'hour',
  workHour: 'workHour',
  workDay: 'workDay',
  工作时: 'workHour',
  工作日: 'workDay',
  小时: 'hour',
}
const REQUIRED = ['kind', 'major', 'minor'] as const
const LETTER = { event: 'E', component: 'C' } as const

type Row = Readonly<Record<string, string>>
export interface ReadCatalogue {
  readonly classes: readonly ClassView[]
  readonly warnings: readonly ImportFault[]
  readonly faults: readonly ImportFault[]
}

const faultOf = (row: number, field: string, code: string, detail: string): ImportFault => ({
  row,
  field,
  code,
  detail,
  at: null,
})

/**
 * Reads a catalogue with the columns kind, major, minor_code, minor, file_condition, limit, unit, close_condition,
 * source, and if present major_en, minor_en, evidence_required, urgent, confidential, responsible (`0:CG 1:CGZX`).
 * A `minor` with several classes separated by ； is split. `停工4 / 处罚7` with units `work_hour/work_day` is a class
 * with stages. A class that comes again (several cities) keeps its first row.
 *
 * @param known  codes of the version before by `kind major minor`, so that codes stay the same over imports
 * @returns      classes with warnings, or faults (row numbers count from 1 below the heading)
 */
export function readCatalogueCsv(text: string, known: ReadonlyMap<string, string> = new Map()): ReadCatalogue {
  const warnings: ImportFault[] = []
  const faults: ImportFault[] = []
  let rows: Row[]
  try {
    rows = parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true })
  } catch (cause) {
    return { classes: [], warnings, faults: [faultOf(0, '', 'csv', cause instanceof Error ? cause.message : '')] }
  }
  const missing = REQUIRED.filter((name) => rows[0] !== undefined && !(name in rows[0]))
  if (rows.length === 0 || missing.length > 0)
    return {
      classes: [],
      warnings,
      faults: [faultOf(0, missing.join(), 'columns', '缺少列或没有数据 · missing columns or no rows')],
    }
  const codes = new ClassCodes(known)
  const classes = new Map<string, ClassView>()
  for (const [index, row] of rows.entries()) readRow(row, index + 1, codes, classes, warnings, faults)
  return { classes: [...classes.values()], warnings, faults }
}

function readRow(
  row: Row,
  number: number,
  codes: ClassCodes,
  classes: Map<string, ClassView>,
  warnings: ImportFault[],
  faults: ImportFault[],
): void {
  const { kind, major } = row
  if (kind !== 'event' && kind !== 'component')
    return void faults.push(faultOf(number, 'kind', 'kind', '应为 event 或 component · write event or component'))
  const minors = (row['minor'] ?? '')
    .split(/[;；]/)
    .map((name) => name.trim())
    .filter(Boolean)
  if (!major || minors.length === 0)
    return void faults.push(faultOf(number, major ? 'minor' : 'major', 'required', '此项必填 · required'))
  const stages = readStages(row, number, warnings, faults)
  for (const minor of minors) {
    const key = `${kind} ${major} ${minor}`
    if (classes.has(key)) {
      warnings.push(faultOf(number, 'minor', 'duplicate', `${major}·${minor} 已有，保留先出现的一条 · kept the first`))
      continue
    }
    classes.set(key, {
      code: codes.codeOf(kind, major, minor, minors.length === 1 ? row['minor_code'] : undefined),
      kind,
      major,
      majorEn: row['major_en'] ?? '',
      minor,
      minorEn: row['minor_en'] ?? '',
      filingCondition: row['file_condition'] ?? '',
      closingCondition: row['close_condition'] ?? '',
      stages,
      evidenceRequired: isYes(row['evidence_required']),
      urgent: isYes(row['urgent']) || major === '突发事件',
      confidential: isYes(row['confidential']),
      responsible: Object.fromEntries(
        [...(row['responsible'] ?? '').matchAll(/(\d):(\S+)/g)].map(([, level = '', unit = '']) => [level, unit]),
      ),
      standardReplies: [],
      source: row['source'] ?? '',
    })
  }
}

const isYes = (text: string | undefined): boolean => /^(1|true|yes|是)$/i.test(text ?? '')

function readStages(row: Row, number: number, warnings: ImportFault[], faults: ImportFault[]): ClassView['stages'] {
  const parts = (row['limit'] ?? '')
    .split('/')
    .map((part) => part.trim())
    .filter(Boolean)
  const units = (row['unit'] ?? '')
    .split('/')
    .map((part) => part.trim())
    .filter(Boolean)
  if (parts.length === 0) {
    warnings.push(faultOf(number, 'limit', 'limit_default', '未写时限，按 5 个工作日 · no limit given, 5 working days'))
    return [{ name: '处置', limit: DEFAULT_LIMIT }]
  }
  return parts.map((part, index) => {
    const [, name = '', digits = ''] = /^(\D*?)(-?\d+(?:\.\d+)?)\D*$/.exec(part) ?? []
    const amount = Number(digits)
    const unit = UNITS[units[index] ?? units.at(-1) ?? '']
    if (!(amount > 0) || amount > 10_000 || (unit === 'workDay' && !Number.isInteger(amount)))
      faults.push(faultOf(number, 'limit', 'limit', `“${part}”不是合理的时限 · not a sensible limit`))
    if (unit === undefined)
      faults.push(
        faultOf(number, 'unit', 'unit', '应为 work_hour、work_day 或 hour · write work_hour, work_day or hour'),
      )
    return { name: name.trim() || '处置', limit: { amount, unit: unit ?? 'workDay' } }
  })
}

/** Codes like E0102: letter of the kind, number of the major class, number of the minor class. */
export class ClassCodes {
  readonly #known: ReadonlyMap<string, string>
  readonly #taken: Set<string>
  readonly #majors = new Map<string, string>()

  constructor(known: ReadonlyMap<string, string>) {
    this.#known = known
    this.#taken = new Set(known.values())
    for (const [key, code] of known) this.#majors.set(key.split(' ').slice(0, 2).join(' '), code.slice(0, 3))
  }

  codeOf(kind: keyof typeof LETTER, major: string, minor: string, wanted?: string): string {
    const known = this.#known.get(`${kind} ${major} ${minor}`)
    if (known !== undefined) return known
    const prefix = this.#prefixOf(kind, major)
    const asked = /^\d{1,2}$/.test(wanted ?? '') ? Number(wanted) : 0
    let number = asked > 0 && !this.#taken.has(codeFrom(prefix, asked)) ? asked : 1
    while (this.#taken.has(codeFrom(prefix, number))) number += 1
    const code = codeFrom(prefix, number)
    this.#taken.add(code)
    return code
  }

  #prefixOf(kind: keyof typeof LETTER, major: string): string {
    const key = `${kind} ${major}`
    const known = this.#majors.get(key)
    if (known !== undefined) return known
    const used = new Set(this.#majors.values())
    let number = 1
    while (used.has(codeFrom(LETTER[kind], number))) number += 1
    const prefix = codeFrom(LETTER[kind], number)
    this.#majors.set(key, prefix)
    return prefix
  }
}

const codeFrom = (prefix: string, number: number): string => prefix + String(number).padStart(2, '0')
