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
import { marksOf, settings, trace, type Admin, type How } from '../access/index.ts'
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

type Words = Pick<TextRow, 'zh' | 'en' | 'active'>

/** The line of the history of a text, before it is written. */
async function record(
  { tx, by, now }: Pick<Admin, 'tx' | 'by' | 'now'>,
  kind: NoticeKind,
  after: Words | null,
  how: How = {},
): Promise<void> {
  const row = (await listTexts(tx, by.districtId)).find((one) => one.kind === kind)
  const before = row ? { zh: row.zh, en: row.en, active: row.active } : null
  const change = { kind: 'message', key: kind, label: NOTICE_TEXTS[kind].zh.slice(0, 20), before, after } as const
  await settings.recordChange(tx, by, { ...change, ...marksOf(how) }, now)
}

/** How texts of messages are taken back: to the words before, or to the ones a district starts with. */
export function messageKinds(texts: TextBook): settings.RestoreKinds {
  return {
    message: {
      right: 'catalogue.write',
      async restore(admin, { key, before }, how) {
        const kind = NOTICE_KINDS.find((one) => one === key)
        if (!kind) throw settings.notRestorable(admin, '没有这段文字。', 'There is no such text.')
        if (how.dryRun) return []
        const { districtId, personId } = admin.by
        const text = before as Words | null
        await record(admin, kind, text, how)
        if (text) await putText(admin.tx, districtId, { kind, ...text, now: admin.now, personId })
        else await deleteText(admin.tx, districtId, kind)
        return []
      },
      afterwards: (districtId) => texts.forget(districtId),
    },
  }
}

/** Changes a text for everybody from the next message on; messages that wait keep theirs. */
export async function saveTemplate(call: Call<typeof putTemplate>, texts: TextBook): Promise<TemplateView> {
  const session = sessionOf(call)
  const { districtId, personId } = session
  const { zh, en, active } = call.body
  refuseFaulty(zh, '/zh')
  refuseFaulty(en, '/en')
  const { kind } = call.params
  const text = { zh: zh.trim(), en: en.trim(), active }
  await record({ tx: call.tx, by: session, now: call.now }, kind, text)
  await putText(call.tx, districtId, { kind, ...text, now: call.now, personId })
  await trace(call.tx, session, { at: call.now, kind: 'messageText.changed', subject: `messageText:${kind}` })
  call.afterCommit(() => texts.forget(districtId))
  return oneView(call, kind)
}

/** Back to the text a district starts with. */
export async function restoreTemplate(call: Call<typeof resetTemplate>, texts: TextBook): Promise<TemplateView> {
  const session = sessionOf(call)
  const { districtId } = session
  const { kind } = call.params
  await record({ tx: call.tx, by: session, now: call.now }, kind, null)
  await deleteText(call.tx, districtId, kind)
  await trace(call.tx, session, { at: call.now, kind: 'messageText.restored', subject: `messageText:${kind}` })
  call.afterCommit(() => texts.forget(districtId))
  return oneView(call, kind)
}
