import type { Changed, listTexts as listOperation, putText as putOperation, ReplyOf, TextView } from '@lianxin/contract'

import type { Tx } from '../../../platform/db/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { marksOf, settings, type Admin, type How } from '../../access/index.ts'
import type { CatalogueBooks } from '../book.ts'
import { listClasses, listVersions } from '../store.ts'
import { checkText } from './check.ts'
import { linesOf, repliesDefinition, TEXTS, type TextDefinition } from './definitions.ts'
import { deleteText, listTexts, putHotline, putName, putText, readName, type StoredText } from './store.ts'

/** Every text of a district: those all have, and the replies of the classes in force. */
async function definitionsOf(tx: Tx, districtId: number): Promise<TextDefinition[]> {
  const active = (await listVersions(tx, districtId)).find(({ status }) => status === 'active')
  const classes = active ? await listClasses(tx, districtId, active.version) : []
  return [...TEXTS, ...classes.map((row) => repliesDefinition(row.code, row.minor, row.standard_replies))]
}

/** Texts of the district's own by their keys; name and hotline stand in the district's row. */
async function ownTexts(tx: Tx, districtId: number): Promise<Map<string, Pick<StoredText, 'zh' | 'en'>>> {
  const own = new Map<string, Pick<StoredText, 'zh' | 'en'>>()
  for (const { key, zh, en } of await listTexts(tx, districtId)) own.set(key, { zh, en })
  const { name, hotline } = await readName(tx, districtId)
  own.set('district.name', { zh: name, en: '' })
  if (hotline !== undefined) own.set('district.hotline', { zh: hotline, en: '' })
  return own
}

/** Every text with what the district wrote. */
export async function viewTexts(tx: Tx, districtId: number): Promise<TextView[]> {
  const own = await ownTexts(tx, districtId)
  return (await definitionsOf(tx, districtId)).map((definition) => {
    const text = own.get(definition.key)
    return { ...definition, holes: [...definition.holes], zh: text?.zh ?? null, en: text?.en || null }
  })
}

export async function showTexts(call: Call<typeof listOperation>): Promise<ReplyOf<typeof listOperation>> {
  return { items: await viewTexts(call.tx, sessionOf(call).districtId) }
}

async function write(
  tx: Tx,
  districtId: number,
  key: string,
  text: Pick<StoredText, 'zh' | 'en'> | null,
): Promise<void> {
  if (key === 'district.name') return putName(tx, districtId, text?.zh ?? '')
  if (key === 'district.hotline') return putHotline(tx, districtId, text?.zh)
  return text === null ? deleteText(tx, districtId, key) : putText(tx, districtId, { key, ...text })
}

/**
 * Writes a text, or goes back to the usual one with null, with its line of the history.
 * @throws Refusal text.unknown, text.not_valid at the language that is wrong
 */
export async function saveText(
  { tx, by, now, lang }: Pick<Admin, 'tx' | 'by' | 'now' | 'lang'>,
  key: string,
  wanted: { readonly zh: string | null; readonly en: string | null },
  how: How = {},
): Promise<void> {
  const { districtId } = by
  const definition = (await definitionsOf(tx, districtId)).find((one) => one.key === key)
  if (!definition) throw new Refusal('text.unknown')
  const tidy = (text: string): string => (definition.form === 'list' ? linesOf(text).join('\n') : text.trim())
  const text = wanted.zh === null ? null : { zh: tidy(wanted.zh), en: tidy(wanted.en ?? '') }
  if (text === null && key === 'district.name')
    throw new Refusal('text.not_valid', { reason: lang === 'zh' ? '名称不能为空。' : 'The name is needed.' }, '/zh')
  const fault = text && checkText(definition, text.zh, definition.translated ? text.en : '')
  if (fault) throw new Refusal('text.not_valid', { reason: fault[lang] }, `/${fault.field}`)
  if (how.dryRun) return
  const before = (await ownTexts(tx, districtId)).get(key) ?? null
  await write(tx, districtId, key, text)
  const change = { kind: 'text', key, label: definition.label.zh, before, after: text } as const
  await settings.recordChange(tx, by, { ...change, ...marksOf(how) }, now)
}

export async function changeText(call: Call<typeof putOperation>, books: CatalogueBooks): Promise<Changed> {
  const by = sessionOf(call)
  await saveText({ tx: call.tx, by, now: call.now, lang: call.lang }, call.params.key, call.body, call.query)
  call.afterCommit(() => books.forget(by.districtId))
  return { done: true, consequences: [] }
}

/** How texts are taken back. */
export function textKind(books: CatalogueBooks): settings.RestoreKind {
  return {
    right: 'setting.write',
    async restore(admin, { key, before }, how) {
      const text = (field: 'zh' | 'en'): string | null => (before?.[field] as string | undefined) ?? null
      await saveText(admin, key, { zh: text('zh'), en: text('en') }, how)
      return []
    },
    afterwards: (districtId) => books.forget(districtId),
  }
}
