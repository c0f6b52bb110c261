import type {
  AssessmentTemplateView,
  BodyOf,
  listAssessmentTemplates,
  putAssessmentTemplate,
  ReplyOf,
} from '@lianxin/contract'
import {
  ASSESSMENT_TEMPLATES,
  localDay,
  MEASURES,
  templateInForce,
  templateMayBegin,
  templateOf,
  type AssessmentTemplate,
  type GivenTemplate,
  type Scale,
  type TemplateFault,
  type TemplateFaultCode,
} from '@lianxin/domain'

import type { Tx } from '../../../platform/db/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { tickets } from '../../ticket/index.ts'
import type { OversightDeps } from '../deps.ts'
import { insertTemplate, listTemplates, type StoredTemplate } from './store-templates.ts'

type Name = AssessmentTemplateView['template']

const view = (name: Name, template: AssessmentTemplate, own?: StoredTemplate): AssessmentTemplateView => ({
  id: own?.id ?? null,
  template: name,
  subject: own?.subject ?? null,
  validFrom: own?.validFrom ?? null,
  version: own?.version ?? 1,
  madeAt: own ? new Date(own.madeAt).toISOString() : null,
  madeBy: own?.madeBy ?? '',
  parts: template.parts.map((part) => ({ ...part, items: part.items.map((item) => ({ ...item })) })),
})

/** `assessment.listTemplates`. */
export async function listWays(
  call: Call<typeof listAssessmentTemplates>,
): Promise<ReplyOf<typeof listAssessmentTemplates>> {
  const handedOut = Object.entries(ASSESSMENT_TEMPLATES).map(([name, template]) => view(name as Name, template))
  const own = await listTemplates(call.tx, sessionOf(call).districtId)
  return { items: [...handedOut, ...own.map((one) => view('own', one.template, one))] }
}

/**
 * The way of scoring of that name for a month.
 * @throws Refusal assessment.template_missing where the district has none of its own for it
 */
export async function wayFor(
  tx: Tx,
  districtId: number,
  of: { readonly template: Name; readonly subject: StoredTemplate['subject']; readonly month: string },
): Promise<AssessmentTemplate> {
  if (of.template !== 'own') return ASSESSMENT_TEMPLATES[of.template]
  const own = (await listTemplates(tx, districtId)).filter(({ subject }) => subject === of.subject)
  const found = templateInForce(own, of.month)
  if (!found) throw new Refusal('assessment.template_missing', {}, '/template')
  return found.template
}

const WORDS: Readonly<Record<TemplateFaultCode, readonly [zh: string, en: string]>> = {
  'points.not_100': ['各项满分合计必须是 100 分。', 'The points of all items add up to 100.'],
  'item.repeated': ['项目重复。', 'The item is there twice.'],
  'item.points': ['满分应大于 0，最多两位小数。', 'Points are above 0, with two decimals at most.'],
  'item.minimum': ['最少件数应为 1 至 1000 的整数。', 'The minimum number is a whole one from 1 to 1000.'],
  'scale.range': [
    '满分线应在 0 到 100 之间，扣分应大于 0。',
    'All points from above 0 to 100 per cent on; a loss above 0.',
  ],
  'measure.unknown': [
    `没有这个指标。可用的指标：${MEASURES.join('、')}。`,
    `There is no such measure. Those there are: ${MEASURES.join(', ')}.`,
  ],
  'measure.forbidden': [
    '登录、在线时长、步数、轨迹、照片、点赞、阅读等不得计分（国办函〔2026〕12号）。',
    'Log-ins, time online, steps, tracks, photos, likes and reading may never count (国办函〔2026〕12号).',
  ],
  'measure.scale': [
    '该指标不能这样计分：次数类按次扣分，比率类按比例。',
    'This measure is not scored like that: counts lose points for each one, rates do not.',
  ],
}
const told = ({ code, pointer }: TemplateFault) => ({ pointer, code, zh: WORDS[code][0], en: WORDS[code][1] })

function scaleOf({
  kind,
  full_percent = 0,
  loss = 0,
}: AssessmentTemplateView['parts'][number]['items'][number]['scale']): Scale {
  switch (kind) {
    case 'share':
      return { kind }
    case 'threshold':
      return { kind, full_percent, loss }
    case 'each':
      return { kind, loss }
  }
}

/** @throws Refusal assessment.template_refused with everything that is wrong, each at its place */
function checked({ parts }: BodyOf<typeof putAssessmentTemplate>): AssessmentTemplate {
  const given: GivenTemplate = {
    parts: parts.map((part) => ({
      ...part,
      items: part.items.map((item) => ({ ...item, scale: scaleOf(item.scale) })),
    })),
  }
  const template = templateOf(given)
  if (!template.ok) throw new Refusal('assessment.template_refused', {}, undefined, template.refusal.map(told))
  return template.value
}

/** `assessment.putTemplate`. */
export async function putWay(
  call: Call<typeof putAssessmentTemplate>,
  deps: OversightDeps,
): Promise<AssessmentTemplateView> {
  const { tx, now, body } = call
  const { districtId, personId, personName } = sessionOf(call)
  const id = call.params.templateId
  const template = checked(body)
  const all = await listTemplates(tx, districtId)
  const known = all.find((one) => one.id === id)
  if (known) {
    const isSame = known.subject === body.subject && known.validFrom === body.validFrom
    if (!isSame || !tickets.contentHash(known.template).equals(tickets.contentHash(template)))
      throw new Refusal('assessment.id_reused')
    return view('own', known.template, known)
  }
  const { utcOffsetMinutes } = await deps.books.calendarOf(tx, districtId)
  const month = localDay(now, utcOffsetMinutes).slice(0, 7)
  if (!templateMayBegin(body.validFrom, month)) throw new Refusal('assessment.template_late', { month }, '/validFrom')
  const before = all.filter((one) => one.subject === body.subject && one.validFrom === body.validFrom)
  const version = 1 + Math.max(0, ...before.map((one) => one.version))
  const made = { id, subject: body.subject, validFrom: body.validFrom, version, template, madeAt: now }
  if (!(await insertTemplate(tx, districtId, made, personId))) throw new Refusal('assessment.id_reused')
  return view('own', template, { ...made, madeBy: personName })
}
