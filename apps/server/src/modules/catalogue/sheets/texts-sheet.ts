import type { TextView } from '@lianxin/contract'

import { sheets } from '../../access/index.ts'
import type { RuleDeps } from '../dependants.ts'
import { checkText } from '../texts/check.ts'
import { linesOf } from '../texts/definitions.ts'
import { saveText, viewTexts } from '../texts/keep-texts.ts'

const COLUMNS: sheets.SheetKind['columns'] = [
  { field: 'key', required: true, width: 20, help: ['系统编号，请勿改动。', 'Made by the system.'], example: 'resident.notice' },
  { field: 'label', width: 34, help: ['用在哪里，仅供查看。', 'Where it is used; to be read by people only.'], example: '' },
  { field: 'zh', width: 60, help: ['中文。留空恢复默认文字；常用答复每行一条。', 'Chinese. Empty goes back to the usual text; replies one in each line.'], example: '已安排处理。' },
  { field: 'en', width: 60, help: ['英文，可留空，留空时显示中文。', 'English; empty shows the Chinese text.'], example: '' },
] // oxfmt-ignore

interface Words {
  readonly zh: string
  readonly en: string
}

/** What stands now: the district's own words, else the usual ones. */
const wordsOf = (text: TextView): Words => (text.zh === null ? text.usual : { zh: text.zh, en: text.en ?? '' })

/** Texts as a table. */
export function textsSheet(deps: RuleDeps): sheets.SheetKind {
  return {
    right: 'setting.write',
    columns: COLUMNS,
    current: async (tx, districtId, lang) =>
      (await viewTexts(tx, districtId)).map((text) => ({ key: text.key, label: text.label[lang], ...wordsOf(text) })),
    plan: async ({ admin, importId }, rows) => {
      const texts = new Map((await viewTexts(admin.tx, admin.by.districtId)).map((text) => [text.key, text]))
      const faults = new sheets.Faults()
      const seen = new Map<string, number>()
      const changed: { readonly key: string; readonly words: Words | null; readonly planned: sheets.PlannedRow }[] = []
      for (const { row, cells } of rows) {
        const key = cells.key ?? ''
        const text = texts.get(key)
        const other = seen.get(key)
        if (key === '') faults.required(row, 'key')
        else if (!text) faults.add(row, 'key', `没有编号为“${key}”的文字。`, `There is no text “${key}”.`)
        else if (other !== undefined) faults.add(row, 'key', `与第 ${other} 行重复。`, `Row ${other} has it too.`)
        seen.set(key, row)
        if (!text || other !== undefined) continue
        const now = wordsOf(text)
        const tidy = (words: string): string => (text.form === 'list' ? linesOf(words).join('\n') : words)
        const words = { zh: tidy(cells.zh ?? now.zh), en: cells.en ?? now.en }
        if (words.zh === now.zh && words.en === now.en) continue
        const back = words.zh === '' && text.form !== 'list'
        const fault = back
          ? text.key === 'district.name'
            ? { field: 'zh' as const, zh: '名称不能为空。', en: 'The name is needed.' }
            : undefined
          : checkText(text, words.zh, text.translated ? words.en : '')
        if (fault) faults.add(row, fault.field, fault.zh, fault.en)
        const after = back ? { ...text.usual } : words
        if (after.zh === now.zh && after.en === now.en) continue
        const planned: sheets.PlannedRow = { row, action: 'changed', name: text.label.zh, before: { ...now }, after }
        changed.push({ key, words: back ? null : words, planned })
      }
      return {
        rows: changed.map(({ planned }) => planned),
        unchanged: rows.length - changed.length,
        faults: faults.found,
        write: async () => {
          for (const { key, words } of changed)
            await saveText(admin, key, { zh: words?.zh ?? null, en: words?.en ?? null }, { batch: importId })
          return {}
        },
      }
    },
    afterwards: (districtId) => Promise.resolve(deps.books.forget(districtId)),
  }
}
