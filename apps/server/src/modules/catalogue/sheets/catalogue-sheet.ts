import { settingWord, type ClassView } from '@lianxin/contract'
import { isUsableLimit } from '@lianxin/domain'

import { settings, sheets } from '../../access/index.ts'
import { recordDraft } from '../change-catalogue.ts'
import { ClassCodes } from '../csv.ts'
import type { RuleDeps } from '../dependants.ts'
import { classSnapshot } from '../snapshots.ts'
import { insertClasses, insertDraft, listClasses, listVersions, type Db } from '../store.ts'
import { classView } from '../view.ts'
import { readStages } from './stages.ts'

const COLUMNS: sheets.SheetKind['columns'] = [
  { field: 'code', width: 10, help: ['留空按大类、小类认出或新编；已有类别的编码不变。', 'Empty: told by major and minor class, or made. Codes stay.'], example: 'E0102' },
  { field: 'classKind', required: true, values: 'classKind', width: 8, help: ['部件是看得见的设施，事件是发生的事。', 'Component: a thing; event: something that happens.'], example: '事件' },
  { field: 'major', required: true, help: ['大类名称。', 'Major class.'], example: '市容环境' },
  { field: 'majorEn', help: ['可留空。', 'May be empty.'], example: 'Environment' },
  { field: 'minor', required: true, width: 20, help: ['小类名称，居民和网格员选的就是它。', 'Minor class; what people choose.'], example: '暴露垃圾' },
  { field: 'minorEn', help: ['可留空。', 'May be empty.'], example: 'Exposed waste' },
  { field: 'stages', required: true, width: 24, help: ['数字加单位：工作时、工作日或小时；分阶段用“ / ”隔开，最后一段是总期限。', 'A number and working hours, working days or hours; stages with “ / ”, the last is the limit of all.'], example: '停工 4 工作时 / 拆除 20 工作日' },
  { field: 'evidenceRequired', values: 'flag', width: 8, help: ['结案条件要求照片才填“是”。', 'Yes only where closing needs a photo.'], example: '否' },
  { field: 'urgent', values: 'flag', width: 8, help: ['一登记就是紧急。', 'Urgent from the start.'], example: '否' },
  { field: 'confidential', values: 'flag', width: 8, help: ['纠纷等，共用屏幕不显示内容。', 'Disputes and the like: no text on shared screens.'], example: '否' },
  { field: 'responsible', width: 20, help: ['各级责任单位：级别:单位编码，用空格隔开；0 为区级。', 'Level:code of the unit, with blanks between; 0 is the district.'], example: '0:CG' },
  { field: 'filingCondition', width: 36, help: ['立案条件。', 'Condition to file.'], example: '成堆成片的生活垃圾' },
  { field: 'closingCondition', width: 36, help: ['结案条件。', 'Condition to close.'], example: '彻底清理' },
  { field: 'basis', width: 24, help: ['规定出处。', 'Where the rule stands.'], example: '' },
] // oxfmt-ignore

type Lang = 'zh' | 'en'
const flag = (value: boolean, lang: Lang): string => settingWord('flag', String(value), lang)

function cellsOf(entry: ClassView, lang: Lang): sheets.SheetCells {
  const { kind, source, code, major, majorEn, minor, minorEn, filingCondition, closingCondition } = entry
  return {
    code,
    classKind: settingWord('classKind', kind, lang),
    major,
    majorEn,
    minor,
    minorEn,
    stages: settings.stagesText(entry.stages, lang),
    evidenceRequired: flag(entry.evidenceRequired, lang),
    urgent: flag(entry.urgent, lang),
    confidential: flag(entry.confidential, lang),
    responsible: settings.responsibleText(entry.responsible),
    filingCondition,
    closingCondition,
    basis: source,
  }
}

async function inForce(db: Db, districtId: number): Promise<{ version: number | undefined; classes: ClassView[] }> {
  const version = (await listVersions(db, districtId)).find(({ status }) => status === 'active')?.version
  const rows = version === undefined ? [] : await listClasses(db, districtId, version)
  return { version, classes: rows.map(classView) }
}

interface Reading {
  readonly byCode: ReadonlyMap<string, ClassView>
  readonly byName: ReadonlyMap<string, ClassView>
  readonly codes: ClassCodes
  readonly units: ReadonlySet<string>
  readonly faults: sheets.Faults
}

function responsibleOf(
  text: string,
  known: ClassView | undefined,
  row: number,
  reading: Reading,
): Record<string, string> {
  if (known && text === settings.responsibleText(known.responsible)) return { ...known.responsible }
  const pairs = text.split(/\s+/).filter(Boolean)
  const found: Record<string, string> = {}
  for (const pair of pairs) {
    const [, level, code] = /^(\d)[:：](\S+)$/.exec(pair) ?? []
    if (level === undefined || code === undefined)
      reading.faults.add(
        row,
        'responsible',
        `“${pair}”应写成“级别:单位编码”，如 0:CG。`,
        `“${pair}” should read level:code, such as 0:CG.`,
      )
    else if (!reading.units.has(code))
      reading.faults.add(row, 'responsible', `没有编码为“${code}”的在用单位。`, `There is no unit “${code}” in use.`)
    else found[level] = code
  }
  return found
}

/** What stands as it was written out stays as it is, whatever the names of its stages. */
function stagesOf(text: string, known: ClassView | undefined): readonly ClassView['stages'][number][] | undefined {
  const same = known && (['zh', 'en'] as const).some((lang) => settings.stagesText(known.stages, lang) === text)
  return same ? known.stages : readStages(text)
}

