import type { listTemplates, putTemplate, ReplyOf, resetTemplate, TemplateView } from '@lianxin/contract'
import {
  faultOf,
  NOTICE_HOLES,
  NOTICE_KINDS,
  NOTICE_TEXTS,
  renderNotice,
  smsParts,
  UNIT_NOTICES,
  type NoticeKind,
  type NoticeText,
  type NoticeValues,
} from '@lianxin/domain'

import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { trace } from '../access/index.ts'
import type { TextBook } from './texts.ts'
import { deleteText, listTexts, putText, type TextRow } from './store-texts.ts'

/** Usual words, to show how a text reads and how long it gets. */
const EXAMPLE = {
  zh: {
    number: '260305000017',
    title: '小区东门口路灯坏了两天',
    state: '处置中',
    due: '3月8日17:30',
    reply: '路灯线路已修复，照明恢复正常。',
    unit: '区城管局',
    followUrl: 'https://grid.example.cn/r/t/260305000017',
  },
  en: {
    number: '260305000017',
    title: 'Street lamp out',
    state: 'in progress',
    due: '8 Mar 17:30',
    reply: 'The lamp was repaired.',
    unit: 'City Management',
    followUrl: 'https://grid.example.cn/r/t/260305000017',
  },
} as const satisfies Record<'zh' | 'en', NoticeValues>

const isUnitNotice = (kind: NoticeKind): boolean => (UNIT_NOTICES as readonly string[]).includes(kind)

function viewOf(kind: NoticeKind, row: TextRow | undefined): TemplateView {
  const text: NoticeText = row ?? NOTICE_TEXTS[kind]
  const example = { zh: renderNotice(text.zh, EXAMPLE.zh), en: renderNotice(text.en, EXAMPLE.en) }
  return {
    kind,
    audience: isUnitNotice(kind) ? 'unit' : 'reporter',
    text: { zh: text.zh, en: text.en },
    defaultText: { ...NOTICE_TEXTS[kind] },
    active: row?.active ?? true,
    smsParts: { zh: smsParts(example.zh), en: smsParts(example.en) },
    example,
    changedAt: row ? new Date(row.changed_at).toISOString() : null,
  }
}

/** Every text with its default, so that an office sees what it changed. */
export async function listForAdministrator(call: Call<typeof listTemplates>): Promise<ReplyOf<typeof listTemplates>> {
  const { districtId } = sessionOf(call)
  const changed = new Map((await listTexts(call.tx, districtId)).map((row) => [row.kind, row]))
  return { items: NOTICE_KINDS.map((kind) => viewOf(kind, changed.get(kind))), holes: [...NOTICE_HOLES] }
}

/** @throws Refusal message.hole_unknown or message.text_invalid, naming the field */
function refuseFaulty(text: string, pointer: '/zh' | '/en'): void {
  const fault = faultOf(text)
  if (fault === null) return
  if (fault.code === 'holeUnknown')
    throw new Refusal('message.hole_unknown', { hole: `{${fault.hole}}`, holes: HOLES_IN_WORDS }, pointer)
  throw new Refusal('message.text_invalid', { limit: 200 }, pointer)
}
const HOLES_IN_WORDS = NOTICE_HOLES.map((hole) => `{${hole}}`).join(' ')

async function oneView(call: Call<typeof putTemplate | typeof resetTemplate>, kind: NoticeKind): Promise<TemplateView> {
  const rows = await listTexts(call.tx, sessionOf(call).districtId)
  return viewOf(
    kind,
    rows.find((row) => row.kind === kind),
  )
}

/** Changes a text for everybody from the next message on; messages that wait keep theirs. */
export async function saveTemplate(call: Call<typeof putTemplate>, texts: TextBook): Promise<TemplateView> {
  const session = sessionOf(call)
  const { districtId, personId } = session
  const { zh, en, active } = call.body
  refuseFaulty(zh, '/zh')
  refuseFaulty(en, '/en')
  const { kind } = call.params
  await putText(call.tx, districtId, { kind, zh: zh.trim(), en: en.trim(), active, now: call.now, personId })
  await trace(call.tx, session, { at: call.now, kind: 'messageText.changed', subject: `messageText:${kind}` })
  call.afterCommit(() => texts.forget(districtId))
  return oneView(call, kind)
}

/** Back to the text a district starts with. */
export async function restoreTemplate(call: Call<typeof resetTemplate>, texts: TextBook): Promise<TemplateView> {
  const session = sessionOf(call)
  const { districtId } = session
  const { kind } = call.params
  await deleteText(call.tx, districtId, kind)
  await trace(call.tx, session, { at: call.now, kind: 'messageText.restored', subject: `messageText:${kind}` })
  call.afterCommit(() => texts.forget(districtId))
  return oneView(call, kind)
}