const TEXTS = [
  ['major', 60],
  ['majorEn', 80],
  ['minor', 60],
  ['minorEn', 80],
  ['filingCondition', 2000],
  ['closingCondition', 2000],
  ['basis', 300],
] as const

function readClass({ row, cells }: sheets.SheetRow, reading: Reading): ClassView | undefined {
  const { faults, byCode, byName, codes } = reading
  const before = faults.found.length
  const kind = sheets.wordCell(faults, row, cells, 'classKind', 'classKind')
  for (const field of ['classKind', 'major', 'minor', 'stages'] as const)
    if ((cells[field] ?? '') === '') faults.required(row, field)
  for (const [field, most] of TEXTS)
    if ((cells[field] ?? '').length > most)
      faults.add(row, field, `不能超过 ${most} 个字。`, `At most ${most} characters.`)
  if ((kind !== 'event' && kind !== 'component') || faults.found.length > before) return undefined
  const { major = '', minor = '', code: written = '' } = cells
  const known = byCode.get(written) ?? byName.get(`${kind} ${major} ${minor}`)
  if (written !== '' && !/^[A-Za-z0-9-]{1,20}$/.test(written))
    return faults.add(row, 'code', '只能用字母和数字，最多 20 个。', 'Letters and digits, at most 20.')
  const stages = stagesOf(cells.stages ?? '', known)
  if (!stages || stages.some(({ limit }) => !isUsableLimit(limit)))
    return faults.add(
      row,
      'stages',
      '应为数字加单位，如“4 工作时”“7 工作日”“停工 4 工作时 / 拆除 20 工作日”；工作日须为整数。',
      'Write a number and a unit, such as “4 working hours”; working days are whole.',
    )
  const yes = (field: 'evidenceRequired' | 'urgent' | 'confidential'): boolean =>
    sheets.flagCell(faults, row, cells, field) ?? known?.[field] ?? false
  return {
    code: known?.code ?? (written || codes.codeOf(kind, major, minor)),
    kind,
    major,
    majorEn: cells.majorEn ?? known?.majorEn ?? '',
    minor,
    minorEn: cells.minorEn ?? known?.minorEn ?? '',
    filingCondition: cells.filingCondition ?? known?.filingCondition ?? '',
    closingCondition: cells.closingCondition ?? known?.closingCondition ?? '',
    stages: [...stages],
    evidenceRequired: yes('evidenceRequired'),
    urgent: yes('urgent'),
    confidential: yes('confidential'),
    responsible:
      cells.responsible === undefined
        ? (known?.responsible ?? {})
        : responsibleOf(cells.responsible, known, row, reading),
    standardReplies: known?.standardReplies ?? [],
    source: cells.basis ?? known?.source ?? '',
  }
}

/** The catalogue as a table; an import makes a draft version with exactly the rows of the file. */
export function catalogueSheet(deps: RuleDeps): sheets.SheetKind {
  return {
    right: 'catalogue.write',
    columns: COLUMNS,
    current: async (tx, districtId, lang) =>
      (await inForce(tx, districtId)).classes.map((entry) => cellsOf(entry, lang)),
    plan: async ({ admin, importId, tick }, rows) => {
      const { tx, by, now } = admin
      const { version, classes } = await inForce(tx, by.districtId)
      const names = new Map(classes.map((entry) => [`${entry.kind} ${entry.major} ${entry.minor}`, entry]))
      const units = (await deps.units.current()).all.filter(({ active }) => active)
      const reading: Reading = {
        byCode: new Map(classes.map((entry) => [entry.code, entry])),
        byName: names,
        codes: new ClassCodes(new Map([...names].map(([name, { code }]) => [name, code]))),
        units: new Set(units.map(({ code }) => code)),
        faults: new sheets.Faults(),
      }
      const read = new Map<string, { readonly row: number; readonly entry: ClassView }>()
      for (const [i, row] of rows.entries()) {
        if (i % 500 === 0) await tick(i, rows.length)
        const entry = readClass(row, reading)
        const twin = entry && read.get(entry.code)
        if (twin)
          reading.faults.add(
            row.row,
            'code',
            `与第 ${twin.row} 行是同一类别。`,
            `The same class as in row ${twin.row}.`,
          )
        else if (entry) read.set(entry.code, { row: row.row, entry })
      }
      const planned = [...read.values()].flatMap(({ row, entry }): sheets.PlannedRow[] => {
        const known = reading.byCode.get(entry.code)
        const [before, after] = [known ? classSnapshot(known) : null, classSnapshot(entry)]
        if (settings.sameSnapshot(before, after)) return []
        return [{ row, action: known ? 'changed' : 'created', name: `${entry.code} ${entry.minor}`, before, after }]
      })
      const removed = classes
        .filter(({ code }) => !read.has(code))
        .map((entry): sheets.PlannedRow => {
          const name = `${entry.code} ${entry.minor}`
          return { row: 0, action: 'removed', name, before: classSnapshot(entry), after: null }
        })
      return {
        rows: [...planned, ...removed],
        unchanged: read.size - planned.length,
        faults: reading.faults.found,
        write: async () => {
          const note = version === undefined ? '' : `v${version}`
          const draft = await insertDraft(tx, by.districtId, note)
          await insertClasses(tx, by.districtId, draft, [...read.values()].map(({ entry }) => entry)) // oxfmt-ignore
          await recordDraft({ tx, by, now }, draft, note, { batch: importId })
          return { version: draft }
        },
      }
    },
  }
}
